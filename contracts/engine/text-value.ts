import type { Mode, SchemaName } from "../model/index.ts";
import type { Reading, Validators } from "./validators.ts";

/** Judges a header or parameter, which is text on the wire: as text, and as the number, flag or list it may stand for. */
export function checkText(validators: Validators, schema: SchemaName, text: string, mode: Mode): Reading {
  const plain = validators.check(schema, text, mode);
  if (plain.breaches.length === 0) return plain;
  const parsed = parse(text);
  const list = text.split(",").map((part) => part.trim());
  const readings = [...parsed, list].map((value) => validators.check(schema, value, mode));
  const fit = readings.find((reading) => reading.breaches.length === 0);
  // "0" where a number of 1 or more is promised is out of range, not of the wrong type.
  const meant = parsed.length > 0 && plain.breaches.some(({ rule, path }) => rule === "shape/type" && path === "");
  return fit ?? (meant && readings[0] ? readings[0] : plain);
}

/** The text as JSON. Quotes and spaces around it are its own: nobody writes them to say what type it has. */
function parse(text: string): unknown[] {
  if (text.startsWith('"') || text.trim() !== text) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
