import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const main = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));

/** What a run of the command line left behind. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** Runs the built command line to its end; one that hangs is killed after 20 s, and its code is null. */
export function runCli(args: readonly string[], cwd = root): Promise<Ran> {
  const began = performance.now();
  const { child, output } = startCli(args, cwd);
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, ...output, ms: performance.now() - began });
    });
  });
}

/** Starts it and leaves it running; `output` grows. */
export function startCli(
  args: readonly string[],
  cwd = root,
  given = process.env,
): { child: ChildProcess; output: { stdout: string; stderr: string } } {
  const { WIRECHECK_DEBUG: _, ...env } = given;
  const child = spawn(process.execPath, [main, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  return { child, output };
}
