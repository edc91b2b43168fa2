import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { layout } from "./layout.ts";

/** Says who makes what is in a busy folder; touched every few seconds. */
const OWNER = "owner.json";
const BEAT_MS = 5_000;
/** An owner that was silent for so long is gone, even where its process id runs (it is another's) or cannot be seen. */
const SILENT_MS = 120_000;

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/**
 * Does `work` in an empty folder of its own while no other process on the cache does the same, and removes what dead
 * processes left.
 *
 * A busy folder appears with its owner in it, by one rename. Two that take over from a dead owner at once may push each
 * other out; whoever lost the folder begins anew, so `work` must put what it made into place by a rename.
 *
 * @param name what is being made: a hash
 */
export async function busyWith<T>(
  cache: string,
  name: string,
  signal: AbortSignal,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(layout.busy(cache), name);
  for (;;) {
    const token = await claim(cache, folder, signal);
    const beat = setInterval(() => {
      const now = new Date();
      utimes(join(folder, OWNER), now, now).catch(() => {});
    }, BEAT_MS);
    try {
      await sweep(cache);
      await mkdir(join(folder, "work"));
      return await work(join(folder, "work"));
    } catch (error) {
      signal.throwIfAborted();
      if ((await ownerOf(folder))?.token === token) throw error;
    } finally {
      clearInterval(beat);
      if ((await ownerOf(folder))?.token === token) await remove(folder);
    }
  }
}

/** Waits until the folder is ours. @returns the token that says so */
async function claim(cache: string, folder: string, signal: AbortSignal): Promise<string> {
  await mkdir(layout.busy(cache), { recursive: true });
  for (;;) {
    signal.throwIfAborted();
    if (!existsSync(folder)) {
      const token = await take(cache, folder);
      if (token) return token;
    } else if (await isDead(folder)) {
      await remove(folder);
    } else {
      await wait(100, undefined, { signal }).catch(() => {});
    }
  }
}

/** @returns undefined when another took the folder first */
async function take(cache: string, folder: string): Promise<string | undefined> {
  const made = await mkdtemp(join(layout.busy(cache), "new-"));
  try {
    const owner: Owner = { pid: process.pid, host: hostname(), token: randomUUID() };
    await writeFile(join(made, OWNER), JSON.stringify(owner));
    await rename(made, folder);
    return owner.token;
  } catch (error) {
    await remove(made);
    if (existsSync(folder)) return undefined;
    throw error;
  }
}

/** Removes what dead processes left, whatever they were making. */
async function sweep(cache: string): Promise<void> {
  for (const entry of await readdir(layout.busy(cache))) {
    const folder = join(layout.busy(cache), entry);
    if (await isDead(folder)) await remove(folder);
  }
}

async function ownerOf(folder: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, OWNER), "utf8"));
  } catch {
    return undefined;
  }
}

async function isDead(folder: string): Promise<boolean> {
  const owner = await ownerOf(folder);
  const seen = await stat(owner ? join(folder, OWNER) : folder).catch(() => undefined);
  if (!seen) return false;
  if (Date.now() - seen.mtimeMs > SILENT_MS) return true;
  return owner !== undefined && owner.host === hostname() && !runs(owner.pid);
}

/** Moves it away first, so that nobody sees it half removed. */
async function remove(folder: string): Promise<void> {
  const away = join(folder, "..", `gone-${randomUUID()}`);
  await rename(folder, away).catch(() => {});
  await rm(away, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
