import { readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./child.ts";
import type { InstallError } from "./install-error.ts";
import { npmTrouble } from "./npm-trouble.ts";
import type { Job, Manager } from "./types.ts";

/** npm, in a folder of its own: settings that would change what is installed are set, where the registry is stays the user's. */
export function npmManager(job: Job): Manager {
  const { wanted, env, signal, allowScripts, patience } = job;
  const { packages, overrides } = wanted;
  const settings = [
    "--json",
    "--no-color",
    "--loglevel=warn",
    "--logs-max=0",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=500",
    `--fetch-timeout=${Math.round(patience)}`,
    "--no-global",
    "--no-dry-run",
    "--no-engine-strict",
    "--no-legacy-peer-deps",
    "--no-strict-peer-deps",
    "--install-strategy=hoisted",
    "--include=prod",
    "--include=optional",
    "--include=peer",
  ];

  async function npm(cwd: string, args: readonly string[], scripts: boolean): Promise<InstallError | undefined> {
    writeFileSync(join(cwd, "package.json"), packageJson);
    const more = scripts ? { npm_config_dangerously_allow_all_scripts: "true" } : {};
    const how = scripts ? ["--no-ignore-scripts", "--foreground-scripts"] : ["--ignore-scripts"];
    return npmTrouble(job, await run("npm", [...args, ...how, ...settings], { cwd, env: { ...env, ...more }, signal }));
  }
  const packageJson = JSON.stringify({ private: true, dependencies: packages, ...(overrides && { overrides }) });

  return {
    lockName: "package-lock.json",
    lockDepends: [],
    installDepends: [
      process.platform,
      process.arch,
      // What a script builds is for this Node.
      ...(allowScripts ? [`scripts, Node ${process.versions.modules}`] : []),
    ],

    async resolve(work) {
      const trouble = await npm(work, ["install", "--package-lock-only", "--omit-lockfile-registry-resolved"], false);
      if (trouble) throw trouble;
      return readFile(join(work, "package-lock.json"), "utf8");
    },

    async fill(folder, lock) {
      writeFileSync(join(folder, "package-lock.json"), lock);
      let trouble = await npm(folder, ["ci", "--prefer-offline"], allowScripts);
      // What npm remembers of a package may be older than the lock, and then it does not ask anew by itself.
      if (trouble?.id === "no-such-version" || trouble?.id === "cannot-resolve") {
        trouble = await npm(folder, ["ci"], allowScripts);
      }
      if (trouble) throw trouble;
    },

    versions(folder) {
      const lock = JSON.parse(readFileSync(join(folder, "node_modules", ".package-lock.json"), "utf8"));
      const versions: Record<string, string> = {};
      for (const [path, { version }] of Object.entries<{ version?: string }>(lock.packages)) {
        const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
        if (name && version) versions[name] = version;
      }
      return versions;
    },
  };
}
