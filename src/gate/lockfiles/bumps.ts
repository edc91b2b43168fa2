import type { Bump } from "../types.ts";
import type { Copy, Locked } from "./locked.ts";

type Both = { readonly base: Locked | undefined; readonly head: Locked | undefined };

/**
 * What differs between two sets of locked packages, file by file. Where lockfiles moved, were split or joined, or another
 * tool writes them now, what went and what came are paired by name. A package of several lockfiles may bump more than
 * once, by other versions. Where the shallowest copy is the same and a deeper one was replaced, that is the bump.
 */
export function bumpsBetween(base: readonly Locked[], head: readonly Locked[]): Bump[] {
  const files = (side: readonly Locked[]) => new Set(side.map(({ place }) => place.file));
  const alone = files(base).size === 1 && files(head).size === 1;
  const key = ({ ecosystem, name, place }: Locked) => JSON.stringify([ecosystem, name, alone ? "" : place.file]);
  const pairs = new Map<string, { base: Locked | undefined; head: Locked | undefined }>();
  for (const one of base) pairs.set(key(one), { base: one, head: undefined });
  for (const one of head) {
    const pair = pairs.get(key(one));
    if (pair) pair.head = one;
    else pairs.set(key(one), { base: undefined, head: one });
  }
  const bumps = moved([...pairs.values()]).flatMap((pair) => bumpOf(pair) ?? []);
  const distinct = new Map(bumps.toReversed().map((bump) => [JSON.stringify({ ...bump, place: undefined }), bump]));
  return [...distinct.values()].reverse();
}

/** Pairs what went from one file with what came into another: the same version first, then in their order. */
function moved(pairs: readonly Both[]): Both[] {
  const waiting = new Map<string, Locked[]>();
  const name = (one: Locked) => `${one.ecosystem} ${one.name}`;
  for (const { base, head } of pairs) {
    if (base && !head) waiting.set(name(base), [...(waiting.get(name(base)) ?? []), base]);
  }
  const take = (came: Locked, fits: (went: Locked) => boolean) => {
    const list = waiting.get(name(came)) ?? [];
    const at = list.findIndex(fits);
    return at < 0 ? undefined : list.splice(at, 1)[0];
  };
  const came = pairs.flatMap(({ base, head }) => (head && !base ? [head] : []));
  const same = new Map(came.map((head) => [head, take(head, ({ version }) => version === head.version)]));
  const added = came.map((head) => ({ base: same.get(head) ?? take(head, () => true), head }));
  const kept = pairs.filter(({ base, head }) => base && head);
  return [...kept, ...added, ...[...waiting.values()].flat().map((base) => ({ base, head: undefined }))];
}

function bumpOf({ base, head }: Both): Bump | undefined {
  const { ecosystem, name, place } = (head ?? base) as Locked;
  if (base?.version !== head?.version) return { ecosystem, name, from: base?.version, to: head?.version, place };
  const without = (copies: readonly Copy[] = [], others: readonly Copy[] = []) =>
    copies.find(({ version }) => !others.some((other) => other.version === version));
  const [went, came] = [without(base?.also, head?.also), without(head?.also, base?.also)];
  return went && came && { ecosystem, name, from: went.version, to: came.version, place: came.place };
}
