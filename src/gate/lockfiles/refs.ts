import { git } from "./git.ts";
import { LockfileError } from "./lockfile-error.ts";

/** A commit, and the ref by which it was found. */
export interface Commit {
  /** Its whole hash. */
  readonly ref: string;
  /** `main`, `origin/main`, `v1.2.0`. */
  readonly of: string;
}

/**
 * The commit of a ref. A branch that only the remote has, as in most clones of CI, is taken from there.
 *
 * @throws {LockfileError} `no-git`, `no-ref`
 */
export async function commitOf(cwd: string, ref: string): Promise<Commit> {
  const found = (await find(cwd, ref)) ?? (await find(cwd, `origin/${ref}`));
  if (found) return found;
  if (ref === "HEAD") throw new LockfileError("no-ref", "The repository has no commit yet.", "Commit first.");
  const message = `${JSON.stringify(ref)} is no branch, tag or commit that this clone has.`;
  throw new LockfileError("no-ref", message, await fetchIt(cwd, "Fetch it, or see which there are: git branch --all."));
}

/**
 * The merge base of a commit and the branch that a pull request goes to: GITHUB_BASE_REF where it is set, else the
 * default branch (origin/HEAD, origin/main, origin/master, main, master). On that branch it is what was pushed last, or
 * HEAD where there is no remote: what is uncommitted is left.
 *
 * @throws {LockfileError} `no-git`, `no-ref`
 */
export async function mergeBase(cwd: string, head = "HEAD"): Promise<Commit> {
  const target = await targetOf(cwd);
  const from = await commitOf(cwd, head);
  const { ok, text } = await git(cwd, ["merge-base", from.ref, target.ref]);
  if (ok) return { ref: text, of: target.of };
  const message = `${head} and ${target.of} have no commit in common in this clone.`;
  throw new LockfileError("no-ref", message, await fetchIt(cwd, "Name both sides with --base and --head."));
}

async function targetOf(cwd: string): Promise<Commit> {
  const asked = process.env.GITHUB_BASE_REF;
  if (asked) return (await find(cwd, `origin/${asked}`)) ?? commitOf(cwd, asked);
  const { ok, text } = await git(cwd, ["rev-parse", "--abbrev-ref", "origin/HEAD"]);
  for (const ref of [...(ok ? [text] : []), "origin/main", "origin/master", "main", "master"]) {
    const found = await find(cwd, ref);
    if (found) return found;
  }
  const message = "This clone has no origin/HEAD, main or master to compare with.";
  throw new LockfileError("no-ref", message, await fetchIt(cwd, "Name the branch: --base BRANCH."));
}

async function find(cwd: string, ref: string): Promise<Commit | undefined> {
  if (ref === "" || /^-|[\0\n]/.test(ref)) return undefined;
  const { ok, text } = await git(cwd, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  return ok && text !== "" ? { ref: text, of: ref } : undefined;
}

/** What to do where a commit is missing: a shallow clone is to be filled. */
async function fetchIt(cwd: string, otherwise: string): Promise<string> {
  const { text } = await git(cwd, ["rev-parse", "--is-shallow-repository"]);
  if (text !== "true") return otherwise;
  return "The clone is shallow: git fetch --unshallow origin, or fetch-depth: 0 for actions/checkout in GitHub Actions.";
}
