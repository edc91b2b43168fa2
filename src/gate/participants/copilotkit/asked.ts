import type { Asked } from "../types.ts";
import { uuid } from "./names.ts";

/** What every browser adds, whatever page it shows. */
const browsers =
  /^(:.*|sec-.*|user-agent|origin|referer|accept-encoding|accept-language|content-length|connection|host|cache-control|pragma|dnt|priority|upgrade-insecure-requests)$/;

/** One request as it was seen on the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | null;
}

/** Names a request and reads it, without an answer yet. @param base URL of the runtime */
export function askedOf({ method, url, headers, text }: SeenRequest, base: string, during: string): Asked {
  const path = isBelow(url, base) ? url.slice(base.length) : url;
  const body = text === null ? null : readBody(text);
  const { operationName, method: called } = (body ?? {}) as Record<string, unknown>;
  const what = [operationName, called, placeOf(path)].find((one) => typeof one === "string" && one !== "");
  return { key: `${method} ${what ?? "/"}`, method, path, headers: ownHeaders(headers), body, status: null, during };
}

/** A path without its query and its ids. */
const placeOf = (path: string) => (path.split("?", 1)[0] ?? "").replaceAll(new RegExp(uuid, "gi"), "{id}");

const isBelow = (url: string, base: string) => url.startsWith(base) && /^([/?]|$)/.test(url.slice(base.length));

/** Headers without those that every client adds, in lower case and sorted. */
export function ownHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  // That is what a browser says for a page that does not care.
  const own = named.filter(([name, value]) => !browsers.test(name) && !(name === "accept" && value === "*/*"));
  return Object.fromEntries(own.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** JSON, or the text itself where it is none. */
export function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
