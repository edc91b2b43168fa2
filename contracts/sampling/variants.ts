import type { JsonSchema, SchemaName, Schemas } from "../model/index.ts";
import { branchesOf, follow, isMembers, type Members, propertiesOf, requiredOf } from "./node.ts";
import { define, sample } from "./sample.ts";

/** A value and what is special about it, for a person: `content: second of 3 alternatives`. */
export interface Variant {
  readonly description: string;
  readonly data: unknown;
}

export interface VariantOptions {
  /** At most so many; the shallow ones come first. Default 400. */
  readonly limit?: number;
  /** How deep properties are varied. Default 5. */
  readonly depth?: number;
}

/**
 * Values that a schema accepts and that together show each of its alternatives: the plainest and the fullest value, each
 * optional property alone, each branch of each union, each member of each enumeration, null where it is allowed.
 */
export function variants(schemas: Schemas, schema: SchemaName | JsonSchema, options: VariantOptions = {}): Variant[] {
  const { limit = 400, depth: deepest = 5 } = options;
  const root = typeof schema === "string" ? { $ref: `#/$defs/${schema}` } : schema;

  function vary(given: unknown, depth: number, place: string): Variant[] {
    const node = follow(schemas, given);
    if ("const" in node) return [{ description: `${place} is ${JSON.stringify(node.const)}`, data: node.const }];
    if (Array.isArray(node.enum)) {
      return node.enum.map((data) => ({ description: `${place} is ${JSON.stringify(data)}`, data }));
    }
    const branches = branchesOf(schemas, node);
    if (branches && depth <= deepest) {
      return branches.flatMap((branch, index) =>
        vary(branch, depth + 1, `${place} (${index + 1} of ${branches.length})`),
      );
    }
    if (Array.isArray(node.type))
      return node.type.flatMap((type) => vary({ ...node, type }, depth, `${place} (${type})`));
    if (node.type === "array") return varyArray(node, depth, place);
    if (node.type === "object" || isMembers(node.properties)) return varyObject(node, depth, place);
    return [{ description: place, data: sample(schemas, node) }];
  }

  function varyArray(node: JsonSchema, depth: number, place: string): Variant[] {
    const empty =
      typeof node.minItems === "number" && node.minItems > 0 ? [] : [{ description: `${place} is empty`, data: [] }];
    if (node.items === undefined || depth > deepest) return empty;
    const items = vary(node.items, depth + 1, `${place}/0`);
    return [...empty, ...items.map(({ description, data }) => ({ description, data: [data] }))];
  }

  function varyObject(node: JsonSchema, depth: number, place: string): Variant[] {
    const plain = sample(schemas, node) as Members;
    const found: Variant[] = [{ description: `${place}: only what is required`, data: plain }];
    if (depth > deepest) return found;
    const required = new Set(requiredOf(node));
    for (const [name, property] of Object.entries(propertiesOf(node))) {
      const all = vary(property, depth + 1, `${place}/${name}`);
      // The plainest value of a required property is in the plain object already.
      for (const { description, data } of required.has(name) ? all.slice(all.length > 1 ? 0 : 1) : all) {
        const copy = { ...plain };
        define(copy, name, data);
        found.push({ description, data: copy });
      }
    }
    found.push({ description: `${place}: everything`, data: sample(schemas, node, { optional: "all" }) });
    return found;
  }

  return distinct(vary(root, 0, "")).slice(0, limit);
}

function distinct(all: readonly Variant[]): Variant[] {
  const seen = new Set<string>();
  return all.filter(({ data }) => {
    const text = JSON.stringify(data);
    return seen.has(text) ? false : seen.add(text) !== undefined;
  });
}
