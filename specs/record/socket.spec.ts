import { createHash, randomBytes } from "node:crypto";
import { type Socket as Connection, connect } from "node:net";
import { judgeExchange } from "../../contracts/index.ts";
import { openSocket } from "../../src/probe/index.ts";
import { sockets, tcp } from "../verify/raw-server.ts";
import { expect, test } from "./test.ts";

const ws = (url: string, path: string) => url.replace("http", "ws") + path;

test("a socket's conversation passes both ways, is judged, and the file says the same", async ({ start, record }) => {
  const mock = await start("video-studio");
  const recording = await record("video-studio", mock.url);
  const socket = await openSocket({ url: ws(recording.url, "/ws/workflow/w-1?client_id=me") });
  socket.send({ type: "ping" });
  await socket.next(({ raw }) => raw.includes("pong"), 2000);
  socket.send({ type: "control", action: "start" });
  await socket.next(({ raw }) => raw.includes("completed"), 2000);
  await socket.close();
  await expect.poll(() => recording.passed.length).toBe(1);

  const [exchange] = recording.exchanges();
  const said = socket.exchange().frames.map(({ from, raw }) => ({ from, raw }));
  expect(exchange?.frames.map(({ from, raw }) => ({ from, raw }))).toEqual(said);
  expect(exchange).toMatchObject({
    endpoint: "workflow",
    transport: "socket",
    request: { method: "GET", url: "/ws/workflow/w-1?client_id=me" },
    response: { status: 101 },
    end: { how: "left" },
  });
  const judged = judgeExchange(recording.contract, exchange!, { mode: "strict" });
  expect(recording.passed[0]?.judgement).toEqual(judged);
  expect(judged.verdict).toBe("pass");
});

test("a frame that the contract does not know is a violation, and passes", async ({ serve, record }) => {
  const target = await serve(sockets(undefined, (socket) => socket.send('{"type":"nonsense"}')));
  const recording = await record("video-studio", target.url);
  const socket = await openSocket({ url: ws(recording.url, "/ws/coordinator") });
  expect((await socket.next(undefined, 2000))?.raw).toBe('{"type":"nonsense"}');
  await socket.close();
  await expect.poll(() => recording.passed.length).toBe(1);
  expect(recording.passed[0]?.judgement?.violations.map(({ rule }) => rule)).toEqual(["handshake/first-frame"]);
});

/** How the target ends a socket, and how that is recorded. */
const endings = {
  "a goodbye with code and reason": {
    behave: (socket: { close(code: number, reason: string): void }) => socket.close(4001, "enough"),
    end: { how: "closed", code: 4001, reason: "enough" },
  },
  "a goodbye without a code": {
    behave: (socket: { close(): void }) => socket.close(),
    end: { how: "closed", code: 1005, reason: "" },
  },
  "no goodbye": {
    behave: (socket: { terminate(): void }) => socket.terminate(),
    end: { how: "closed", code: 1006, reason: "" },
  },
} as const;

for (const [title, { behave, end }] of Object.entries(endings)) {
  test(`the target ends with ${title}, and so hears the client`, async ({ serve, record }) => {
    const target = await serve(sockets(undefined, (socket) => behave(socket as never)));
    const recording = await record("video-studio", target.url);
    const socket = await openSocket({ url: ws(recording.url, "/ws/coordinator") });
    await expect.poll(() => socket.exchange().end).toEqual(end);
    await expect.poll(() => recording.exchanges()[0]?.end).toEqual(end);
  });
}

test("a refused upgrade passes with its status, headers and body", async ({ serve, record }) => {
  const chunked = "6\r\nno ent\r\n3\r\nry!\r\n0\r\n\r\n";
  const refusal = `HTTP/1.1 403 Not You\r\nx-why: because\r\ntransfer-encoding: chunked\r\n\r\n${chunked}`;
  const target = await serve(tcp((socket) => void socket.once("data", () => socket.write(refusal))));
  const recording = await record("video-studio", target.url);
  const socket = await openSocket({ url: ws(recording.url, "/ws/coordinator") });
  const seen = socket.exchange();
  expect(seen.response).toMatchObject({ status: 403, reason: "Not You", headers: { "x-why": "because" } });
  expect(seen.frames.map(({ raw }) => raw)).toEqual(["no entry!"]);
  await expect.poll(() => recording.passed.length).toBe(1);
  expect(recording.exchanges()).toMatchObject([
    { response: { status: 403, reason: "Not You" }, frames: [{ raw: "no entry!" }], end: { how: "complete" } },
  ]);
  expect(recording.passed[0]?.judgement?.violations.map(({ rule }) => rule)).toEqual(["handshake/accepted"]);
});

