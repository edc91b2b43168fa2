import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { engineTrouble } from "wirecheck/testcontainers";

/**
 * What a process says that has no engine but the one at an address. testcontainers looks at the usual sockets too, on
 * Linux and macOS alone; and root may use any socket, so it is put down.
 */
async function troubleAt(address: string): Promise<{ id: string; message: string }> {
  const script = `
    Object.defineProperty(process, "platform", { value: "freebsd" });
    const { engineTrouble } = await import("wirecheck/testcontainers");
    if (process.getuid() === 0) process.seteuid(65534);
    const { id, message } = await engineTrouble();
    process.stdout.write(JSON.stringify({ id, message }));`;
  const env = { ...process.env, DOCKER_HOST: address };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { env });
  return JSON.parse(stdout);
}

test("there is no trouble where an engine answers", async () => {
  expect(await engineTrouble()).toBeUndefined();
});

test.describe("an engine", () => {
  let folder: string;
  let path: string;
  let server: Server;
  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "wirecheck-engine-"));
    path = join(folder, "docker.sock");
    server = createServer((socket) => socket.on("error", () => {}).end("This is no engine.\r\n"));
    chmodSync(folder, 0o755);
    await new Promise<void>((resolve) => server.listen(path, resolve));
  });
  test.afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("that this user may not use: no-permission, with the remedy", async () => {
    chmodSync(path, 0o000);
    const { id, message } = await troubleAt(`unix://${path}`);
    expect(id).toBe("no-permission");
    expect(message).toContain(`This user may not use the container engine at unix://${path}.`);
    expect(message).toContain("usermod -aG docker");
  });

  test("that is something else: no-engine", async () => {
    chmodSync(path, 0o666);
    const { id, message } = await troubleAt(`unix://${path}`);
    expect(id).toBe("no-engine");
    expect(message).toContain(`What listens at unix://${path} does not answer as an engine does.`);
  });

  for (const [what, address, code] of [
    ["that is nowhere", "unix:///nowhere/docker.sock", "ENOENT"],
    ["at a port where nothing listens", "tcp://127.0.0.1:9", "ECONNREFUSED"],
    ["at what is no URL", "here", "no URL"],
  ] as const) {
    test(`${what}: no-engine, and where it was looked for`, async () => {
      const { id, message } = await troubleAt(address);
      expect(id).toBe("no-engine");
      expect(message).toContain(`No container engine answers at ${address} (${code}). Start Docker`);
    });
  }
});
