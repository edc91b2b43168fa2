import type { JsonSchema } from "../model/index.ts";
import { type Definitions, isNode, nodes, own, resolve, strings } from "./schema-node.ts";

/** How a union is told apart: the property, and for each branch the values of it that choose the branch. */
export interface Tag {
  readonly name: string;
  readonly values: readonly (readonly string[])[];
}

/**
 * The tag of a union's object branches: the property that is `const` or `enum` and required in every branch, with no
 * value in two of them. `x-tag` and OpenAPI's `discriminator.propertyName` are tried first; neither is trusted.
 */
export function deriveTag(
  union: JsonSchema,
  branches: readonly JsonSchema[],
  definitions: Definitions,
): Tag | undefined {
  const hint = own(union, "x-tag") ?? own(own(union, "discriminator"), "propertyName");
  const names = branches[0] ? propertyNames(branches[0], definitions, 0) : [];
  for (const name of typeof hint === "string" ? [hint, ...names] : names) {
    const values = branches.map((branch) =>
      tagValues(branch, name, definitions, strings(union.required).includes(name)),
    );
    const all = values.flat();
    // Ajv keeps the values in a plain object, where "constructor" would be found without being there.
    const plain = all.every((value) => !(value in Object.prototype));
    if (plain && values.every((some) => some.length > 0) && new Set(all).size === all.length) return { name, values };
  }
  return undefined;
}

function propertyNames(node: JsonSchema, definitions: Definitions, depth: number): string[] {
  if (depth > 8) return [];
  const target = resolve(node, definitions);
  const below = [...nodes(target.allOf), ...nodes(target.oneOf).slice(0, 1), ...nodes(target.anyOf).slice(0, 1)];
  const mine = isNode(target.properties) ? Object.keys(target.properties) : [];
  return [...mine, ...below.flatMap((part) => propertyNames(part, definitions, depth + 1))];
}

/** Values that the property can have in this branch; none where it may be absent or anything else. */
export function tagValues(
  branch: JsonSchema,
  name: string,
  definitions: Definitions,
  required: boolean,
  depth = 0,
): string[] {
  if (depth > 8) return [];
  const target = resolve(branch, definitions);
  const needed = required || strings(target.required).includes(name) || strings(branch.required).includes(name);
  const property = own(target.properties, name);
  const values = isNode(property) && needed ? constants(resolve(property, definitions)) : [];
  if (values.length > 0) return values;
  const union = nodes(target.oneOf ?? target.anyOf);
  if (union.length > 0) {
    const each = union.map((part) => tagValues(part, name, definitions, needed, depth + 1));
    if (each.every((some) => some.length > 0)) return [...new Set(each.flat())];
  }
  for (const part of nodes(target.allOf)) {
    const found = tagValues(part, name, definitions, needed, depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}

function constants(node: JsonSchema): string[] {
  if (typeof node.const === "string") return [node.const];
  if (Array.isArray(node.enum)) return strings(node.enum).length === node.enum.length ? strings(node.enum) : [];
  const each = nodes(node.oneOf ?? node.anyOf).map((branch) => branch.const);
  return each.every((value): value is string => typeof value === "string") ? each : [];
}
