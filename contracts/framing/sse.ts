import { excerpt } from "./excerpt.ts";

/** Something wrong with how a frame is put on the wire, before anybody looks at what it says. */
export interface FramingBreach {
  readonly rule: `framing/${string}`;
  /** One sentence. */
  readonly message: string;
}

/** One event block, read. `data` is undefined where the block has none, or cannot be read as SSE. */
export interface SseEvent {
  readonly data?: string;
  readonly event?: string;
  readonly id?: string;
  /** True where the block holds nothing but comments, `retry:` or blank lines: it is no event. */
  readonly comment: boolean;
  readonly breaches: readonly FramingBreach[];
}

const fieldName = /^[A-Za-z][A-Za-z0-9_-]*$/;

/**
 * Reads one block as the HTML Living Standard (9.2.6) says, and names what real clients stumble over: `@ag-ui/client`
 * fails on CR LF, drops `data:` without a space before 0.0.59, fails on `[DONE]`, and takes a body of bare JSON for an
 * empty run. Never throws.
 *
 * @param block raw block as a splitter gives it; the blank line at its end may be missing
 */
export function decodeSse(block: string): SseEvent {
  const usual = dataAlone(block);
  if (usual !== undefined) return { data: usual, comment: false, breaches: [] };
  const breaches: FramingBreach[] = [];
  const text = block.charCodeAt(0) === 0xfeff ? block.slice(1) : block;
  const data: string[] = [];
  let event: string | undefined;
  let id: string | undefined;
  let spaceless = false;
  if (text.includes("\r")) {
    breaches.push({
      rule: "framing/sse-crlf",
      message: "The lines of the event end in CR; they must end in LF alone.",
    });
  }
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line === "" || line.startsWith(":")) continue;
    const found = line.indexOf(":");
    const colon = found < 0 ? line.length : found;
    const field = line.slice(0, colon);
    const rest = line.slice(colon + 1);
    if (!fieldName.test(field)) {
      const message = `The line ${excerpt(line)} is no field of an event stream; each event must be "data: " and JSON.`;
      breaches.push({ rule: "framing/not-sse", message });
      return { comment: false, breaches };
    }
    const value = rest.startsWith(" ") ? rest.slice(1) : rest;
    if (field === "data") {
      data.push(value);
      spaceless ||= rest !== "" && !rest.startsWith(" ");
    } else if (field === "event") event = value;
    else if (field === "id") id = value;
  }
  if (spaceless) {
    breaches.push({
      rule: "framing/sse-space",
      message: 'There is no space after "data:"; older clients drop the event.',
    });
  }
  const joined = data.length > 0 ? data.join("\n") : undefined;
  if (joined?.trim() === "[DONE]") {
    const message = 'The event is "[DONE]", which is not JSON; the stream must simply end.';
    breaches.push({ rule: "framing/sse-done", message });
  }
  return {
    ...(joined !== undefined && { data: joined }),
    ...(event !== undefined && { event }),
    ...(id !== undefined && { id }),
    comment: joined === undefined && event === undefined,
    breaches,
  };
}

/** The data of a block that is nothing but one line of it, as almost all are; undefined for any other. */
function dataAlone(block: string): string | undefined {
  const end = block.indexOf("\n");
  if (!block.startsWith("data: ") || end !== block.length - 2 || !block.endsWith("\n")) return undefined;
  const data = block.slice("data: ".length, end);
  return data.includes("\r") || data.includes("[DONE]") ? undefined : data;
}

/** One event block as every client reads it: `data: `, the text line by line, LF, a blank line. */
export function encodeSse(data: string): string {
  if (!data.includes("\n")) return `data: ${data}\n\n`;
  return `${data
    .split("\n")
    .map((line) => `data: ${line}\n`)
    .join("")}\n`;
}
