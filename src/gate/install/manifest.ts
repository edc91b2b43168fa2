import { createHash } from "node:crypto";
import type { Wanted } from "./types.ts";

/** The first 32 hex digits of the SHA-256 of the parts, each told from the next. */
export function hashOf(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

/** What is wanted as JSON: keys sorted at every depth, so that equal wishes are equal texts. */
export function manifestOf({ ecosystem, packages, overrides }: Wanted): string {
  const whole = { ecosystem, packages, ...(overrides && { overrides }) };
  return JSON.stringify(sorted(whole), undefined, 2);
}

/**
 * Names the lock of what is wanted.
 *
 * @param depends what else decides: nothing for npm, or for a lock that holds for every Python
 */
export function lockHash(wanted: Wanted, depends: readonly string[] = []): string {
  return hashOf(manifestOf(wanted), ...depends);
}

/** `@ag-ui/core@0.0.42 and zod@3.25.0`, as people are told. */
export function titleOf({ packages }: Wanted): string {
  const all = Object.entries(packages).map(([name, version]) =>
    /^[<>=~!]/.test(version) ? `${name}${version}` : `${name}@${version}`,
  );
  const shown = all.length > 4 ? [...all.slice(0, 3), `${all.length - 3} more`] : all;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "nothing");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
