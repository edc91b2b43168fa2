import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Ended, run } from "./child.ts";
import { installError } from "./install-error.ts";
import { titleOf } from "./manifest.ts";
import { pipPython } from "./pip-python.ts";
import { explain, pipTrouble } from "./pip-trouble.ts";
import { findPython } from "./python.ts";
import type { Job, Manager } from "./types.ts";
import { makeVenv, normalised, pythonIn, sitePackagesIn, versionsIn } from "./venv.ts";

interface Report {
  readonly install: readonly {
    readonly metadata: { readonly name: string; readonly version: string };
    readonly download_info: { readonly archive_info?: { readonly hashes?: Readonly<Record<string, string>> } };
  }[];
}

/**
 * pip, of a virtual environment that holds nothing else; it installs into others by `--target`.
 *
 * @throws {InstallError} `no-python`
 */
export async function pipManager(job: Job): Promise<Manager> {
  const { wanted, allowScripts, signal, patience } = job;
  const base = await findPython(job.cache, job.env);
  const env = pythonEnv(job.env);
  const builds = allowScripts ? [] : ["--only-binary", ":all:"];
  const settings = [
    ...["--no-input", "--disable-pip-version-check", "--progress-bar=off", "--retries", "1"],
    ...["--timeout", String(patience / 1000), ...builds],
  ];

  /** Temporary files go where the rest goes: on one disk, and removed with it. */
  async function pip(cwd: string, args: readonly string[]): Promise<Ended> {
    return run(await pipPython(job, base, env), ["-m", "pip", ...args, ...settings], {
      cwd,
      env: { ...env, TMPDIR: cwd },
      signal,
    });
  }
  async function mustPip(cwd: string, args: readonly string[]): Promise<void> {
    const trouble = pipTrouble(job, await pip(cwd, ["install", ...args]));
    if (trouble === undefined) return;
    if (!("missing" in trouble)) throw trouble;
    const asked = ["install", "--dry-run", "--ignore-installed", "--no-deps", "-vv", trouble.missing];
    throw explain(job, base, trouble.missing, await pip(cwd, asked));
  }

  return {
    lockName: "requirements.txt",
    lockDepends: [base.tag],
    installDepends: [base.path, base.version, base.tag, ...(allowScripts ? ["scripts"] : [])],

    async prepare() {
      await pipPython(job, base, env);
    },

    async resolve(work) {
      writeFileSync(join(work, "requirements.in"), `${requirementsOf(wanted.packages).join("\n")}\n`);
      await mustPip(work, [
        ...["--dry-run", "--ignore-installed", "--report", join(work, "report.json")],
        ...["-r", join(work, "requirements.in")],
      ]);
      return lockOf(job, JSON.parse(readFileSync(join(work, "report.json"), "utf8")));
    },

    async fill(folder, lock) {
      await makeVenv(base, folder, { env, signal, pip: false });
      const locked = join(folder, "requirements.txt");
      writeFileSync(locked, lock);
      const target = sitePackagesIn(folder);
      // --no-deps: the lock names everything, and pip cannot match an extra in a dependency with a hash.
      await mustPip(folder, ["--no-deps", "--require-hashes", "--target", target, "-r", locked]);
      // The programs that came along name the Python of pip.
      rmSync(join(target, "bin"), { recursive: true, force: true });
    },

    versions: versionsIn,
    python: pythonIn,
  };
}

/** Without what would change where pip installs, or what Python finds; where the index is stays the user's. */
function pythonEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const out = { ...env, PYTHONNOUSERSITE: "1", PIP_USER: "0", PIP_REQUIRE_VIRTUALENV: "0" };
  const gone = [
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_CONSTRAINT",
    "PIP_REQUIREMENT",
  ];
  for (const name of [...gone, "PIP_REPORT", "PIP_LOG", "PIP_QUIET", "PIP_VERBOSE", "PIP_NO_DEPS", "PIP_PYTHON"]) {
    delete (out as NodeJS.ProcessEnv)[name];
  }
  return out;
}

/** `fastapi==0.92.0`; a version that begins with an operator is a range. */
function requirementsOf(packages: Readonly<Record<string, string>>): string[] {
  return Object.entries(packages).map(([name, version]) => `${name}${/^[<>=~!]/.test(version) ? "" : "=="}${version}`);
}

function lockOf({ wanted }: Job, { install }: Report): string {
  const lines = install.map(({ metadata, download_info }) => {
    const name = normalised(metadata.name);
    const hash = download_info.archive_info?.hashes?.sha256;
    if (!hash) throw installError.cannotInstall(titleOf(wanted), `the index gives no SHA-256 of ${name}`);
    return `${name}==${metadata.version} \\\n    --hash=sha256:${hash}\n`;
  });
  return lines.sort().join("");
}
