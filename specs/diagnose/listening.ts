import { spawn } from "node:child_process";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { findPython } from "../../fixtures/backends/index.mjs";
import type { RawServer } from "../verify/raw-server.ts";

/** A server on a free port of an address. */
export async function listening(server: Server, host = "127.0.0.1"): Promise<RawServer> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { address, port } = server.address() as AddressInfo;
  return {
    url: `http://${address.includes(":") ? `[${address}]` : address}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

const neverAccepts = `
import socket, sys
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(0)
print(server.getsockname()[1], flush=True)
sys.stdin.read()
`;

/** A port whose backlog is full: the system drops what would connect, as a firewall does. */
export async function silent(): Promise<RawServer> {
  const child = spawn(findPython().path, ["-c", neverAccepts], { stdio: ["pipe", "pipe", "inherit"] });
  const port = Number(await new Promise((resolve) => child.stdout.once("data", (text) => resolve(String(text)))));
  const waiting: Socket[] = [];
  // One more fills the queue each time; the first that does not come through says that it is full.
  for (;;) {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    waiting.push(socket);
    const through = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), 300);
      socket.once("connect", () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
    if (!through) break;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of waiting) socket.destroy();
      child.stdin.end();
      await new Promise((resolve) => child.once("close", resolve));
    },
  };
}
