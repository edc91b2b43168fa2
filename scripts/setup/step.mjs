import { spawn } from "node:child_process";

/** A prerequisite that is missing, with its remedy. The message is one sentence and is all that a user sees. */
export class MissingPrerequisite extends Error {}

/**
 * Runs one command of the set-up and shows only that it runs and how long it took (several may run side by side); the
 * caller shows its output when it fails.
 *
 * @param {string} title what is done, in the progress line
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: Record<string, string>}} [options]
 * @returns {Promise<{ok: boolean, output: string}>} never rejects; a command that cannot be started is `ok: false`
 */
export function run(title, command, args, options = {}) {
  const began = Date.now();
  process.stderr.write(`  ${title} …\n`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-8192);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    /** @param {boolean} ok */
    const end = (ok) => {
      process.stderr.write(`  ${title}: ${ok ? "done" : "failed"} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
      resolve({ ok, output });
    };
    child.on("error", (error) => {
      output += error.message;
      end(false);
    });
    child.on("close", (code) => end(code === 0));
  });
}

/**
 * Runs a `main` of ours and turns what goes wrong into one sentence and exit 1.
 *
 * @param {() => Promise<void>} main
 */
export async function tell(main) {
  try {
    await main();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`wirecheck set-up: ${message}\n`);
    if (!(error instanceof MissingPrerequisite) && process.env.WIRECHECK_DEBUG) console.error(error);
    process.exitCode = 1;
  }
}
