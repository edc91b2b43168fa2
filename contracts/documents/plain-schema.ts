import type { JsonSchema } from "../model/index.ts";
import { isObject, type JsonObject } from "./json.ts";
import { badDocument, child, children, type Place } from "./place.ts";

/** Hoists what `ref`, standing at a place, points to, and gives its name. */
export type Refer = (place: Place, ref: string) => string;

const single = new Set([
  ...["not", "if", "then", "else", "contains", "propertyNames", "contentSchema"],
  ...["additionalProperties", "unevaluatedItems", "unevaluatedProperties"],
]);
const list = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const map = new Set(["properties", "patternProperties", "dependentSchemas"]);

/** What says nothing about a payload, or says it in a form on which the standards differ. */
const noise = new Set([
  ...["$schema", "$id", "id", "$anchor", "$comment", "$vocabulary", "$defs", "definitions", "title", "description"],
  ...["discriminator", "xml", "externalDocs", "deprecated", "readOnly", "writeOnly", "example", "nullable"],
]);

/** Whether a keyword is dropped from a schema; so are `x-` fields, save the tag that a projection gives a union. */
export function isNoise(keyword: string): boolean {
  return noise.has(keyword) || (keyword.startsWith("x-") && keyword !== "x-tag");
}

/**
 * A schema of any dialect that OpenAPI and AsyncAPI bring along as plain JSON Schema 2020-12, where every `$ref` is
 * `#/$defs/NAME`. Annotations are dropped, except `examples` and `default`.
 *
 * @throws ContractError `bad-document` where a schema is neither an object nor a boolean
 */
export function plainSchema(place: Place, refer: Refer): JsonSchema {
  const plain = (at: Place): unknown => (typeof at.value === "boolean" ? at.value : plainObject(at));

  function plainObject(at: Place): JsonObject {
    if (!isObject(at.value)) throw badDocument(at, "must be a schema: an object, true or false");
    const result: Record<string, unknown> = {};
    for (const [key, part] of children(at)) if (!isNoise(key)) Object.assign(result, keyword(key, part, at));
    if (at.value.example !== undefined && result.examples === undefined) result.examples = [at.value.example];
    // OpenAPI 3.0 beside a $ref or allOf, where its upgrader leaves it.
    return at.value.nullable === true && !nullable(result.type) ? { anyOf: [result, { type: "null" }] } : result;
  }

  function keyword(key: string, part: Place, at: Place): JsonObject {
    if (key === "$ref" && typeof part.value === "string") return { $ref: `#/$defs/${refer(at, part.value)}` };
    if (key === "$dynamicRef" || key === "$recursiveRef") throw badDocument(part, "is not read; use $ref");
    if (key === "items" && Array.isArray(part.value))
      return { prefixItems: children(part).map(([, item]) => plain(item)) };
    if (key === "additionalItems") return Array.isArray(child(at, "items").value) ? { items: plain(part) } : {};
    if (key === "dependencies") return dependencies(part, plain);
    if (key === "items" || single.has(key)) return { [key]: plain(part) };
    if (list.has(key)) return { [key]: children(part).map(([, branch]) => plain(branch)) };
    if (map.has(key))
      return { [key]: Object.fromEntries(children(part).map(([name, member]) => [name, plain(member)])) };
    return { [key]: part.value };
  }

  if (typeof place.value === "boolean") return place.value ? {} : { not: {} };
  return plainObject(place);
}

function nullable(type: unknown): boolean {
  return type === "null" || (Array.isArray(type) && type.includes("null"));
}

/** Draft 7's `dependencies` in the two keywords of 2020-12. */
function dependencies(place: Place, plain: (at: Place) => unknown): JsonObject {
  const all = children(place);
  const names = all.filter(([, part]) => Array.isArray(part.value)).map(([key, part]) => [key, part.value]);
  const schemas = all.filter(([, part]) => !Array.isArray(part.value)).map(([key, part]) => [key, plain(part)]);
  return {
    ...(names.length > 0 ? { dependentRequired: Object.fromEntries(names) } : {}),
    ...(schemas.length > 0 ? { dependentSchemas: Object.fromEntries(schemas) } : {}),
  };
}

/** The examples that a schema itself carries. */
export function schemaExamples(schema: Place): readonly unknown[] {
  const { value } = schema;
  if (!isObject(value)) return [];
  if (Array.isArray(value.examples)) return value.examples;
  for (const key of ["example", "default", "const"]) {
    if (Object.hasOwn(value, key)) return [value[key]];
  }
  return [];
}
