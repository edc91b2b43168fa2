import type { JsonSchema, Schemas } from "../model/index.ts";

/** A JSON value with names. */
export type Members = Record<string, unknown>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const prefix = "#/$defs/";

/** The schema behind `#/$defs/NAME` references, members beside the `$ref` winning; `true` and dangling ones are `{}`. */
export function follow(schemas: Schemas, node: unknown): JsonSchema {
  let current = isMembers(node) ? node : {};
  for (let hops = 0; typeof current.$ref === "string" && hops < 32; hops++) {
    const { $ref, ...beside } = current;
    const name = String($ref).startsWith(prefix) ? String($ref).slice(prefix.length) : "";
    const target = Object.hasOwn(schemas.$defs, name) ? schemas.$defs[name] : {};
    current = { ...target, ...beside };
  }
  return current;
}

/**
 * The alternatives of a union, each with what stands beside the union merged in; undefined where the node is none.
 */
export function branchesOf(schemas: Schemas, node: JsonSchema): readonly JsonSchema[] | undefined {
  const { oneOf, anyOf, ...beside } = node;
  const branches = oneOf ?? anyOf;
  if (!Array.isArray(branches) || branches.length === 0) return undefined;
  // Both at once: the other one goes down into each branch.
  const rest = oneOf !== undefined && anyOf !== undefined ? { ...beside, anyOf } : beside;
  return branches.map((branch) => {
    const alternative = follow(schemas, branch);
    const properties: Members = { ...propertiesOf(rest) };
    for (const [name, own] of Object.entries(propertiesOf(alternative))) {
      properties[name] = name in properties && isMembers(own) ? { ...follow(schemas, properties[name]), ...own } : own;
    }
    const required = [...new Set([...requiredOf(rest), ...requiredOf(alternative)])];
    return {
      ...rest,
      ...alternative,
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
    };
  });
}

/** The properties of an object schema; {} where it has none. */
export function propertiesOf(node: JsonSchema): Members {
  return isMembers(node.properties) ? node.properties : {};
}

/** The names that an object schema requires. */
export function requiredOf(node: JsonSchema): readonly string[] {
  return Array.isArray(node.required) ? node.required.map(String) : [];
}

/** The types that a node allows by its own `type`, `const` and `enum`; undefined where it allows any. */
export function typesOf(schemas: Schemas, given: unknown, depth = 0): ReadonlySet<string> | undefined {
  const node = follow(schemas, given);
  const branches = branchesOf(schemas, node);
  if (branches && depth < 8) {
    const sets = branches.map((branch) => typesOf(schemas, branch, depth + 1));
    if (sets.some((set) => set === undefined)) return undefined;
    return new Set(sets.flatMap((set) => [...(set ?? [])]));
  }
  if (Array.isArray(node.enum)) return new Set(node.enum.map(typeName));
  if ("const" in node) return new Set([typeName(node.const)]);
  if (typeof node.type === "string") return new Set([node.type]);
  if (Array.isArray(node.type)) return new Set(node.type.map(String));
  return isMembers(node.properties) ? new Set(["object"]) : undefined;
}

/** JSON Schema's name of a value's type; whole numbers are `integer`. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
