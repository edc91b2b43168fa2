import type { World } from "../world/world.ts";
import type { Worlds } from "../world/worlds.ts";

/** Where a request goes: the path as the contract sees it, its query with the question mark, and who remembers it. */
export interface Target {
  readonly path: string;
  /** Whether the path stands below the address that the contract is served at. */
  readonly below: boolean;
  readonly query: string;
  readonly world: World;
}

/** A target, and what of the path the mock keeps to itself. */
export interface Routed extends Target {
  readonly isolation: string;
  /** The path without the prefix of its isolation. */
  readonly rest: string;
}

/** Everything below this path is the mock's own. */
export const controlPrefix = "/__wirecheck/";

const isolated = /^\/__wirecheck\/s\/([^/]+)(\/.*)?$/;

/**
 * Reads the target of a request.
 *
 * @param base path below which the contract is served, without a slash at its end; "" for the root
 * @param url path and query
 */
export function targetOf(worlds: Worlds, base: string, url: string): Routed {
  const mark = url.indexOf("?");
  const [path, query] = mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark)];
  const [, name, inner] = path.startsWith(controlPrefix) ? (isolated.exec(path) ?? []) : [];
  const isolation = name === undefined ? "" : decoded(name);
  const rest = name === undefined ? path : (inner ?? "/");
  const below = base !== "" && rest.startsWith(`${base}/`);
  const home = below || (base !== "" && rest === base);
  const inside = home ? rest.slice(base.length) || "/" : rest;
  return { path: inside, below, query, world: worlds.get(isolation), isolation, rest };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
