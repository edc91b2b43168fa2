import type { Mode, SchemaName } from "../model/index.ts";
import type { Reading, Validators } from "./validators.ts";

/** Judges a header or parameter, which is text on the wire: as text, and as the number, flag or list it may stand for. */
export function checkText(validators: Validators, schema: SchemaName, text: string, mode: Mode): Reading {
  const plain = validators.check(schema, text, mode);
  if (plain.breaches.length === 0) return plain;
  const others: unknown[] = [text.split(",").map((part) => part.trim())];
  if (/^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[{].*)$/s.test(text)) {
    try {
      others.unshift(JSON.parse(text));
    } catch {
      // It only looked like JSON.
    }
  }
  const fit = others
    .map((value) => validators.check(schema, value, mode))
    .find((reading) => reading.breaches.length === 0);
  return fit ?? plain;
}