test("an upgrade that nobody answers is a 502, and recorded as refused", async ({ serve, record }) => {
  const target = await serve(tcp((socket) => void socket.once("data", () => socket.destroy())));
  const recording = await record("video-studio", target.url);
  const socket = await openSocket({ url: ws(recording.url, "/ws/coordinator") });
  expect(socket.exchange().response?.status).toBe(502);
  expect(recording.exchanges()).toMatchObject([{ transport: "socket", end: { how: "refused" } }]);
});

/** A frame as RFC 6455, 5.2 has it. */
function frame(first: number, payload: Buffer, masked: boolean): Buffer {
  const size = payload.length;
  const length = size < 126 ? [size] : size < 65_536 ? [126, size >> 8, size & 255] : undefined;
  const extended = length ?? [127, 0, 0, 0, 0, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255];
  if (!masked) return Buffer.concat([Buffer.from([first, ...extended]), payload]);
  const mask = randomBytes(4);
  const [short = 0, ...rest] = extended;
  const hidden = payload.map((byte, at) => byte ^ (mask[at & 3] ?? 0));
  return Buffer.concat([Buffer.from([first, short | 0x80, ...rest]), mask, hidden]);
}

/** A server that accepts every upgrade and hands the bytes over, with the head of the request. */
const accepting = (behave: (socket: Connection, head: string) => void) =>
  tcp((socket) => {
    socket.once("data", (bytes) => {
      const head = bytes.toString("latin1");
      const key = /^sec-websocket-key: *(\S+)/im.exec(head)?.[1] ?? "";
      const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      behave(socket, head);
    });
  });

test("fragments, pings and large messages pass byte for byte, and are recorded as messages", async ({
  serve,
  record,
}) => {
  const large = Buffer.from(JSON.stringify({ type: "x", text: "ü".repeat(40_000) }));
  const small = Buffer.from(JSON.stringify({ type: "y".repeat(200) }));
  const spoken = (masked: boolean) =>
    Buffer.concat([
      frame(0x01, large.subarray(0, 10), masked),
      frame(0x89, Buffer.from("ping"), masked),
      frame(0x00, large.subarray(10, 70_001), masked),
      frame(0x80, large.subarray(70_001), masked),
      frame(0x81, small, masked),
      frame(0x82, Buffer.from([1, 2, 255]), masked),
    ]);
  const heard: Buffer[] = [];
  const [fromServer, fromClient] = [spoken(false), spoken(true)];
  const heads: string[] = [];
  const target = await serve(
    accepting((socket, head) => {
      heads.push(head);
      socket.on("data", (bytes) => heard.push(bytes));
      // In pieces that know nothing of frames.
      for (let at = 0; at < fromServer.length; at += 1001) socket.write(fromServer.subarray(at, at + 1001));
    }),
  );
  const recording = await record("video-studio", target.url);
  const client = connect(Number(new URL(recording.url).port), "127.0.0.1");
  const key = randomBytes(16).toString("base64");
  client.write(
    `GET /ws/coordinator HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n`,
  );
  const told: Buffer[] = [];
  client.on("data", (bytes) => told.push(bytes));
  await expect.poll(() => told.length).toBeGreaterThan(0);
  client.write(fromClient);
  const body = () => {
    const all = Buffer.concat(told);
    return all.subarray(all.indexOf("\r\n\r\n") + 4);
  };
  await expect.poll(() => body().length).toBe(fromServer.length);
  await expect.poll(() => Buffer.concat(heard).length).toBe(fromClient.length);
  expect(body().equals(fromServer)).toBe(true);
  expect(Buffer.concat(heard).equals(fromClient)).toBe(true);
  expect(heads[0]).not.toMatch(/permessage-deflate/i);
  client.destroy();
  await expect.poll(() => recording.exchanges().length).toBe(1);
  const frames = recording.exchanges()[0]?.frames ?? [];
  for (const side of ["client", "server"]) {
    expect(frames.filter(({ from }) => from === side).map(({ raw, binary }) => [raw, binary])).toEqual([
      [large.toString(), undefined],
      [small.toString(), undefined],
      [Buffer.from([1, 2, 255]).toString("base64"), true],
    ]);
  }
});
