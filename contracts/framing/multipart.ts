import { excerpt } from "./excerpt.ts";
import type { FramingBreach } from "./sse.ts";

/** One block of a multipart body, read. `text` is undefined where it is no part, or cannot be read as one. */
export interface MultipartBlock {
  /** `around` is what stands before the first delimiter and means nothing (RFC 2046's preamble). */
  readonly kind: "part" | "closing" | "around";
  /** Header names of the part in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body of the part. */
  readonly text?: string;
  readonly breaches: readonly FramingBreach[];
}

const lineEnd = "\r\n";
const json = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/**
 * Reads one block of a body of JSON parts, and names what real clients stumble over: without an empty line behind the
 * headers urql and meros drop the part and Apollo Client fails; a part of another type Apollo Client refuses, and meros
 * gives back as a text, as it does one that names none. A `Content-Length` no client reads, and RFC 2046 does not know it.
 * Never throws.
 *
 * @param block as a splitter gives it
 */
export function decodeMultipart(block: string, boundary: string): MultipartBlock {
  const begin = block.startsWith(lineEnd) ? lineEnd.length : 0;
  const delimiter = `--${boundary}`;
  if (!block.startsWith(delimiter, begin)) return { kind: "around", headers: {}, breaches: [] };
  const rest = begin + delimiter.length;
  if (block.startsWith("--", rest)) return { kind: "closing", headers: {}, breaches: [] };
  const gap = block.indexOf(lineEnd + lineEnd, rest);
  if (gap === -1) {
    const message =
      "No empty line (CR LF CR LF) ends the headers of the part, so nobody can tell where its JSON begins.";
    return broken({}, message);
  }
  const headers = headersIn(block.slice(rest, gap));
  const type = headers["content-type"];
  if (type === undefined) {
    return broken(headers, "The part has no Content-Type, which makes it plain text; it must be application/json.");
  }
  if (!json.test(type)) return broken(headers, `The part is ${excerpt(type)}; it must be application/json.`);
  return { kind: "part", headers, text: block.slice(gap + 2 * lineEnd.length), breaches: [] };
}

function broken(headers: MultipartBlock["headers"], message: string): MultipartBlock {
  return { kind: "part", headers, breaches: [{ rule: "framing/multipart-part", message }] };
}

/** The lines behind a delimiter as headers; one that begins with a space goes on with the one before (RFC 5322, 2.2.3). */
function headersIn(text: string): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const line of text.replace(/\r\n[ \t]+/g, " ").split(lineEnd)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

/** One part as every client reads it, and as graphql-yoga writes it: the delimiter line, the headers, JSON text. */
export function encodePart(text: string, boundary: string): string {
  const length = new TextEncoder().encode(text).length;
  const headers = `Content-Type: application/json; charset=utf-8${lineEnd}Content-Length: ${length}`;
  return `${delimiterOf(boundary)}${lineEnd}${headers}${lineEnd}${lineEnd}${text}`;
}

/** What a part begins with, and what tells a client that the part before it is whole. */
export const delimiterOf = (boundary: string): string => `${lineEnd}--${boundary}`;

/** The delimiter behind the last part. */
export const encodeClosing = (boundary: string): string => `${delimiterOf(boundary)}--${lineEnd}`;
