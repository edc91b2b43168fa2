/** A JSON value as Python's f-strings show it, where that is one word; anything else as JSON. */
export function asPython(value: unknown): string {
  if (value === undefined || value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? value : JSON.stringify(value);
}
