import { readFileSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import { ensureGate } from "../../fixtures/gate/index.mjs";
import type { GateReport } from "../../src/gate/index.ts";
import { startCli } from "../cli/run-cli.ts";
import { problemsOf } from "../cli/schemas.ts";

/** What `wirecheck gate` left behind. */
export interface Gated {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Where {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs `wirecheck gate` to its end; the test's own time is the only limit. */
export function runGate(words: readonly string[], { cwd, env = process.env }: Where = {}): Promise<Gated> {
  const { child, output } = startCli(["gate", ...words], cwd, env);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...output })));
}

/** The decision of a run with `--reporter json`, as its schema says. */
export function decisionOf({ stdout, stderr }: Pick<Gated, "stdout" | "stderr">): GateReport {
  expect(stdout, stderr).toMatch(/^\{/);
  const report = JSON.parse(stdout);
  expect(problemsOf("gate-decision", report)).toEqual([]);
  return report;
}

/** The same of a report that was written to a file. */
export const decisionIn = (file: string) => decisionOf({ stdout: readFileSync(file, "utf8"), stderr: "" });

interface Fixtures {
  /** Words that let a gate find all it needs without a registry: the cache that set-up made. */
  readonly ready: readonly string[];
}

export const test = base.extend<object, Fixtures>({
  ready: [
    // biome-ignore lint/correctness/noEmptyPattern: the form that Playwright asks for
    async ({}, use) => {
      await use(["--offline", "--cache", await ensureGate()]);
    },
    { scope: "worker" },
  ],
});

export { expect };
