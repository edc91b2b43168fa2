import type { Place } from "../types.ts";
import { type Kind, kindOf } from "./kinds/index.ts";
import { type Locked, lockedOf } from "./locked.ts";
import { Damage, LockfileError } from "./lockfile-error.ts";

/** What a lockfile does not tell, as one sentence. */
export interface Note {
  readonly place: Place;
  readonly says: string;
  /** The other file that is included there, as it is written. */
  readonly includes?: string;
}

export interface Lockfile {
  readonly file: string;
  readonly packages: readonly Locked[];
  readonly notes: readonly Note[];
}

const most = 64 * 2 ** 20;

/**
 * Reads a lockfile, whose kind its name tells: `package-lock.json`, `npm-shrinkwrap.json`, `pnpm-lock.yaml`, `yarn.lock`,
 * `uv.lock`, `requirements*.txt`, or a name with one of these in it.
 *
 * @throws {LockfileError} `unknown-lockfile`, `bad-lockfile`
 */
export function readLockfile(file: string, text: string): Lockfile {
  const kind = kindOf(file);
  if (!kind) {
    const next =
      "Give a package-lock.json, pnpm-lock.yaml, yarn.lock, uv.lock or requirements.txt; its name tells the kind.";
    throw new LockfileError("unknown-lockfile", `${file} is no lockfile that is read.`, next);
  }
  const source = text.replace(/^\uFEFF/, "");
  try {
    if (source.length > most) throw new Damage("it has more than 64 MiB");
    const conflict = /^(<{7}|>{7}|\|{7})( |\r?$)/m.exec(source);
    if (conflict) throw new Damage("a merge conflict is not resolved", lineAt(source, conflict.index));
    const { found, unread } = kind.read(source);
    const packages = lockedOf(file, kind.ecosystem, found);
    const notes = unread.map(({ line, says, ...more }) => ({
      place: { file, line },
      says: `${file}:${line} ${says}.`,
      ...more,
    }));
    return { file, packages, notes };
  } catch (error) {
    throw damaged(file, source, kind, error);
  }
}

function damaged(file: string, source: string, kind: Kind, error: unknown): LockfileError {
  const line = lineOf(source, error);
  const place = !line ? file : `${file}:${line}`;
  return new LockfileError("bad-lockfile", `${place} is damaged: ${reasonOf(error)}.`, kind.mend);
}

/** The libraries' first line, without what they say of the place. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return "it is nested too deeply";
  const [first = ""] = String((error as Error).message).split(/\r?\n/);
  const short = first.replace(/ in JSON at position.*$| \(\d+:\d+\)$|, "[\s\S]*" is not valid JSON$/, "").slice(0, 160);
  return short.replace(/[.:?]\s*$/, "");
}

interface Placed {
  readonly line?: number;
  readonly mark?: { readonly line: number };
  readonly location?: { readonly start: { readonly line: number } };
}

/** Where the libraries say that the damage is, each in its own way. */
function lineOf(source: string, error: unknown): number | undefined {
  const { line, mark, location } = error as Placed;
  if (line) return line;
  if (mark) return mark.line + 1;
  if (location) return location.start.line;
  if (!(error instanceof SyntaxError)) return undefined;
  const position = /at position (\d+)/.exec(error.message)?.[1];
  return lineAt(source, position === undefined ? source.length : Number(position));
}

const lineAt = (source: string, index: number) => source.slice(0, index).split("\n").length;
