import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test as base } from "@playwright/test";

/** A repository of git in a folder of the test's own. */
export interface Scratch {
  readonly path: string;
  /** Runs git there, as nobody's settings have it. */
  git(...words: string[]): string;
  write(file: string, text: string): void;
  remove(file: string): void;
  /** Commits all there is; the hash. */
  commit(): string;
}

export function scratchAt(path: string): Scratch {
  mkdirSync(path, { recursive: true });
  const as = ["-c", "user.name=test", "-c", "user.email=test@example.test", "-c", "protocol.file.allow=always"];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  const git = (...words: string[]) =>
    execFileSync("git", [...as, ...words], { cwd: path, env, stdio: "pipe" })
      .toString()
      .trim();
  return {
    path,
    git,
    write(file, text) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    remove: (file) => rmSync(join(path, file), { recursive: true }),
    commit() {
      git("add", "-A");
      git("commit", "-q", "--allow-empty", "-m", "change");
      return git("rev-parse", "HEAD");
    },
  };
}

/** A repository whose branch is main. */
export const test = base.extend<{ repo: Scratch }>({
  // biome-ignore lint/correctness/noEmptyPattern: the form that Playwright asks for
  repo: async ({}, use, info) => {
    const repo = scratchAt(info.outputPath("repo"));
    repo.git("init", "-q", "-b", "main");
    await use(repo);
  },
});

/** A lock of npm with these packages at the top of node_modules, two lines each. */
export function npmLock(packages: Record<string, string>): string {
  const lines = Object.entries(packages).map(
    ([name, version]) => `"node_modules/${name}": {\n"version": "${version}"}`,
  );
  return `{"lockfileVersion": 3, "packages": {\n${lines.join(",\n")}\n}}\n`;
}
