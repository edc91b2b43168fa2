import type { Change } from "../../gate/index.ts";
import { value } from "./clean.ts";
import { evidenceOf, turnOf } from "./words.ts";

/** How much is shown of a text, in characters. */
export interface AlikeSizes {
  readonly where: number;
  readonly turn: number;
  /** 0 for none. */
  readonly evidence: number;
}

/** Changes that differ in nothing but their place. */
export interface Alike {
  readonly wheres: readonly string[];
  readonly turn: string;
}

/** Changes that are shown and judged in the same words. */
export interface Evident {
  /** What the other side says, and what showed them; "" where it is left out. */
  readonly why: string;
  readonly rows: readonly Alike[];
}

/** Changes without saying anything twice, in the order in which each kind comes first. */
export function alike(changes: readonly Change[], { where, turn, evidence }: AlikeSizes): Evident[] {
  return [...grouped(changes, (one) => (evidence > 0 ? evidenceOf(one, evidence) : ""))].map(([why, some]) => ({
    why,
    rows: [...grouped(some, (one) => turnOf(one, turn))].map(([words, same]) => ({
      turn: words,
      wheres: same.map((one) => value(one.where, where)),
    })),
  }));
}

/** Alternatives of one place as one: `content[image|audio]`. */
export function together(wheres: readonly string[]): string[] {
  const groups = grouped(wheres, (where) => /^.*\[(?=[^[\]]+\]$)/.exec(where)?.[0] ?? where);
  return [...groups].map(([start, some]) =>
    start.endsWith("[") ? `${start}${some.map((one) => one.slice(start.length, -1)).join("|")}]` : start,
  );
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
