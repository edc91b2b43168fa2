import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Owner } from "../facts.ts";

/** Whether this system tells which process has a socket. */
export const hasProc = (): boolean => process.platform === "linux";

/** The processes that listen on a port, as far as the system tells us; newest first. */
export function listenersOn(port: number): Owner[] {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const rows = ["tcp", "tcp6"].flatMap((file) => read(`/proc/net/${file}`).split("\n"));
  // Columns: slot, local address, remote address, state (0A listens), four more, inode.
  const listening = rows.map((row) => row.trim().split(/\s+/)).filter((row) => row[3] === "0A");
  const inodes = new Set(listening.filter((row) => row[1]?.endsWith(`:${hex}`)).map((row) => `socket:[${row[9]}]`));
  if (inodes.size === 0) return [];
  return newestFirst(pids().filter((pid) => holds(pid, inodes)));
}

/** Server programs whose command line has the port as a word of its own. */
export function namedWithPort(port: number): Owner[] {
  const word = new RegExp(`(^|[\\s:=])${port}(\\s|$)`);
  const server = /\b(uvicorn|hypercorn|daphne|gunicorn|fastapi|vite|next|nodemon|tsx|manage\.py|npm|npx|pnpm|yarn)\b/;
  const other = pids().filter((pid) => Number(pid) !== process.pid && Number(pid) !== process.ppid);
  return newestFirst(
    other.filter((pid) => {
      const command = commandOf(pid);
      return word.test(command) && server.test(command) && !/\bwirecheck\b/.test(command);
    }),
  );
}

const newestFirst = (all: readonly string[]) => all.map(ownerOf).sort((a, b) => (b.started ?? 0) - (a.started ?? 0));

function ownerOf(pid: string): Owner {
  const folder = link(`/proc/${pid}/cwd`);
  const started = startOf(pid);
  return {
    pid: Number(pid),
    command: commandOf(pid).slice(0, 400),
    ...(folder !== undefined && { folder }),
    ...(started !== undefined && { started }),
  };
}

/** Field 22 of stat: clock ticks (100 a second) since the machine started, which was `uptime` seconds ago. */
function startOf(pid: string): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
  const uptime = Number(read("/proc/uptime").split(" ")[0]);
  return ticks > 0 && uptime > 0 ? Math.round(Date.now() - uptime * 1000 + ticks * 10) : undefined;
}

const commandOf = (pid: string) => read(`/proc/${pid}/cmdline`).split("\0").join(" ").trim();

function holds(pid: string, inodes: ReadonlySet<string>): boolean {
  return list(`/proc/${pid}/fd`).some((fd) => inodes.has(link(`/proc/${pid}/fd/${fd}`) ?? ""));
}

const pids = () => list("/proc").filter((name) => /^\d+$/.test(name));

// What cannot be read is another user's, or gone.
const read = (path: string) => quietly(() => readFileSync(path, "utf8")) ?? "";
const list = (path: string) => quietly(() => readdirSync(path)) ?? [];
const link = (path: string) => quietly(() => readlinkSync(path));

function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
