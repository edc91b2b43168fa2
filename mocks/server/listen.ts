import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MockError } from "../mock-error.ts";

/**
 * Binds a server.
 *
 * @returns the port that it got
 * @throws MockError naming the process that has the port, where the system tells
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(problem(error, port, host)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function problem(error: NodeJS.ErrnoException, port: number, host: string): MockError {
  if (error.code === "EADDRINUSE") {
    const owner = holderOf(port);
    const next = `Stop it, or choose another port: wirecheck mock --port ${port < 65_535 ? port + 1 : 4010}.`;
    return new MockError("port-in-use", `Port ${port} is in use${owner ? ` by ${owner}` : ""}.`, next);
  }
  if (error.code === "EACCES") {
    return new MockError("port-refused", `Port ${port} may not be used by this user.`, "Choose one above 1023.");
  }
  return new MockError(
    "cannot-listen",
    `The mock cannot listen on ${host}:${port} (${error.code ?? error.message}).`,
    "Check --host and --port.",
  );
}

/** Pid and command of the process that listens on a TCP port; Linux alone tells. */
function holderOf(port: number): string | undefined {
  try {
    const inodes = new Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => listeners(table, port)));
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      if (holds(pid, inodes)) return `process ${pid} (${readFileSync(`/proc/${pid}/comm`, "utf8").trim()})`;
    }
  } catch {}
  return undefined;
}

function listeners(table: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const rows = readFileSync(table, "utf8").split("\n").slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .flatMap((row) => (row[1]?.endsWith(`:${hex}`) && row[3] === "0A" ? [row[9] ?? ""] : []));
}

function holds(pid: string, inodes: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) =>
      inodes.has(/\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? "-"),
    );
  } catch {
    return false;
  }
}
