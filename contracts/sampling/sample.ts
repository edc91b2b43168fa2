import type { JsonSchema, SchemaName, Schemas } from "../model/index.ts";
import { branchesOf, follow, isMembers, type Members, propertiesOf, requiredOf } from "./node.ts";
import { sampleText } from "./text.ts";

export interface SampleOptions {
  /** Equal seeds give equal values. Default 1. */
  readonly seed?: number;
  /** Optional properties: left out, or all there. Default "none". */
  readonly optional?: "none" | "all";
}

/** Objects nest at most this deep; below it, optional parts are left out and unions take their flattest branch. */
const deepest = 6;

/**
 * One value that a schema accepts: its own example, default or constant where it has one, else the plainest value of its
 * type.
 *
 * @param schema a name in `schemas.$defs`, or a schema whose references are `#/$defs/NAME`
 */
export function sample(schemas: Schemas, schema: SchemaName | JsonSchema, options: SampleOptions = {}): unknown {
  const next = random(options.seed ?? 1);
  const all = options.optional === "all";

  function value(given: unknown, depth: number, word: string): unknown {
    const node = follow(schemas, given);
    const ready = ownValue(node);
    if (ready) return structuredClone(ready.value);
    const branches = branchesOf(schemas, node);
    if (branches) return value(branches[depth >= deepest ? 0 : Math.floor(next() * branches.length)], depth + 1, word);
    if (Array.isArray(node.allOf)) return whole(node, depth, word);
    return plain(node, depth, word);
  }

  function whole(node: JsonSchema, depth: number, word: string): unknown {
    const { allOf, ...beside } = node;
    const parts = [...(allOf as unknown[]), beside].map((part) => value(part, depth + 1, word));
    return parts.every(isMembers) ? Object.assign({}, ...parts) : parts[0];
  }

  function plain(node: JsonSchema, depth: number, word: string): unknown {
    const type = Array.isArray(node.type) ? (node.type.find((each) => each !== "null") ?? "null") : node.type;
    switch (type) {
      case "string":
        return sampleText(node, word);
      case "integer":
      case "number":
        return sampleNumber(node);
      case "boolean":
        return true;
      case "null":
        return null;
      case "array":
        return array(node, depth, word);
      default:
        return object(node, depth);
    }
  }

  function array(node: JsonSchema, depth: number, word: string): unknown[] {
    const least = typeof node.minItems === "number" ? node.minItems : 0;
    const count = Math.max(least, all && depth < deepest && node.items !== undefined ? 1 : 0);
    return Array.from({ length: count }, () => value(node.items ?? {}, depth + 1, word));
  }

  function object(node: JsonSchema, depth: number): Members {
    const required = new Set(requiredOf(node));
    const result: Members = {};
    for (const [name, property] of Object.entries(propertiesOf(node))) {
      if (required.has(name) || (all && depth < deepest)) define(result, name, value(property, depth + 1, name));
    }
    for (const name of required) if (!Object.hasOwn(result, name)) define(result, name, name);
    return result;
  }

  return value(typeof schema === "string" ? { $ref: `#/$defs/${schema}` } : schema, 0, "sample");
}

/** The value that a schema names itself. */
function ownValue(node: JsonSchema): { readonly value: unknown } | undefined {
  if ("const" in node) return { value: node.const };
  for (const key of ["examples", "enum"]) {
    const values = node[key];
    if (Array.isArray(values) && values.length > 0) return { value: values[0] };
  }
  return "default" in node ? { value: node.default } : undefined;
}

function sampleNumber(node: JsonSchema): number {
  const least = typeof node.minimum === "number" ? node.minimum : undefined;
  const above = typeof node.exclusiveMinimum === "number" ? node.exclusiveMinimum + 1 : undefined;
  const most = typeof node.maximum === "number" ? node.maximum : Number.POSITIVE_INFINITY;
  const start = Math.min(Math.max(least ?? 1, above ?? 1, 1), most);
  const step = typeof node.multipleOf === "number" ? node.multipleOf : undefined;
  return step === undefined ? start : Math.ceil(start / step) * step;
}

/** Sets an own property even where its name is `__proto__`. */
export function define(target: Members, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}

/** mulberry32: small, and the same on every machine. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
