import type { JsonSchema } from "../model/index.ts";

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

/** Candidates for the patterns that contracts really use; the first that matches is taken. */
const candidates = [
  "sample",
  "a",
  "A",
  "1",
  "42",
  "a1",
  "a-b",
  "/a",
  "1.0",
  "1.0.0",
  "2026-01-01",
  "a@example.com",
  "",
];

/** A string that a string schema accepts: by format, else by pattern and length. */
export function sampleText(node: JsonSchema, word: string): string {
  const format = typeof node.format === "string" ? formats[node.format] : undefined;
  if (format !== undefined) return format;
  const text = typeof node.pattern === "string" ? matching(node.pattern, word) : word;
  const least = typeof node.minLength === "number" ? node.minLength : 0;
  const most = typeof node.maxLength === "number" ? node.maxLength : Number.POSITIVE_INFINITY;
  return text.padEnd(least, "a").slice(0, most);
}

function matching(pattern: string, word: string): string {
  try {
    const expression = new RegExp(pattern, "u");
    return (
      [word, ...candidates, "a".repeat(8), "0".repeat(8), "f".repeat(32)].find((text) => expression.test(text)) ?? word
    );
  } catch {
    return word;
  }
}
