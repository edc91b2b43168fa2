import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const run = fileURLToPath(new URL("../../fixtures/backends/run.mjs", import.meta.url));

/** `npm run backend -- …`: the process, what it writes, and its exit code once it is gone. */
export function runBackend(...args: string[]): {
  child: ChildProcess;
  told: { out: string; err: string };
  code: Promise<unknown>;
} {
  const child = spawn(process.execPath, [run, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const told = { out: "", err: "" };
  child.stdout.on("data", (text) => (told.out += text));
  child.stderr.on("data", (text) => (told.err += text));
  return { child, told, code: new Promise((resolve) => child.on("close", resolve)) };
}
