import type { JsonSchema } from "../model/index.ts";
import { type Definitions, nodes, resolve, strings } from "./schema-node.ts";

/** A JSON type; integers count as numbers. */
export type JsonType = "array" | "boolean" | "null" | "number" | "object" | "string";

export function jsonType(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "boolean" || type === "number" || type === "string" ? type : "object";
}

/** The JSON types that a schema can take, or undefined where it does not say. */
export function typesOf(node: JsonSchema, definitions: Definitions, depth = 0): Set<JsonType> | undefined {
  if (depth > 8) return undefined;
  const target = resolve(node, definitions);
  const named = typeof target.type === "string" ? [target.type] : strings(target.type);
  if (named.length > 0) return new Set(named.map((type) => (type === "integer" ? "number" : (type as JsonType))));
  if ("const" in target) return new Set([jsonType(target.const)]);
  if (Array.isArray(target.enum)) return new Set(target.enum.map(jsonType));
  const union = nodes(target.oneOf ?? target.anyOf);
  if (union.length > 0) {
    const each = union.map((branch) => typesOf(branch, definitions, depth + 1));
    if (each.every((types) => types !== undefined)) return new Set(each.flatMap((types) => [...types]));
  }
  for (const part of nodes(target.allOf)) {
    const types = typesOf(part, definitions, depth + 1);
    if (types) return types;
  }
  return undefined;
}
