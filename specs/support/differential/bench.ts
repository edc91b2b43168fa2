import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { isMembers, type JsonSchema } from "../../../contracts/index.ts";
import type { Keys } from "./answers.ts";

type Defs = Readonly<Record<string, JsonSchema>>;

const compiled = new Map<string, ValidateFunction>();

/**
 * Judges values by one projection, read tolerantly, branch by branch: a validator is made for each distinct closure of a
 * definition and kept, so that a document which differs in one place costs one compilation.
 */
export class Bench {
  readonly #defs: Defs;
  readonly #closures = new Map<string, string>();

  constructor(projection: unknown) {
    this.#defs = (projection as { $defs: Defs }).$defs;
  }

  /** Verdict on a value of a root. */
  accepts(root: string, value: unknown): boolean {
    const def = this.#defs[root];
    if (!def) return false;
    const tag = def["x-tag"];
    if (typeof tag !== "string") return this.#validator(root)(value);
    if (!isMembers(value)) return false;
    const branch = this.branches(root).get(String(value[tag]));
    return branch !== undefined && typeof value[tag] === "string" && this.#validator(branch)(value);
  }

  /** Tag value to the name of the definition, of a tagged union. */
  branches(root: string): Map<string, string> {
    const { oneOf, "x-tag": tag } = this.#defs[root] as { oneOf?: { $ref?: string }[]; "x-tag"?: string };
    const found = new Map<string, string>();
    for (const { $ref = "" } of oneOf ?? []) {
      const name = $ref.slice("#/$defs/".length);
      const property = (this.#defs[name]?.properties as Record<string, { const?: unknown }> | undefined)?.[tag ?? ""];
      found.set(String(property?.const), name);
    }
    return found;
  }

  /** The definition with all that it refers to, as text: equal closures judge equally. */
  closure(name: string): string {
    const known = this.#closures.get(name);
    if (known !== undefined) return known;
    const reached = new Map<string, JsonSchema>();
    const visit = (node: unknown): void => {
      if (Array.isArray(node)) return node.forEach(visit);
      if (!isMembers(node)) return;
      if (typeof node.$ref === "string") reach(node.$ref.slice("#/$defs/".length));
      Object.values(node).forEach(visit);
    };
    const reach = (def: string): void => {
      if (reached.has(def) || !this.#defs[def]) return;
      reached.set(def, this.#defs[def] as JsonSchema);
      visit(this.#defs[def]);
    };
    reach(name);
    const text = JSON.stringify([...reached]);
    this.#closures.set(name, text);
    return text;
  }

  /** Keys of each event type, of each message role and of the input. */
  keys(): Keys {
    const keysOf = (name: string) => Object.keys((this.#defs[name]?.properties as object | undefined) ?? {}).sort();
    const unions = ["Event", "Message"].filter((root) => this.#defs[root]);
    const tagged = unions.flatMap((root) =>
      [...this.branches(root)].map(([tag, name]) => [tag, keysOf(name)] as const),
    );
    return { ...Object.fromEntries(tagged), RunAgentInput: keysOf("RunAgentInput") };
  }

  #validator(name: string): ValidateFunction {
    const text = this.closure(name);
    let validate = compiled.get(`${name}\n${text}`);
    if (!validate) {
      const ajv = new Ajv2020({ strict: false, validateSchema: false });
      validate = ajv.compile({ $ref: `#/$defs/${name}`, $defs: Object.fromEntries(JSON.parse(text)) });
      compiled.set(`${name}\n${text}`, validate);
    }
    return validate;
  }
}
