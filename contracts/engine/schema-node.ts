import type { JsonSchema } from "../model/index.ts";

/** Named schemas that refer to each other as `#/$defs/NAME`. */
export type Definitions = Readonly<Record<string, JsonSchema>>;

export const isNode = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const nodes = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isNode) : []);

export const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

/** An own property, so that names such as `constructor` are safe. */
export function own(object: unknown, key: string): unknown {
  return isNode(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** NAME of a `#/$defs/NAME` reference, decoded (RFC 6901, section 6). */
export function referenceName(ref: unknown): string | undefined {
  if (typeof ref !== "string" || !ref.startsWith("#/$defs/")) return undefined;
  const text = ref.slice("#/$defs/".length);
  let decoded = text;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    // A name with a bare "%" in it.
  }
  return decoded.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The node itself, or the one at the end of its chain of references. */
export function resolve(node: JsonSchema, definitions: Definitions): JsonSchema {
  let current = node;
  for (let hops = 0; hops < 32; hops++) {
    const name = referenceName(current.$ref);
    const next = name === undefined ? undefined : own(definitions, name);
    if (!isNode(next)) return current;
    current = next;
  }
  return current;
}
