import { isMembers } from "../../../contracts/index.ts";
import type { Json } from "../../edit.ts";

/** Nodes of one schema that are looked at, how deep they nest, and the largest lower bound that is kept. */
const mostNodes = 500;
const deepest = 12;
const largest = 100;

const lists = new Set(["allOf", "anyOf", "oneOf"]);
/** A quantifier on a group that has one inside: such a pattern may be tried for ever. */
const endless = /[+*}][^)]*\)[+*{]/;

/**
 * A JSON Schema as a tree without references, of bounded size: it comes from whoever sends a request, and a sample of it
 * must not take longer than the request is long.
 */
export function treeOf(schema: Json): Json {
  let nodes = 0;

  function tree(given: unknown, depth: number): unknown {
    if (!isMembers(given)) return given;
    if (++nodes > mostNodes || depth > deepest) return {};
    const { $ref, ...beside } = given;
    if (typeof $ref === "string") return tree({ ...named($ref), ...beside }, depth + 1);
    return Object.fromEntries(Object.entries(given).flatMap(([key, value]) => keyword(key, value, depth)));
  }

  function keyword(key: string, value: unknown, depth: number): (readonly [string, unknown])[] {
    if (key === "items") return [[key, tree(value, depth + 1)]];
    if (lists.has(key) && Array.isArray(value)) return [[key, value.map((one) => tree(one, depth + 1))]];
    if (key === "properties" && isMembers(value)) {
      return [[key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, tree(one, depth + 1)]))]];
    }
    if (key === "minItems" || key === "minLength") return [[key, Math.min(Number(value) || 0, largest)]];
    if (key === "pattern") return endless.test(String(value)) ? [] : [[key, value]];
    return key === "$defs" || key === "definitions" ? [] : [[key, value]];
  }

  function named(ref: string): Json {
    const [, name = ""] = /^#\/(?:\$defs|definitions)\/([^/]+)$/.exec(ref) ?? [];
    const table = [schema.$defs, schema.definitions].find((one) => isMembers(one) && Object.hasOwn(one, name));
    const found = isMembers(table) ? table[name] : undefined;
    return isMembers(found) ? found : {};
  }

  return tree(schema, 0) as Json;
}
