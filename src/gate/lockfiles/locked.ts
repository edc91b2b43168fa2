import type { Ecosystem, Pinned, Place } from "../types.ts";
import { Damage } from "./lockfile-error.ts";

/** One installed copy of a package, as its lockfile has it. */
export interface Copy {
  readonly version: string;
  /** The line where the version stands. */
  readonly place: Place;
  /**
   * How far from the project: 0 is what it asks for itself (npm: what lies at the top of node_modules), 1 what that
   * asks for, or another package of the workspace. A copy under an alias is one deeper.
   */
  readonly depth: number;
}

/**
 * A package of a lockfile. Of several copies the shallowest is meant, of equally shallow ones the newest. A version that
 * no registry gave says where it is from: `git+URL#COMMIT`, `https://HOST/FILE`, `file:PATH`, `link:FOLDER`.
 */
export interface Locked extends Pinned, Copy {
  /** The other versions that are installed too, shallowest first. */
  readonly also: readonly Copy[];
}

/** What a kind's reader finds: a copy with its line alone. */
export interface Found {
  readonly name: string;
  readonly version: string;
  readonly depth: number;
  /** 0 where it was not found. */
  readonly line: number;
}

/** Whether a registry has this version: it is neither of git, a URL, a file nor a folder of the project. */
export const fromRegistry = (version: string): boolean => !/^[a-z][a-z+]*:/i.test(version);

/** The version of what is from elsewhere, without passwords, queries and blanks. */
export function elsewhere(address: string): string {
  return address
    .replace(/^((?:git\+)?https?:\/\/)[^/@]*@/, "$1")
    .replace(/^((?:git\+)?ssh:\/\/[^/@:]*):[^/@]*@/, "$1@")
    .replace(/\?[^#]*/, "")
    .replace(/[\s\p{Cc}]/gu, encodeURIComponent)
    .slice(0, 2000);
}

const names = /^(?:@[^\s\p{Cc}/@]{1,214}\/)?[^\s\p{Cc}/@.:][^\s\p{Cc}/@:]{0,213}$/u;
const versions = /^[\w.+!~-]{1,256}$/;

/** Packages by name, each with its copies. @throws {Damage} for what is no name or no version */
export function lockedOf(file: string, ecosystem: Ecosystem, found: readonly Found[]): Locked[] {
  const byName = new Map<string, Copy[]>();
  for (const { name, version, depth, line } of found) {
    if (!names.test(name)) throw new Damage(`${shown(name)} is no name of a package`, line);
    if (fromRegistry(version) && !versions.test(version)) throw new Damage(`${shown(version)} is no version`, line);
    const copies = byName.get(name) ?? [];
    copies.push({
      version: fromRegistry(version) ? version : elsewhere(version),
      place: { file, line: line || 1 },
      depth,
    });
    byName.set(name, copies);
  }
  return [...byName].map(([name, copies]) => {
    copies.sort((a, b) => a.depth - b.depth || newerFirst(a.version, b.version));
    const distinct = [...new Map(copies.toReversed().map((copy) => [copy.version, copy])).values()].reverse();
    const [first, ...also] = distinct as [Copy, ...Copy[]];
    return { ecosystem, name, ...first, also };
  });
}

const newerFirst = (a: string, b: string) => b.localeCompare(a, "en", { numeric: true });
const shown = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
