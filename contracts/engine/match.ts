import { isDeepStrictEqual } from "node:util";
import { decodeJsonText } from "../framing/index.ts";
import type { Contract, Endpoint } from "../model/index.ts";
import { valueAt } from "./pointer.ts";

/** An endpoint that a path belongs to, and the values of its path parameters, decoded. */
export interface Match {
  readonly endpoint: Endpoint;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Template {
  readonly endpoint: Endpoint;
  readonly segments: readonly Segment[];
  /** Literal segments sort before expressions, from the left. */
  readonly rank: string;
}

/** One part of a path between slashes: a literal, or an expression with parameters in it. */
type Segment = { readonly literal: string } | { readonly expression: RegExp; readonly names: readonly string[] };

const cache = new WeakMap<Contract, readonly Template[]>();

/**
 * The endpoint of a request. A literal segment beats a parameter, whichever stands first in the document; a trailing
 * slash is another path, as it is to Starlette without its redirect; a parameter is never empty.
 *
 * @param method upper or lower case; not looked at for sockets
 * @param pathname path of the URL, still percent-encoded, without query, relative to the server
 * @param body of the request, by which operations of one path are told apart (`x-when`); without it the first is taken
 */
export function matchEndpoint(
  contract: Contract,
  method: string,
  pathname: string,
  transport: Endpoint["transport"],
  body?: string,
): Match | undefined {
  const parts = pathname.includes("%") ? pathname.split("/").map(decode) : pathname.split("/");
  const wanted = method.toUpperCase();
  for (const { endpoint, segments } of templatesOf(contract)) {
    if (endpoint.transport !== transport) continue;
    if (endpoint.transport === "http" && endpoint.method !== wanted) continue;
    const parameters = fit(segments, parts);
    if (parameters && isMeant(endpoint, body)) return { endpoint, parameters };
  }
  return undefined;
}

/** Whether a request with this body means the endpoint (`x-when`), as far as its body says. */
export function isMeant(endpoint: Endpoint, body: string | undefined): boolean {
  const when = endpoint.transport === "http" ? endpoint.when : undefined;
  if (when === undefined || body === undefined) return true;
  const { value } = decodeJsonText(body);
  return Object.entries(when).every(([pointer, wanted]) => isDeepStrictEqual(valueAt(value, pointer), wanted));
}

/** The best fit first, and of one path those that ask for something in the body (`x-when`); equally good ones as the document has them. */
function templatesOf(contract: Contract): readonly Template[] {
  const known = cache.get(contract);
  if (known) return known;
  const templates = contract.endpoints.map((endpoint): Template => {
    const segments = (endpoint.path === "" ? "/" : endpoint.path).split("/").map(segmentOf);
    const choosy = endpoint.transport === "http" && endpoint.when !== undefined;
    const fit = segments.map((segment) => ("literal" in segment ? "0" : "1")).join("");
    return { endpoint, segments, rank: `${fit} ${choosy ? "0" : "1"}` };
  });
  const made = templates.sort((a, b) => (a.rank === b.rank ? 0 : a.rank < b.rank ? -1 : 1));
  cache.set(contract, made);
  return made;
}

function segmentOf(text: string): Segment {
  const pieces = text.split(/\{([^{}]+)\}/);
  if (pieces.length === 1) return { literal: decode(text) };
  const names = pieces.filter((_, at) => at % 2 === 1);
  const source = pieces.map((piece, at) => (at % 2 === 1 ? "(.+?)" : literally(decode(piece)))).join("");
  return { expression: new RegExp(`^${source}$`, "s"), names };
}

function fit(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  // An empty path and "/" are the same request (RFC 9110, 4.2.3).
  const seen = parts.length === 1 && parts[0] === "" ? ["", ""] : parts;
  if (segments.length !== seen.length) return undefined;
  const found: [string, string][] = [];
  for (let at = 0; at < segments.length; at++) {
    const segment = segments[at]!;
    const part = seen[at] ?? "";
    if ("literal" in segment) {
      if (segment.literal !== part) return undefined;
      continue;
    }
    const match = segment.expression.exec(part);
    if (!match) return undefined;
    for (const [index, name] of segment.names.entries()) found.push([name, match[index + 1] ?? ""]);
  }
  return Object.fromEntries(found);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
