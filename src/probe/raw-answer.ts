import type { HeaderMap } from "../../contracts/index.ts";

/** An HTTP/1 answer as its bytes say it. */
export interface RawAnswer {
  readonly version: string;
  readonly status: number;
  /** May be empty: some servers send none. */
  readonly reason: string;
  readonly headers: HeaderMap;
  /** Without its chunked framing; bytes that are no UTF-8 become U+FFFD. */
  readonly body: string;
  /** The answer is over as HTTP says it; an answer that lasts until the connection closes is not. */
  readonly complete: boolean;
}

const statusLine = /^HTTP\/(\d\.\d) (\d{3})(?: ([^\r\n]*))?\r?\n/;

/** @returns undefined where the bytes do not begin as an answer of HTTP/1, or its head is not over */
export function rawAnswer(bytes: Buffer, method = "GET"): RawAnswer | undefined {
  const text = bytes.toString("latin1");
  const line = statusLine.exec(text);
  const gap = /\r?\n\r?\n/.exec(text);
  if (!line || !gap) return undefined;
  const headers: Record<string, string> = {};
  for (const row of text.slice(line[0].length, gap.index).split(/\r?\n/)) {
    const at = row.indexOf(":");
    if (at < 1) continue;
    const name = row.slice(0, at).trim().toLowerCase();
    const value = row.slice(at + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  const status = Number(line[2]);
  const rest = bytes.subarray(gap.index + gap[0].length);
  const { body, complete } = bodyOf(rest, status, headers, method);
  return {
    version: line[1] as string,
    status,
    reason: line[3] ?? "",
    headers,
    body: new TextDecoder("utf-8").decode(body),
    complete,
  };
}

/** Whether bytes could still become the head of an answer of HTTP/1. */
export const mayBeHttp = (bytes: Buffer): boolean => {
  const text = bytes.subarray(0, 9).toString("latin1");
  return "HTTP/1.1 ".startsWith(text.replace(/^HTTP\/\d\.\d/, "HTTP/1.1"));
};

function bodyOf(rest: Buffer, status: number, headers: HeaderMap, method: string): { body: Buffer; complete: boolean } {
  if (method === "HEAD" || status === 101 || status === 204 || status === 304)
    return { body: Buffer.alloc(0), complete: true };
  if (/\bchunked\b/i.test(headers["transfer-encoding"] ?? "")) return dechunked(rest);
  const length = Number(headers["content-length"] ?? Number.NaN);
  if (Number.isNaN(length)) return { body: rest, complete: false };
  return { body: rest.subarray(0, length), complete: rest.length >= length };
}

function dechunked(rest: Buffer): { body: Buffer; complete: boolean } {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = rest.indexOf("\r\n", at);
    const size = end < 0 ? Number.NaN : Number.parseInt(rest.toString("latin1", at, end), 16);
    if (Number.isNaN(size)) return { body: Buffer.concat(parts), complete: false };
    if (size === 0) return { body: Buffer.concat(parts), complete: true };
    parts.push(rest.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
    if (at > rest.length) return { body: Buffer.concat(parts), complete: false };
  }
}
