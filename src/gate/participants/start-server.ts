import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { ParticipantError } from "./participant-error.ts";

/** How long a server may take until it listens, in milliseconds. */
const patience = 60_000;

/** A server of the packages under test, in a process of its own. */
export interface Served {
  /** Without a slash at its end. */
  readonly url: string;
  stop(): Promise<void>;
  /** What it wrote, the last part. */
  output(): string;
}

/**
 * Starts a program that says `… on http://…` when it listens and leaves when its standard input ends, so that it never
 * outlives us.
 *
 * @throws ParticipantError `server-failed` when it ends or a minute passes before it listens
 */
export async function startServer(
  title: string,
  command: readonly [string, ...string[]],
  options: { readonly env?: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<Served> {
  options.signal.throwIfAborted();
  const [program, ...args] = command;
  const env = { ...process.env, NO_PROXY: "127.0.0.1,localhost", no_proxy: "127.0.0.1,localhost", ...options.env };
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], env, signal: options.signal });
  let written = "";
  const keep = (line: string) => {
    written = `${written}${line}\n`.slice(-20_000);
  };
  createInterface({ input: child.stderr }).on("line", keep);
  child.stdin.on("error", () => undefined);
  const gone = new Promise<void>((resolve) => child.on("error", () => resolve()).on("close", () => resolve()));
  const url = await listening(child, keep, gone).catch(async (error: unknown) => {
    child.kill("SIGKILL");
    await gone;
    if (options.signal.aborted) throw options.signal.reason;
    const why = written.trim().split("\n").at(-1)?.trim() || (error as Error).message;
    const next = "See whether the packages of these versions go together.";
    throw new ParticipantError("server-failed", `${title} did not start: ${why}.`, next);
  });
  const stop = async () => {
    child.stdin.end();
    const timer = setTimeout(() => child.kill("SIGKILL"), 3_000);
    await gone;
    clearTimeout(timer);
  };
  return { url, stop, output: () => written };
}

function listening(child: ChildProcess, keep: (line: string) => void, gone: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("it did not listen within a minute")), patience);
    if (!child.stdout) return reject(new Error("it has no output"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      keep(line);
      const [, url] = /\bon (http:\/\/\S+)/.exec(line) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    gone.then(() => {
      clearTimeout(timer);
      reject(new Error("it ended"));
    });
  });
}
