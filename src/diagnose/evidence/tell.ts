import type { Heard } from "../facts.ts";

const ends: Partial<Record<Heard["end"], string>> = {
  silent: "no byte came",
  slow: "an answer began and was not over",
  fin: "the connection was closed without an answer",
  rst: "the connection was reset",
  failed: "the connection failed",
  left: "the budget was spent before an answer",
  long: "more came than an answer's head may have",
  "not-http": "what came is not HTTP",
};

/** What a request got, in a few words: `403 Forbidden`. */
export function got(heard: Heard): string {
  if (heard.status === undefined) {
    const code = heard.code ? ` (${heard.code})` : "";
    return `${ends[heard.end] ?? heard.end}${code}${heard.body ? `: ${heard.body}` : ""}`;
  }
  const type = (heard.headers["content-type"] ?? "").split(";")[0];
  const location = heard.headers.location;
  const body = heard.body.replace(/\s+/g, " ").trim();
  const text = type === "text/html" ? "a page of HTML" : body.length > 60 ? `${body.slice(0, 59)}…` : body;
  const line = [heard.status, heard.reason].filter(Boolean).join(" ");
  if (heard.end === "invalid") return `${line}, but not to our key`;
  return [line, location ? `to ${location}` : text].filter(Boolean).join(", ");
}
