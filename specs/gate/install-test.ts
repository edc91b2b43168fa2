import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, expect } from "@playwright/test";
import { build } from "esbuild";
import {
  InstallError,
  type Installed,
  type InstallOptions,
  install,
  type Wanted,
} from "../../src/gate/install/index.ts";
import { type Registry, startRegistry } from "./install-registry.ts";

/** What an install came to: the same in this process and in another. */
export type Told = Partial<Installed> & {
  readonly error?: { id: string; message: string; next: string; passing: boolean };
};

interface Other {
  readonly child: ChildProcess;
  /** Lines of its log so far. */
  readonly lines: string[];
  readonly told: Promise<Told>;
}

interface Fixtures {
  readonly registry: Registry;
  readonly cache: string;
  /** Environment in which npm and pip know that registry alone. */
  readonly env: NodeJS.ProcessEnv;
  /** Installs in this process. */
  readonly get: (wanted: Wanted, options?: Partial<InstallOptions>) => Promise<Told>;
  /** Installs in another process; `wrap` is a command that starts it. */
  readonly getElsewhere: (wanted: Wanted, wrap?: readonly string[]) => Other;
}

export const npm = (packages: Wanted["packages"]): Wanted => ({ ecosystem: "npm", packages });
export const pypi = (packages: Wanted["packages"]): Wanted => ({ ecosystem: "pypi", packages });

/** What an error says is asked for by its id and, in part, by its sentence. */
export const error = (id: string, sentence: string | RegExp, passing = false) => ({
  error: { id, passing, message: expect.stringMatching(sentence), next: expect.stringMatching(/\.$/) },
});

/** Nothing half made: what is being made, and what counts as ready. */
export function inside(cache: string): { busy: string[]; installs: string[] } {
  const list = (name: string) => {
    try {
      return readdirSync(join(cache, name));
    } catch {
      return [];
    }
  };
  return { busy: list("busy"), installs: list("installs") };
}

const kept = (name: string) => fileURLToPath(new URL(`../../.cache/gate-install/${name}`, import.meta.url));

/** An empty cache but for pip, which is prepared once for all tests: that takes seconds, and no registry. */
export function newCache(folder: string): string {
  for (const one of [folder, kept("pip")]) mkdirSync(one, { recursive: true });
  symlinkSync(kept("pip"), join(folder, "pip"), "junction");
  return folder;
}

const RUNNER = `
const { install, InstallError } = await import(process.argv[1]);
const [wanted, cache] = process.argv.slice(2).map((text) => JSON.parse(text));
const tell = (what) => process.stdout.write(JSON.stringify(what) + "\\n");
const { id, message, next, passing, ...told } = await install(wanted, { cache, log: (line) => tell({ line }) })
  .catch((error) => { if (!(error instanceof InstallError)) throw error; return { ...error, message: error.message }; });
tell({ told: id ? { error: { id, message, next, passing } } : told });`;

export const test = base.extend<Fixtures, { bundle: string }>({
  bundle: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
    async ({}, use, { workerIndex }) => {
      const outfile = kept(`install-${workerIndex}.mjs`);
      const entry = fileURLToPath(new URL("../../src/gate/install/index.ts", import.meta.url));
      await build({ entryPoints: [entry], bundle: true, platform: "node", format: "esm", outfile, logLevel: "error" });
      await use(outfile);
    },
    { scope: "worker" },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: as above
  registry: async ({}, use) => {
    const registry = await startRegistry();
    await use(registry);
    await registry.stop();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  cache: async ({}, use, info) => {
    const cache = info.outputPath("cache");
    await use(newCache(cache));
  },

  env: async ({ registry }, use, info) => {
    const env: NodeJS.ProcessEnv = { ...process.env, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
    for (const name of Object.keys(env)) if (/^(npm_|pip_)/i.test(name)) delete env[name];
    mkdirSync(info.outputPath("npm-cache"), { recursive: true });
    writeFileSync(info.outputPath("npmrc"), "");
    await use({
      ...env,
      npm_config_registry: registry.url,
      npm_config_cache: info.outputPath("npm-cache"),
      npm_config_userconfig: info.outputPath("npmrc"),
      PIP_INDEX_URL: `${registry.url}/simple/`,
      PIP_CONFIG_FILE: devNull,
      PIP_NO_CACHE_DIR: "1",
    });
  },

  get: async ({ cache, env }, use) => {
    await use(async (wanted, options) => {
      try {
        return await install(wanted, { cache, env, ...options });
      } catch (thrown) {
        if (!(thrown instanceof InstallError)) throw thrown;
        const { id, message, next, passing } = thrown;
        return { error: { id, message, next, passing } };
      }
    });
  },

  getElsewhere: async ({ cache, env, bundle }, use) => {
    const started: ChildProcess[] = [];
    await use((wanted, wrap = []) => {
      const args = ["--input-type=module", "-e", RUNNER, "--", bundle, JSON.stringify(wanted), JSON.stringify(cache)];
      const [command, ...rest] = [...wrap, process.execPath, ...args];
      const child = spawn(command!, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
      started.push(child);
      const lines: string[] = [];
      let text = "";
      let problem = "";
      child.stderr.on("data", (bytes: Buffer) => {
        problem += bytes;
      });
      child.stdout.on("data", (bytes: Buffer) => {
        const whole = `${text}${bytes}`.split("\n");
        text = whole.pop()!;
        for (const line of whole) lines.push(line);
      });
      const told = new Promise<Told>((resolve, reject) => {
        child.on("error", reject).on("close", () => {
          const last = JSON.parse(lines.at(-1) ?? "{}").told;
          if (last) resolve(last);
          else reject(new Error(`It ended without a word. ${problem}`));
        });
      });
      told.catch(() => {});
      return { child, lines, told };
    });
    for (const child of started) child.kill("SIGKILL");
  },
});

export { expect };
