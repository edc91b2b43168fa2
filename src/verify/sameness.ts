import type { Exchange } from "../../contracts/index.ts";

/**
 * Whether two answers are one and the same: equal status, and an equal body once the paths that were asked are struck
 * out of it. Of two successes it is enough that they are built alike, for a catch-all may well tell the time.
 */
export function sameAnswer(one: Exchange, other: Exchange): boolean {
  const status = one.response?.status;
  if (status === undefined || status !== other.response?.status) return false;
  const [a, b] = [bodyWithoutPath(one), bodyWithoutPath(other)];
  if (a === b) return true;
  return status < 300 && typeOf(one) === typeOf(other) && builtOf(a) === builtOf(b);
}

function bodyWithoutPath(exchange: Exchange): string {
  const { pathname } = new URL(exchange.request.url);
  const body = exchange.frames.map(({ raw }) => raw).join("");
  return pathname.length > 1 ? body.replaceAll(pathname, "").replaceAll(decodeURIComponent(pathname), "") : body;
}

const typeOf = (exchange: Exchange) => (exchange.response?.headers["content-type"] ?? "").split(";")[0];

/** Keys and types of a JSON body; nothing at all of any other, so that two pages of HTML count as one. */
function builtOf(body: string): string {
  try {
    return JSON.stringify(outline(JSON.parse(body)));
  } catch {
    return "";
  }
}

function outline(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(outline);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  const keys = Object.keys(value).sort();
  return keys.map((key) => [key, outline((value as Record<string, unknown>)[key])]);
}
