import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Installed } from "../install/index.ts";
import { kept } from "./kept.ts";
import { ParticipantError } from "./participant-error.ts";
import type { Asking } from "./types.ts";

/** How long a driver may take, in milliseconds: thousands of payloads, read one by one on a slow machine. */
const budget = 300_000;

/** Where a driver is: a script that runs beside the packages that it asks, in a process of its own. */
export const driverPath = (name: string) => fileURLToPath(new URL(`../drivers/${name}`, import.meta.url));

/**
 * Asks the packages of an install a question through a driver. An answer is kept, for neither the packages nor the question
 * change.
 *
 * @param title of the packages, for people
 * @param driver file in `drivers`, for Node (.mjs) or Python (.py)
 * @param question as the driver's head says
 * @throws ParticipantError `driver-failed`, with its last words
 */
export function askDriver<T>(
  title: string,
  installed: Installed,
  driver: string,
  question: unknown,
  asking: Asking,
): Promise<T> {
  const depends = [installed.key, readFileSync(driverPath(driver), "utf8"), JSON.stringify(question)];
  return kept(asking, title, depends, () => runDriver<T>(installed, driver, question, asking));
}

/** Asks without keeping the answer: what the driver talks with is another the next time. */
export async function runDriver<T>(
  installed: Installed,
  driver: string,
  question: unknown,
  asking: Asking,
): Promise<T> {
  return JSON.parse(await run(installed, driverPath(driver), JSON.stringify(question), asking.signal));
}

async function run({ folder, python }: Installed, path: string, question: string, outer: AbortSignal): Promise<string> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(budget)]);
  signal.throwIfAborted();
  // -E -s: nothing of the user's own Python reaches it.
  const [command, args] = python ? [python, ["-E", "-s", path]] : [process.execPath, [path, folder]];
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], signal });
  const answer: Buffer[] = [];
  let complaint = "";
  child.stdout.on("data", (chunk: Buffer) => answer.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk).slice(-4000);
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(question);
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code === 0) return Buffer.concat(answer).toString("utf8");
  const lines = complaint.trim().split("\n");
  const why = lines.findLast((line) => /^\s*\w*(Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? `exit ${code}`;
  throw new ParticipantError(
    "driver-failed",
    `${basename(path)} could not ask the packages: ${why.trim()}`,
    "See whether the packages of these versions go together; WIRECHECK_DEBUG=1 shows more.",
  );
}
