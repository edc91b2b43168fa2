import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.ts";
import { InstallError } from "./install-error.ts";
import type { Python } from "./python.ts";

const windows = process.platform === "win32";

/** Path of the Python in a virtual environment. */
export function pythonIn(folder: string): string {
  return windows ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}

/** Where packages are in a virtual environment. */
export function sitePackagesIn(folder: string): string {
  if (windows) return join(folder, "Lib", "site-packages");
  const lib = join(folder, "lib");
  return join(lib, readdirSync(lib).find((name) => name.startsWith("python")) ?? "python", "site-packages");
}

/**
 * Makes a virtual environment that can be moved: Python finds it by where it was started, and only the scripts hold its
 * path, so they are left out.
 */
export async function makeVenv(
  base: Python,
  folder: string,
  options: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal; readonly pip: boolean },
): Promise<void> {
  const { env, signal, pip } = options;
  const args = ["-m", "venv", ...(pip ? [] : ["--without-pip"]), folder];
  const { code, stdout, stderr } = await run(base.path, args, { cwd: join(folder, ".."), env, signal });
  const text = `${stdout}\n${stderr}`;
  if (code !== 0) {
    if (/Errno 28|No space left|Errno 122/.test(text)) throw Object.assign(new Error(text), { code: "ENOSPC" });
    const why = text.trim().split("\n").at(-1) ?? `exit code ${code}`;
    throw new InstallError(
      "no-python",
      `${base.path} makes no virtual environment: ${why.replace(/\.$/, "")}.`,
      "Name another Python in WIRECHECK_PYTHON.",
    );
  }
  const bin = join(pythonIn(folder), "..");
  for (const name of readdirSync(bin)) {
    if (!/^python/i.test(name)) rmSync(join(bin, name), { recursive: true });
  }
}

/** Version of a package in a virtual environment, without starting it. */
export function versionsIn(folder: string): Record<string, string> {
  const versions: Record<string, string> = {};
  const site = sitePackagesIn(folder);
  for (const entry of existsSync(site) ? readdirSync(site) : []) {
    const found = /^(.+?)-([^-]+)\.dist-info$/.exec(entry);
    if (found) versions[normalised(found[1]!)] = found[2]!;
  }
  return versions;
}

/** PEP 503: lower case, `-` between words. */
export function normalised(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}
