import { readFile } from "node:fs/promises";
import { posix, resolve } from "node:path";
import { unreadKinds } from "./kinds/index.ts";
import type { Locked } from "./locked.ts";
import { LockfileError } from "./lockfile-error.ts";
import { type FileText, filesLike, lockfilesAt } from "./lockfiles-at.ts";
import { type Lockfile, type Note, readLockfile } from "./read-lockfile.ts";
import { commitOf, mergeBase } from "./refs.ts";

/** Which two sides: two files, or two refs; without any, the merge base and the working tree. */
export interface SidesOptions {
  /** Any folder of the repository; files are from here. The current one if left out. */
  readonly cwd?: string | undefined;
  /** Left out: the merge base of `head` and the branch that a pull request goes to. */
  readonly base?: string | undefined;
  /** Left out: the working tree. */
  readonly head?: string | undefined;
  readonly baseLock?: string | undefined;
  readonly headLock?: string | undefined;
}

export interface LockedSides {
  /** Packages of all lockfiles, those near the root first. */
  readonly base: readonly Locked[];
  readonly head: readonly Locked[];
  /** What the sides are, for a sentence: `the merge base with origin/main (1a2b3c4)`, `the working tree`. */
  readonly from: string;
  readonly to: string;
  /** What head's lockfiles do not tell. */
  readonly notes: readonly Note[];
}

interface Side {
  readonly name: string;
  readonly files: readonly FileText[];
}

/**
 * The packages that were locked before and after.
 *
 * @throws {LockfileError} `no-git`, `no-ref`, `no-lockfile`, `missing-lock`, `unknown-lockfile`, `bad-lockfile`
 */
export async function lockedSides(options: SidesOptions = {}): Promise<LockedSides> {
  const { cwd = process.cwd(), base, head, baseLock, headLock } = options;
  if (baseLock === undefined && headLock === undefined) return ofRefs(cwd, base, head);
  if (baseLock === undefined || headLock === undefined || base !== undefined || head !== undefined) {
    const next = "Write --base-lock FILE --head-lock FILE, or --base REF --head REF.";
    throw new LockfileError("missing-lock", "Two lockfiles are compared, or two refs.", next);
  }
  const read = async (file: string) => readLockfile(file, await textOf(cwd, file));
  const [before, after] = [await read(baseLock), await read(headLock)];
  return { base: before.packages, head: after.packages, from: baseLock, to: headLock, notes: after.notes };
}

async function textOf(cwd: string, file: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new LockfileError("no-lockfile", `${file} cannot be read (${code}).`, "Give the path of a lockfile.");
  }
}

async function ofRefs(cwd: string, base: string | undefined, head: string | undefined): Promise<LockedSides> {
  const before = await (base === undefined ? atMergeBase(cwd, head) : atRef(cwd, base));
  const after =
    head === undefined ? { name: "the working tree", files: await lockfilesAt({ cwd }) } : await atRef(cwd, head);
  if (before.files.length + after.files.length === 0) throw await noLockfile(cwd);
  const sides = readSides(before, after);
  const packages = (lockfiles: readonly Lockfile[]) => lockfiles.flatMap((one) => one.packages);
  const read = new Set(after.files.map(({ file }) => file));
  const notes = [...sides.notes, ...sides.head.flatMap((one) => one.notes)].filter(
    ({ includes, place }) => includes === undefined || !read.has(posix.join(posix.dirname(place.file), includes)),
  );
  return { base: packages(sides.base), head: packages(sides.head), from: before.name, to: after.name, notes };
}

async function atRef(cwd: string, ref: string): Promise<Side> {
  const commit = await commitOf(cwd, ref);
  const short = commit.ref.slice(0, 7);
  const name = commit.ref.startsWith(ref) ? short : `${commit.of} (${short})`;
  return { name, files: await lockfilesAt({ cwd, ref: commit.ref }) };
}

async function atMergeBase(cwd: string, head: string | undefined): Promise<Side> {
  const { ref, of } = await mergeBase(cwd, head);
  return { name: `the merge base with ${of} (${ref.slice(0, 7)})`, files: await lockfilesAt({ cwd, ref }) };
}

/** Reads each text once. A damaged lockfile that nobody changed can hold no bump: it is noted and left out. */
function readSides(before: Side, after: Side): { base: Lockfile[]; head: Lockfile[]; notes: Note[] } {
  const notes: Note[] = [];
  const same = new Map<string, Lockfile | undefined>();
  const old = new Map(before.files.map(({ file, text }) => [file, text]));
  for (const { file, text } of after.files.filter((one) => old.get(one.file) === one.text)) {
    try {
      same.set(file, readLockfile(file, text));
    } catch (error) {
      if (!(error instanceof LockfileError)) throw error;
      same.set(file, undefined);
      notes.push({
        place: { file, line: 1 },
        says: `${error.message} It is the same before and after, and was left out.`,
      });
    }
  }
  const all = ({ name, files }: Side) =>
    files.flatMap(({ file, text }) => (same.has(file) ? (same.get(file) ?? []) : readOf(name, file, text)));
  return { base: all(before), head: all(after), notes };
}

function readOf(side: string, file: string, text: string): Lockfile {
  try {
    return readLockfile(file, text);
  } catch (error) {
    if (!(error instanceof LockfileError)) throw error;
    throw new LockfileError(error.id, `In ${side}, ${error.message}`, error.next);
  }
}

async function noLockfile(cwd: string): Promise<LockfileError> {
  const next =
    "Commit a package-lock.json, pnpm-lock.yaml, yarn.lock, uv.lock or requirements.txt, or give --from and --to.";
  const [other] = await filesLike(cwd, unreadKinds);
  if (other !== undefined)
    return new LockfileError("unknown-lockfile", `${other} is no lockfile that is read, and there is no other.`, next);
  return new LockfileError("no-lockfile", "The repository has no lockfile, before or after.", next);
}
