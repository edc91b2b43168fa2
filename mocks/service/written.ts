import type { Edit } from "../edit.ts";
import { said } from "./active.ts";

/** A text as the edits would have it. */
export const written = (edits: readonly Edit[], text: string) => String(said(edits, "raw")?.(text) ?? text);

const kept = new WeakMap<object, string>();

/** What is written of an object; kept where it is the same object every time. */
export function textOf(value: object, fixed: boolean | undefined): string {
  const known = fixed ? kept.get(value) : undefined;
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  if (fixed) kept.set(value, text);
  return text;
}
