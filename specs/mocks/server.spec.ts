import { connect } from "node:net";
import { createMock } from "../../mocks/index.ts";
import { post } from "../support/runs.ts";
import { contractOf, socket } from "./made.ts";
import { expect, test } from "./talk.ts";

/** What a server sends for bytes, until it ends or enough has come. */
function raw(url: string, text: string | Buffer, enough: (heard: string) => boolean = () => false): Promise<string> {
  const { port, hostname } = new URL(url);
  return new Promise((resolve, reject) => {
    let heard = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (data) => {
      heard += data.toString("latin1");
      if (enough(heard)) socket.destroy();
    });
    socket.on("close", () => resolve(heard));
    socket.on("error", reject);
  });
}

const upgrade = (path: string, more = "") =>
  `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n` +
  `sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${more}\r\n`;

test("a refused upgrade is a whole answer, and the connection ends", async ({ start }) => {
  const { url } = await start("video-studio");
  const headers = "content-type: text/plain; charset=utf-8\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
  expect(await raw(url, upgrade("/nowhere"))).toBe(`HTTP/1.1 403 Forbidden\r\n${headers}`);
});

test("a status without a name has none, and a body is counted in bytes", async () => {
  const refused = [{ id: "r", given: "no origin", status: 499, body: "né" }];
  const handshake = { accepted: { status: 101 as const, within: 1 }, refused };
  const mock = await createMock({ contracts: [contractOf([socket("/s", { handshake })])] });
  expect(await raw(mock.url, upgrade("/s"))).toMatch(/^HTTP\/1\.1 499 \r\n.*content-length: 3\r\n.*\r\n\r\nn/s);
  await mock.close();
});

test("no subprotocol is chosen of those that are asked for; the one of a scenario is put in the head", async ({
  start,
}) => {
  const mock = await start("video-studio");
  const asked = upgrade("/ws/agent/a", "sec-websocket-protocol: a, b\r\n");
  const opened = (heard: string) => heard.includes("agent_status");
  expect(await raw(mock.url, asked, opened)).not.toMatch(/sec-websocket-protocol/i);
  mock.use({ scenario: "breaks-handshake-subprotocol" });
  const answer = await raw(mock.url, asked, opened);
  expect(answer).toMatch(/^HTTP\/1\.1 101 .*\r\nSec-WebSocket-Protocol: wirecheck\.unasked\r\n\r\n/s);
  expect(answer.match(/wirecheck\.unasked/g)).toHaveLength(1);
});

for (const [host, shown] of [
  ["127.0.0.1", "127.0.0.1"],
  ["0.0.0.0", "127.0.0.1"],
  ["localhost", "localhost"],
] as const) {
  test(`listening on ${host} it is found at ${shown}`, async ({ start }) => {
    const mock = await start(["fixtures/documents/shop.openapi.json", "ag-ui"], { host });
    const [shop, run] = mock.services;
    expect(run?.url).toBe(`http://${shown}:${run?.port}`);
    expect(mock.urlOf("ag-ui")).toBe(run?.url);
    expect(mock.url).toBe(shop?.url);
    expect(mock.isolate("a b").url).toMatch(new RegExp(`^http://${shown}:${shop?.port}/__wirecheck/s/a%20b`));
    expect((await fetch(`${mock.isolate("one").urlOf("ag-ui")}/__wirecheck/health`)).status).toBe(200);
    expect(() => mock.urlOf("nope")).toThrow(
      expect.objectContaining({
        id: "no-contract",
        message: "The mock does not serve nope.",
        next: "Name it when the mock is created.",
      }),
    );
  });
}

test("a mock whose second port is taken leaves the first one free", async ({ start }) => {
  const taken = await start("ag-ui");
  const { port } = taken.services[0]!;
  const both = () => start(["ag-ui", "video-studio"], { serve: { "video-studio": port } });
  await expect(both()).rejects.toMatchObject({ id: "port-in-use" });
  await taken.close();
  const mock = await both();
  expect(mock.services[1]?.port).toBe(port);
});

test("a failure of ours is 500, one line of the log, and the mock goes on", async () => {
  const lines: string[] = [];
  const contract = contractOf([]);
  const mock = await createMock({ contracts: [contract], log: (line) => lines.push(line) });
  Object.assign(contract, { unregistered: undefined });
  const answer = await fetch(`${mock.url}/nowhere?a`);
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
    500,
    "text/plain",
    "Internal Server Error",
  ]);
  expect(await raw(mock.url, upgrade("/nowhere"))).toBe("");
  expect(lines).toEqual([
    expect.stringMatching(/^GET \/nowhere 500 the mock failed: Cannot (read|destructure) /),
    expect.stringMatching(/^SOCKET \/nowhere 500 the mock failed: Cannot (read|destructure) /),
  ]);
  Object.assign(contract, { unregistered: {} });
  expect((await fetch(`${mock.url}/nowhere`)).status).toBe(404);
  await mock.close();
});

test("the control API reads 64 KiB, and what is larger as nothing", async ({ start }) => {
  const mock = await start("ag-ui", { bodyLimit: 1 });
  const use = (length: number) => {
    const body = JSON.stringify({ fault: "reset", more: "" });
    return post(`${mock.url}/__wirecheck/use`, body.replace('""', `"${"x".repeat(length - body.length)}"`));
  };
  const answer = await use(64 * 1024 + 1);
  expect(JSON.parse(answer.text)).toEqual({ scenario: null, fault: null });
  expect(JSON.parse((await use(64 * 1024)).text)).toEqual({ scenario: null, fault: "reset" });
  expect(answer.headers.get("content-type")).toBe("application/json");
});

test("an answer says how long it is, in bytes", async ({ start }) => {
  const { url } = await start("customer-support");
  const { text, headers } = await post(`${url}/agents/state`, { more: "é" });
  expect(headers.get("content-length")).toBe(String(text.length + 1));
});

test("bytes of a client are remembered as base64", async ({ start }) => {
  const mock = await start("video-studio");
  // FIN and binary, masked by zeros (RFC 6455, 5.2).
  const bytes = Buffer.concat([Buffer.from(upgrade("/ws/coordinator")), Buffer.from([0x82, 0x82, 0, 0, 0, 0, 1, 2])]);
  await raw(mock.url, bytes, (heard) => heard.includes("Invalid JSON format"));
  const remembered = () => mock.exchanges()[0]?.frames.find(({ from }) => from === "client");
  await expect.poll(remembered).toMatchObject({ raw: "AQI=", binary: true });
});
