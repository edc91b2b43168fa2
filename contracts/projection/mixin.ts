import { isObject, type Json, type JsonObject } from "./dating.ts";

const prefix = "#/$defs/";
const parts = new Set(["type", "properties", "required", "allOf", "additionalProperties"]);

/**
 * An object schema with its mixins written out: `allOf` of references to plain objects in the same document becomes one
 * set of properties, the schema's own winning. Any other `allOf` stays as it is.
 */
export function mixin(node: JsonObject, whole: JsonObject): JsonObject {
  if (!Array.isArray(node.allOf)) return node;
  const mixins = node.allOf.map((part) => plainObject(part, whole));
  if (mixins.some((part) => part === undefined)) return node;
  const { allOf: _, properties, required, ...rest } = node;
  const all = [...(mixins as JsonObject[]), { properties: properties ?? {}, required: required ?? [] }];
  const names = all.flatMap((part) => (Array.isArray(part.required) ? part.required : []));
  return {
    type: "object",
    ...rest,
    properties: Object.assign({}, ...all.map((part) => part.properties ?? {})),
    ...(names.length > 0 && { required: [...new Set(names)] }),
  };
}

function plainObject(part: Json, whole: JsonObject): JsonObject | undefined {
  if (!isObject(part) || typeof part.$ref !== "string" || !part.$ref.startsWith(prefix)) return undefined;
  const defs = whole.$defs;
  const target = isObject(defs) ? defs[part.$ref.slice(prefix.length)] : undefined;
  if (!isObject(target) || !Object.keys(target).every((key) => parts.has(key))) return undefined;
  return mixin(target, whole);
}
