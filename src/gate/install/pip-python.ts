import { existsSync } from "node:fs";
import { join } from "node:path";
import { told } from "../progress.ts";
import { busyWith } from "./busy.ts";
import { run } from "./child.ts";
import { InstallError } from "./install-error.ts";
import { layout } from "./layout.ts";
import { hashOf } from "./manifest.ts";
import { put } from "./put.ts";
import type { Python } from "./python.ts";
import type { Job } from "./types.ts";
import { makeVenv, pythonIn, versionsIn } from "./venv.ts";

/** `--report` and `--dry-run` came with pip 22.2; Python 3.10 may bring an older one. */
const OLDEST = [22, 2];

/**
 * A Python that has pip, made once for each: the user's own need not have it, and pip of a virtual environment leaves
 * all others alone.
 */
export async function pipPython(job: Job, base: Python, env: NodeJS.ProcessEnv): Promise<string> {
  const { cache, log, signal } = job;
  const hash = hashOf(base.path, base.version, base.tag);
  const place = layout.pip(cache, hash);
  const isReady = () => existsSync(pythonIn(place)) && versionsIn(place).pip !== undefined;
  if (isReady()) return pythonIn(place);
  await told(log, `Preparing pip for Python ${base.version}`, () =>
    // Named apart: an install may be made under the same name, and waits for us.
    busyWith(cache, `pip-${hash}`, signal, async (work) => {
      if (isReady()) return;
      const made = join(work, "venv");
      await makeVenv(base, made, { env, signal, pip: true });
      const version = versionsIn(made).pip ?? "0";
      if (isOld(version)) await renew(job, made, version, env);
      await put(made, place, isReady);
    }),
  );
  return pythonIn(place);
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < OLDEST[0]! || (major === OLDEST[0] && minor < OLDEST[1]!);
}

async function renew({ signal, patience }: Job, venv: string, version: string, env: NodeJS.ProcessEnv): Promise<void> {
  const flags = ["--quiet", "--disable-pip-version-check", "--no-input", "--timeout", String(patience / 1000)];
  const args = ["-m", "pip", "install", ...flags, "--retries", "1", "--upgrade", "pip>=22.2"];
  const { code } = await run(pythonIn(venv), args, { cwd: join(venv, ".."), env, signal });
  if (code === 0) return;
  throw new InstallError(
    "registry-down",
    `Python brings pip ${version}, and the package index gave none of 22.2 or newer.`,
    "Look at the network and at the index that is configured, or name a newer Python in WIRECHECK_PYTHON.",
  );
}
