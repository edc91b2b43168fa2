import { createHash } from "node:crypto";
import type { Contract } from "../../contracts/index.ts";

/** A word that no real path holds, the same for the same seed. */
export function madeUp(seed: number, what: string): string {
  return `wirecheck-${createHash("sha256").update(`${seed} ${what}`).digest("hex").slice(0, 8)}`;
}

/** A path template with its parameters filled in. */
export function filled(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? name));
}

/** The target's URL with a path below it and a query. The empty path is the target itself. */
export function addressOf(target: string, path: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(target);
  if (path) url.pathname = `${url.pathname.replace(/\/+$/, "")}${path.startsWith("/") ? path : `/${path}`}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  url.hash = "";
  return url.href;
}

/**
 * A sibling of a path that no contract promises: the last fixed part is replaced by a made-up word, so that only
 * something that takes every path takes this one.
 */
function siblingOf(path: string, seed: number): string {
  const word = madeUp(seed, path);
  const parts = path.split("/");
  const last = parts.findLastIndex((part) => part !== "" && !part.includes("{"));
  if (last === -1) return parts.some(Boolean) ? `${path.replace(/\/$/, "")}/${word}/${word}` : `/${word}`;
  return parts.map((part, index) => (index === last ? word : part)).join("/");
}

/** The control address of a path: below the target, or beside it where the contract's one path is the target. */
export function controlAddress(
  contract: Contract,
  target: string,
  path: string,
  seed: number,
  values: Readonly<Record<string, string>>,
): string {
  if (!contract.emptyPath) return addressOf(target, filled(siblingOf(path, seed), values), {});
  const url = new URL(target);
  url.pathname = siblingOf(url.pathname, seed);
  return url.href;
}
