import type { JsonSchema, SchemaName } from "../model/index.ts";
import { isObject, type JsonObject, tokensOf } from "./json.ts";
import type { Place } from "./place.ts";
import { isNoise, plainSchema } from "./plain-schema.ts";
import { type References, refOf } from "./references.ts";

/** Pointer tokens that name a role in a document and not a thing. */
const roles = new Set(["schema", "payload", "items", "itemSchema", "properties", "$defs", "definitions", "schemas"]);

/** Gives every schema of a contract a readable name of its own, and collects them as `$defs`. */
export class SchemaTable {
  readonly #references: References;
  readonly #names = new Map<string, SchemaName>();
  readonly #defs = new Map<SchemaName, JsonSchema>();

  constructor(references: References) {
    this.#references = references;
  }

  /**
   * Name of the schema at `place`, which is taken in with everything that it refers to.
   *
   * @param hint name for a schema that stands inline, in any case: `ws stats 200`
   */
  nameOf(place: Place, hint: string): SchemaName {
    const target = this.schemaAt(place);
    return this.#hoist(target, target === place ? pascalCase(hint) : ownName(target));
  }

  /** The schema at `place`, after references that say nothing more than where it is. */
  schemaAt(place: Place): Place {
    if (!isObject(place.value) || refOf(place) === undefined) return place;
    return Object.keys(place.value).every((key) => key === "$ref" || isNoise(key))
      ? this.#references.follow(place)
      : place;
  }

  /** Takes in a schema that stands in no document; its references must be `#/$defs/NAME` already. */
  add(schema: JsonObject, hint: string): SchemaName {
    const name = this.#free(pascalCase(hint));
    this.#defs.set(name, schema);
    return name;
  }

  get(name: SchemaName): JsonSchema {
    return this.#defs.get(name) ?? {};
  }

  all(): Record<SchemaName, JsonSchema> {
    return Object.fromEntries(this.#defs);
  }

  #hoist(target: Place, wanted: SchemaName): SchemaName {
    const id = `${target.source.key}#${target.pointer}`;
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = this.#free(wanted);
    this.#names.set(id, name);
    // Its place is taken before its parts are read, because one of them may refer to it.
    this.#defs.set(name, {});
    const refer = (part: Place, ref: string) => {
      const to = this.schemaAt(this.#references.resolve(part, ref));
      return this.#hoist(to, ownName(to));
    };
    this.#defs.set(name, plainSchema(target, refer));
    return name;
  }

  #free(wanted: string): SchemaName {
    for (let nth = 1; ; nth++) {
      const name = nth === 1 ? wanted : `${wanted}${nth}`;
      if (!this.#defs.has(name)) return name;
    }
  }
}

/** `#/components/schemas/User` is User, `user.schema.json` is User. */
function ownName(target: Place): SchemaName {
  const file = target.source.key.split(/[\\/]/).at(-1) ?? "";
  const tokens = tokensOf(target.pointer).filter((token) => !roles.has(token) && !/^\d+$/.test(token));
  const last = tokens.at(-1) ?? file.replace(/(\.schema)?\.[a-z]+$/, "");
  return tokens.length > 0 && /^[A-Za-z][\w.-]*$/.test(last) ? last : pascalCase(last);
}

/** `ws stats 200` is WsStats200. */
export function pascalCase(text: string): string {
  const words = text.match(/[A-Za-z0-9]+/g) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z]/.test(name) ? name : `Schema${name}`;
}
