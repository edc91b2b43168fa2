import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { told } from "../progress.ts";
import { busyWith } from "./busy.ts";
import { InstallError, installError } from "./install-error.ts";
import { layout } from "./layout.ts";
import { hashOf, lockHash, manifestOf, titleOf } from "./manifest.ts";
import { npmManager } from "./npm.ts";
import { pipManager } from "./pip.ts";
import { put } from "./put.ts";
import type { Installed, InstallOptions, Job, Manager, Wanted } from "./types.ts";

const TIMEOUT_MS = 600_000;

/**
 * Installs packages together, isolated from everything else, and caches both steps: what is wanted is resolved to a
 * lock, and the lock is installed. A cached install starts no process; one lock is one install, whoever asks at once.
 * Whatever is interrupted leaves nothing that counts as ready.
 *
 * @throws {InstallError} one sentence; `passing` says whether trying again may help
 * @throws the signal's reason when it came
 */
export async function install(wanted: Wanted, options: InstallOptions): Promise<Installed> {
  const { cache, log = () => {}, allowScripts = false, timeout = TIMEOUT_MS, offline = false } = options;
  const env = options.env ?? process.env;
  const budget = AbortSignal.timeout(timeout);
  const signal = options.signal ? AbortSignal.any([options.signal, budget]) : budget;
  // Short enough for a silent registry to be told apart from a budget that was spent.
  const patience = Math.min(30_000, timeout / 4);
  const job: Job = { wanted, cache, env, signal, log, allowScripts, offline, patience };
  try {
    signal.throwIfAborted();
    const manager = wanted.ecosystem === "npm" ? npmManager(job) : await pipManager(job);
    return await installLocked(job, manager, await lockOf(job, manager));
  } catch (error) {
    if (error instanceof InstallError) throw error;
    options.signal?.throwIfAborted();
    if (budget.aborted) throw spent(job, timeout);
    throw ownTrouble(job, error);
  }
}

/** The text of the lock: the one that is there, else a new one. */
async function lockOf(job: Job, manager: Manager): Promise<string> {
  const { wanted, cache, signal, log } = job;
  const { lockName, lockDepends } = manager;
  const hash = lockHash(wanted, lockDepends);
  const find = () => {
    const file = [lockHash(wanted), hash].map((one) => join(layout.lock(cache, one), lockName)).find(existsSync);
    return file && readFileSync(file, "utf8");
  };
  const known = find();
  if (known) return known;
  if (job.offline) throw notThere(job, "lock");
  await manager.prepare?.();
  return told(log, `Resolving ${titleOf(wanted)}`, () =>
    busyWith(cache, hash, signal, async (work) => {
      const meanwhile = find();
      if (meanwhile) return meanwhile;
      const [scratch, made] = [join(work, "scratch"), join(work, "lock")];
      await Promise.all([mkdir(scratch), mkdir(made)]);
      const lock = await manager.resolve(scratch);
      await writeFile(join(made, "manifest.json"), `${manifestOf(wanted)}\n`);
      await writeFile(join(made, lockName), lock);
      await put(made, layout.lock(cache, hash), () => find() !== undefined);
      return find() ?? lock;
    }),
  );
}

async function installLocked(job: Job, manager: Manager, lock: string): Promise<Installed> {
  const { wanted, cache, signal, log } = job;
  const key = hashOf(lock, ...manager.installDepends);
  const folder = layout.install(cache, key);
  const find = () => readyIn(folder, key, manager);
  const known = find();
  if (known) return known;
  if (job.offline) throw notThere(job, "install");
  await manager.prepare?.();
  return told(log, `Installing ${titleOf(wanted)}`, () =>
    busyWith(cache, key, signal, async (work) => {
      const meanwhile = find();
      if (meanwhile) return meanwhile;
      const made = join(work, "install");
      await manager.prepare?.();
      await mkdir(made);
      await manager.fill(made, lock);
      await writeFile(join(made, "install.json"), JSON.stringify({ versions: manager.versions(made) }, undefined, 2));
      await put(made, folder, () => find() !== undefined);
      const ready = find();
      if (!ready) throw new Error(`${folder} is not there.`);
      return ready;
    }),
  );
}

function readyIn(folder: string, key: string, manager: Manager): Installed | undefined {
  try {
    const { versions } = JSON.parse(readFileSync(join(folder, "install.json"), "utf8"));
    return { key, folder, ...(manager.python && { python: manager.python(folder) }), versions };
  } catch {
    return undefined;
  }
}

function notThere({ wanted, cache }: Job, what: "lock" | "install"): InstallError {
  return new InstallError(
    "registry-down",
    `There is no ${what} of ${titleOf(wanted)} in ${cache}, and no registry may be asked.`,
    "Run it once without offline, or put it into the cache.",
  );
}

function spent({ wanted }: Job, timeout: number): InstallError {
  return new InstallError(
    "budget",
    `${titleOf(wanted)} was not installed within ${timeout / 1000} s.`,
    "Give it more time, or try again: what was downloaded is kept.",
  );
}

function ownTrouble({ wanted, cache }: Job, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return installError.diskFull(cache, titleOf(wanted));
  if (code && ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"].includes(code)) {
    return new InstallError("cannot-write", `${cache} cannot be written (${code}).`, "Use a cache that can be.");
  }
  return error;
}
