import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { InstallError } from "./install-error.ts";
import { layout } from "./layout.ts";
import { hashOf } from "./manifest.ts";

/** `tag` tells builds with different wheels apart: `cpython-311-linux-x86_64`. */
export interface Python {
  readonly path: string;
  readonly version: string;
  readonly tag: string;
}

/** Asks for the Python that a virtual environment is made of, not for the environment itself: that one may go away. */
const ASK = `
import importlib.util as u, json, os, platform, sys, sysconfig
base = getattr(sys, "_base_executable", None) or sys.executable
print(json.dumps({"path": base if os.path.exists(base) else sys.executable, "version": platform.python_version(),
  "new": sys.version_info >= (3, 10), "venv": bool(u.find_spec("venv") and u.find_spec("ensurepip")),
  "tag": f"{sys.implementation.cache_tag}-{sysconfig.get_platform()}"}))`;

const COMMANDS = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];

/**
 * Finds a Python that can make virtual environments: WIRECHECK_PYTHON, else python3, else a versioned one, else python.
 * Which one it was is remembered in the cache, for starting it takes longer than everything else of a cached install.
 *
 * @throws {InstallError} `no-python`
 */
export async function findPython(cache: string, env: NodeJS.ProcessEnv): Promise<Python> {
  const { PATH = "", WIRECHECK_PYTHON: chosen, PYENV_VERSION: shim = "" } = env;
  // A shim's answer depends on where it is asked.
  const file = layout.python(cache, hashOf(chosen ?? "", PATH, shim, process.cwd()));
  const known = remembered(file);
  if (known) return known;
  let old = "";
  let bare = "";
  for (const command of chosen ? [chosen] : COMMANDS) {
    const found = await ask(command, env);
    if (!found) continue;
    const { path, version, tag } = found;
    if (!found.new) old ||= `${command} is ${version}`;
    else if (!found.venv) bare ||= command;
    else {
      remember(file, { path, version, tag });
      return { path, version, tag };
    }
  }
  if (bare) {
    throw new InstallError(
      "no-python",
      `Packages of PyPI need Python's venv module, which ${bare} lacks.`,
      "Install it (Debian and Ubuntu: apt install python3-venv).",
    );
  }
  const seen = chosen ? `WIRECHECK_PYTHON=${chosen} ${old ? "is older" : "does not run"}` : old || "none was found";
  throw new InstallError(
    "no-python",
    `Packages of PyPI need Python 3.10 or newer, and ${seen}.`,
    "Install it (Debian and Ubuntu: apt install python3 python3-venv), or name one in WIRECHECK_PYTHON.",
  );
}

async function ask(
  command: string,
  env: NodeJS.ProcessEnv,
): Promise<(Python & { new: boolean; venv: boolean }) | undefined> {
  try {
    const { PYTHONHOME: _home, PYTHONPATH: _path, ...rest } = env;
    return JSON.parse((await promisify(execFile)(command, ["-c", ASK], { env: rest, timeout: 20_000 })).stdout);
  } catch {
    return undefined;
  }
}

/** Undefined too where it is another file by now: Python was updated, or is gone. */
function remembered(file: string): Python | undefined {
  try {
    const { stamp, ...python } = JSON.parse(readFileSync(file, "utf8"));
    return stamp === stampOf(python.path) ? python : undefined;
  } catch {
    return undefined;
  }
}

function remember(file: string, python: Python): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, JSON.stringify({ ...python, stamp: stampOf(python.path) }));
  renameSync(beside, file);
}

function stampOf(path: string): string {
  const { ino, mtimeMs, size } = statSync(path);
  return `${ino} ${mtimeMs} ${size}`;
}
