import { spawn } from "node:child_process";

/** How a child ended. */
export interface Ended {
  /** 127 when the command is not there. */
  readonly code: number;
  /** What it wrote, the last four million characters. */
  readonly stdout: string;
  readonly stderr: string;
}

const LIMIT = 4_000_000;
const windows = process.platform === "win32";

/**
 * Leads the child's process group, and ends the group once our end of its stdin closes: however we end, nothing goes on
 * writing into a cache that the next process cleans. A text, for Node runs it with no file of its own.
 */
const LEASH = `
const { spawn, spawnSync } = require("node:child_process");
const [command, ...args] = process.argv.slice(1);
const windows = process.platform === "win32";
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], shell: windows && command === "npm", windowsHide: true });
child.on("error", () => process.exit(127)).on("exit", (code) => process.exit(code ?? 1));
const end = () => {
  if (windows) spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
  else process.kill(-process.pid, "SIGKILL");
  process.exit(1);
};
process.stdin.on("end", end).on("error", end).resume();
`;

/**
 * Runs a command to its end. When the signal comes, or we end, it and whatever it started are ended too; so is what it
 * left running.
 *
 * @throws the signal's reason
 */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<Ended> {
  const { cwd, signal } = options;
  // What they write is read: colours would stand between the words.
  const env: NodeJS.ProcessEnv = { ...options.env, NO_COLOR: "1", FORCE_COLOR: undefined };
  signal.throwIfAborted();
  const child = spawn(process.execPath, ["-e", LEASH, "--", command, ...args], {
    cwd,
    env,
    detached: !windows,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] = (written[name] + text).slice(-LIMIT);
    });
  }
  child.stdin.on("error", () => {});
  const kill = () => {
    if (windows) child.stdin.end();
    else if (child.pid) endGroup(child.pid);
  };
  signal.addEventListener("abort", kill, { once: true });
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on("error", reject).on("close", (ended) => resolve(ended ?? 1));
      child.on("exit", () => {
        // What it left in the background would hold our pipes open; what fled from the group does, so they are closed.
        kill();
        setTimeout(() => [child.stdout, child.stderr].map((pipe) => pipe.destroy()), 1000).unref();
      });
    });
    signal.throwIfAborted();
    return { code, ...written };
  } finally {
    signal.removeEventListener("abort", kill);
  }
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group is gone.
  }
}
