import { createRequire } from "node:module";
import type { JsonSchema } from "../model/index.ts";

const require = createRequire(import.meta.url);

/** RFC 3339 and friends; the same instant everywhere, so that samples never depend on the day. */
const formats: Readonly<Record<string, string>> = {
  "date-time": "2026-01-01T00:00:00Z",
  date: "2026-01-01",
  time: "00:00:00Z",
  duration: "P1D",
  email: "someone@example.com",
  hostname: "example.com",
  ipv4: "127.0.0.1",
  ipv6: "::1",
  uri: "https://example.com/",
  url: "https://example.com/",
  "uri-reference": "/",
  uuid: "00000000-0000-4000-8000-000000000000",
  "json-pointer": "",
  byte: "AA==",
};

/** A string that a string schema accepts: by format, else by pattern and length. */
export function sampleText(node: JsonSchema, word: string): string {
  const format = typeof node.format === "string" ? formats[node.format] : undefined;
  if (format !== undefined) return format;
  const text = typeof node.pattern === "string" ? matching(node.pattern, word) : word;
  const least = typeof node.minLength === "number" ? node.minLength : 0;
  const most = typeof node.maxLength === "number" ? node.maxLength : Number.POSITIVE_INFINITY;
  return text.padEnd(least, "a").slice(0, most);
}

/** The plainest text that a pattern matches; the word itself where it does. */
function matching(pattern: string, word: string): string {
  try {
    const expression = new RegExp(pattern, "u");
    if (expression.test(word)) return word;
    // Loaded when the first pattern asks for it: few do, and every start would pay.
    const RandExp = require("randexp") as typeof import("randexp");
    const generator = new RandExp(pattern);
    generator.randInt = (from) => from;
    const text = generator.gen();
    return expression.test(text) ? text : word;
  } catch {
    return word;
  }
}
