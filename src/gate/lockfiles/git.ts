import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { LockfileError } from "./lockfile-error.ts";

const instead = "Run it in a clone, or give --base-lock and --head-lock, or --from and --to.";

/** An answer of git: what it wrote, or why it did not. */
export interface GitAnswer {
  readonly ok: boolean;
  readonly bytes: Buffer;
  /** Without the line's end. */
  readonly text: string;
}

/**
 * Runs git without a shell; a no of git is an answer.
 *
 * @throws {LockfileError} `no-git`: where there is no git, no repository, or git does not trust it
 */
export function git(cwd: string, words: readonly string[], input = ""): Promise<GitAnswer> {
  const env = { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" };
  return new Promise((resolve, reject) => {
    const child = execFile(
      "git",
      words as string[],
      { cwd, env, encoding: "buffer", maxBuffer: 2 ** 30 },
      (error, bytes, problem) => {
        const trouble = error && troubleOf(cwd, error, problem.toString());
        if (trouble) reject(trouble);
        else resolve({ ok: !error, bytes, text: bytes.toString().replace(/\r?\n$/, "") });
      },
    );
    child.stdin?.on("error", () => {}); // It ended without reading: its answer says why.
    child.stdin?.end(input);
  });
}

function troubleOf(cwd: string, error: { code?: string | number | null }, problem: string): LockfileError | undefined {
  const no = (message: string, next: string) => new LockfileError("no-git", message, next);
  if (error.code === "ENOENT") {
    return existsSync(cwd)
      ? no("git is not installed.", `Install it. ${instead}`)
      : no(`${cwd} is not there.`, instead);
  }
  if (/dubious ownership/.test(problem)) {
    const next = `Run: git config --global --add safe.directory '${cwd}'`;
    return no(`git does not read ${cwd}, which belongs to another user.`, next);
  }
  if (/not a git repository/.test(problem)) return no(`${cwd} is in no git repository.`, instead);
  if (/must be run in a work tree/.test(problem)) return no(`${cwd} is in no working tree of git.`, instead);
  return undefined;
}

/** The root of the working tree that a folder is in. @throws {LockfileError} `no-git` */
export async function rootOf(cwd: string): Promise<string> {
  const { ok, text } = await git(cwd, ["rev-parse", "--show-toplevel"]);
  if (ok && text !== "") return text;
  throw new LockfileError("no-git", `${cwd} is in no working tree of git.`, instead);
}
