import { excerpt } from "./excerpt.ts";
import { frameLimit } from "./splitter.ts";
import type { FramingBreach } from "./sse.ts";

/** Deepest nesting of arrays and objects that is judged. */
export const depthLimit = 256;

/** JSON text, read. `value` stands only where there are no breaches. */
export interface JsonText {
  readonly value?: unknown;
  readonly breaches: readonly FramingBreach[];
}

/**
 * Reads the JSON of a body, of an event's data or of a WebSocket message. Never throws: what cannot be read is a breach.
 *
 * @param raw the text, or base64 where `binary`
 * @param limit largest text in UTF-16 units
 */
export function decodeJsonText(
  raw: string,
  {
    binary = false,
    limit = frameLimit,
  }: { readonly binary?: boolean | undefined; readonly limit?: number | undefined } = {},
): JsonText {
  if (binary) return broken("framing/binary", "The frame is binary where JSON text was promised.");
  if (raw.length > limit) return broken("framing/size", `The frame is larger than ${limit} characters, the limit.`);
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return broken("framing/json", whyNot(raw));
  }
  // Nesting of depth N takes N opening brackets, so most frames need no look.
  if (raw.length > 2 * depthLimit && bracketsIn(raw) > depthLimit && deeperThan(value, depthLimit)) {
    return broken("framing/size", `The JSON is nested deeper than ${depthLimit} levels, the limit.`);
  }
  return { value, breaches: [] };
}

function whyNot(raw: string): string {
  if (raw.trim() === "") return "The text is empty where JSON was promised.";
  return `The text is not JSON; it begins with ${excerpt(raw)}.`;
}

function broken(rule: FramingBreach["rule"], message: string): JsonText {
  return { breaches: [{ rule, message }] };
}

function bracketsIn(text: string): number {
  let count = 0;
  for (const bracket of "[{") {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) count++;
  }
  return count;
}

/** For a value with brackets. Breadth first, so that no input can exhaust the stack. */
function deeperThan(value: unknown, limit: number): boolean {
  let level = [value as object];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((item) => Object.values(item).filter(isNested));
  }
  return false;
}

const isNested = (value: unknown): value is object => typeof value === "object" && value !== null;
