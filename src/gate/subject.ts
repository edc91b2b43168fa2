import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "./catalogue/index.ts";
import type { Subject } from "./cell/index.ts";
import {
  bumpsBetween,
  fromRegistry,
  isLockfile,
  type Locked,
  lockedSides,
  readLockfile,
  type SidesOptions,
} from "./lockfiles/index.ts";
import type { Bump, Ecosystem, Pinned } from "./types.ts";

type Rest = Pick<Subject, "others" | "side">;

/**
 * What two sets of lockfiles make of a gate: the packages of the catalogue whose version differs, and all others as they are.
 *
 * @throws LockfileError
 */
export async function subjectOfLockfiles(catalogue: Catalogue, options: SidesOptions, rest: Rest): Promise<Subject> {
  const { base, head } = await lockedSides(options);
  const speaking = (one: Bump) => catalogue.participants.some((each) => isMember(each, one));
  return {
    bumps: bumpsBetween(base, head).filter(speaking),
    locked: { base: installable(base), head: installable(head) },
    around: installable(head),
    ...rest,
  };
}

/** What packages that were named make of a gate; who else is there is read from the lockfiles of the folder, if it has any. */
export function subjectOfPackages(bumps: readonly Bump[], cwd: string, rest: Rest): Subject {
  const around = rest.others.length > 0 ? [] : installable(lockedIn(cwd));
  return { bumps, locked: { base: [], head: [] }, around, ...rest };
}

const isMember = (each: Catalogue["participants"][number], { ecosystem, name }: Bump) =>
  each.ecosystem === ecosystem && (each.members.includes(name) || each.main.includes(name));

/** What no registry has, cannot be installed apart from its project. */
const installable = (locked: readonly Locked[]): Pinned[] =>
  locked.flatMap(({ ecosystem, name, version }) => (fromRegistry(version) ? [{ ecosystem, name, version }] : []));

/** What lies in a folder itself; below it are other projects. */
function lockedIn(cwd: string): readonly Locked[] {
  const own = readdirSync(cwd).filter(isLockfile);
  return own.flatMap((file) => readLockfile(file, readFileSync(join(cwd, file), "utf8")).packages);
}

/**
 * The registry of a package by its name: `npm:` or `pypi:` before it, a scope, or who the catalogue knows by it; npm for the
 * rest.
 */
export function ecosystemOf(
  catalogue: Catalogue,
  word: string,
): { readonly ecosystem: Ecosystem; readonly name: string } {
  const [, prefix, name = word] = /^(npm|pypi):(.+)$/.exec(word) ?? [];
  if (prefix !== undefined) return { ecosystem: prefix as Ecosystem, name };
  const known = catalogue.participants.find(({ main, members }) => [...main, ...members].includes(word));
  return { ecosystem: known?.ecosystem ?? "npm", name: word };
}
