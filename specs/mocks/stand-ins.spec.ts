import { expect, test } from "@playwright/test";
import type { Client } from "mock-socket";
import { createMock as onMockSocket } from "../../mocks/mock-socket/index.ts";
import { playOpened } from "../../mocks/mock-socket/play.ts";
import { answerCaught } from "../../mocks/msw/answer.ts";
import { createMock as onMsw } from "../../mocks/msw/index.ts";
import { loadMsw } from "../../mocks/msw/library.ts";
import { playCaught } from "../../mocks/msw/socket.ts";
import type { Accepted } from "../../mocks/service/handshake.ts";
import { targetOf } from "../../mocks/service/target.ts";
import { inProcess } from "./in-process.ts";
import { contractOf, route, socket } from "./made.ts";

/** MSW's side of a request to a made-up contract. */
async function caught(url: string, init: RequestInit = {}, options = {}) {
  const lines: string[] = [];
  const contract = contractOf([route("/a", { method: "POST" })]);
  const mock = await inProcess(contract, { log: (line) => lines.push(line), ...options });
  const place = { site: mock.site, url: "http://h/v1", base: "/v1" };
  const ask = async () => answerCaught(await loadMsw(), place, mock.worlds, new Request(url, init));
  return { mock, contract, lines, ask };
}

test("a request that MSW caught is asked as it was sent", async () => {
  const { mock, ask } = await caught("http://h/v1/a?b=1", { method: "POST", body: "[1]", headers: { "x-a": "1" } });
  expect((await ask()).status).toBe(200);
  const headers = expect.objectContaining({ "x-a": "1" });
  expect(mock.exchanges()[0]?.request).toEqual({ method: "POST", url: "/a?b=1", headers, body: "[1]" });
});

for (const [limit, status] of [
  [3, 200],
  [2, 413],
] as const) {
  test(`a body of three bytes is ${status} where ${limit} may be`, async () => {
    const { ask } = await caught("http://h/v1/a", { method: "POST", body: "éx" }, { bodyLimit: limit });
    const answer = await ask();
    const body = status === 413 ? { detail: "The body is larger than 2 bytes" } : {};
    expect([answer.status, await answer.json()]).toEqual([status, body]);
  });
}

test("a failure of ours is 500 to MSW's client as well, and a broken connection a network error", async () => {
  const { contract, lines, ask } = await caught("http://h/v1/nowhere");
  Object.assign(contract, { unregistered: undefined });
  const answer = await ask();
  const seen = [answer.status, answer.headers.get("content-type"), await answer.text()];
  expect(seen).toEqual([500, "text/plain", "Internal Server Error"]);
  expect(lines).toEqual([expect.stringMatching(/^GET \/nowhere 500 the mock failed: Cannot /)]);
  const cut = await caught("http://h/v1/a", { method: "POST" }, { fault: "reset" });
  expect((await cut.ask()).type).toBe("error");
});

test("MSW's handlers catch every URL at a base and below it, and no other", async () => {
  const contracts = [
    contractOf([route("/a"), socket("/s")], { name: "both" }),
    contractOf([route("/a")], { name: "routes" }),
  ];
  const urls = { both: "http://h.example/v1", routes: "http://other" };
  const { handlers } = await onMsw({ contracts, urls });
  const kinds = handlers.map((handler) => ("info" in handler ? (handler.info as { path: RegExp }).path : "socket"));
  expect(kinds.map((kind) => typeof kind)).toEqual(["string", "object", "object"]);
  const [, path] = kinds as [string, RegExp];
  for (const [url, is] of [
    ["http://h.example/v1", true],
    ["http://h.example/v1/", true],
    ["http://h.example/v1/a/b", true],
    ["http://h.example/v10", false],
    ["http://hxexample/v1", false],
    ["xhttp://h.example/v1", false],
  ] as const)
    expect([url, path.test(url)]).toEqual([url, is]);
});

/** A client of either library, as far as the mock uses it: what it was told, and how it is talked to. */
function client(more: object = {}) {
  const [told, listeners]: [unknown[], Map<string, (given: unknown) => void>] = [[], new Map()];
  const on = (name: string, listener: (given: unknown) => void) => listeners.set(name, listener);
  const made = {
    readyState: 1,
    OPEN: 1,
    on,
    addEventListener: on,
    send: (raw: unknown) => told.push(raw),
    close: (...given: unknown[]) => told.push(["close", ...given]),
    url: new URL("ws://h/v1/s"),
    ...more,
  };
  return { made, told, emit: (name: string, given: unknown) => listeners.get(name)?.(given) };
}

const hello = { name: "hello", schema: "any", examples: [{ name: "e", value: { type: "hello" } }] };
const greeting = contractOf([
  socket("/s", {
    sends: [hello],
    accepts: [{ ...hello, reply: { oneOf: ["hello"], within: 1, where: {} } }],
    malformed: { oneOf: ["hello"], within: 1, where: {} },
    handshake: { accepted: { status: 101, within: 1, first: "hello" }, refused: [] },
  }),
]);

test("a socket of mock-socket is played", async () => {
  const mock = await inProcess(greeting);
  const target = targetOf(mock.worlds, "", "/s");
  const { made, told, emit } = client();
  playOpened(mock.site, target, mock.dial("/s").handshake as Accepted, made as unknown as Client);
  expect(told).toEqual(['{"type":"hello"}']);
  emit("message", "{}");
  expect(told).toHaveLength(2);
  // Bytes are read first; what is no JSON is complained about.
  for (const data of [new Blob(["ab"]), new TextEncoder().encode("cd")]) emit("message", data);
  await expect.poll(() => told.length).toBe(4);
  made.readyState = 2;
  emit("message", "{}");
  expect(told).toHaveLength(4);
  emit("close", { code: 4000, reason: "enough" });
  const [exchange] = mock.exchanges();
  expect(exchange?.end).toEqual({ how: "closed", code: 4000, reason: "enough" });
  const heard = exchange?.frames.filter(({ from }) => from === "client").map(({ raw, binary }) => [raw, binary]);
  expect(heard?.sort()).toEqual([
    ["Y2Q=", true],
    ["YWI=", true],
    ["{}", undefined],
    ["{}", undefined],
  ]);
});

test("bytes to mock-socket are a buffer of their own; a cut is no clean end, a failure of ours one", async () => {
  const mock = await inProcess(greeting, { fault: "reset-mid-stream" });
  const accepted = mock.dial("/s").handshake as Accepted;
  const target = targetOf(mock.worlds, "", "/s");
  const bytes = new Uint8Array([0, 1, 2]).subarray(1);
  const cut = client();
  const edits = [{ endpoint: "*", raw: () => bytes, cutAfter: 1 }];
  playOpened(mock.site, target, { ...accepted, edits }, cut.made as unknown as Client);
  expect(cut.told).toEqual([new Uint8Array([1, 2]).buffer, ["close", { code: 1006, reason: "", wasClean: false }]]);
  const broken = client({
    send: () => {
      throw new Error("away");
    },
  });
  playOpened(mock.site, target, { ...accepted, edits: [] }, broken.made as unknown as Client);
  expect(broken.told).toEqual([["close", { code: 1011, reason: "", wasClean: true }]]);
});

test("a socket of MSW is played once it is open", async () => {
  const mock = await inProcess(greeting);
  const place = { site: mock.site, url: "http://h/v1", base: "/v1" };
  const wire = new EventTarget();
  const { made, told, emit } = client({ socket: wire });
  playCaught(place, mock.worlds, made as never);
  expect(told).toEqual([]);
  for (let time = 0; time < 2; time++) wire.dispatchEvent(new Event("open"));
  expect(told).toEqual(['{"type":"hello"}']);
  emit("message", { data: "{}" });
  expect(told).toHaveLength(2);
  emit("message", { data: new Blob(["ab"]) });
  await expect.poll(() => told.length).toBe(3);
  emit("close", { code: 4000, reason: "enough" });
  emit("message", { data: "{}" });
  expect(told).toHaveLength(3);
  const [exchange] = mock.exchanges();
  expect(exchange?.end).toEqual({ how: "closed", code: 4000, reason: "enough" });
  expect(exchange?.frames.map(({ raw, binary }) => [raw, binary])).toContainEqual(["YWI=", true]);
});

test("MSW's client is told of a refusal as a page is, and of a cut after what was said", async () => {
  const mock = await inProcess(greeting, { fault: "handshake-403" });
  const place = { site: mock.site, url: "http://h/v1", base: "/v1" };
  const wire = new EventTarget();
  const errors: string[] = [];
  wire.addEventListener("error", ({ type }) => errors.push(type));
  const refused = client({ socket: wire });
  playCaught(place, mock.worlds, refused.made as never);
  wire.dispatchEvent(new Event("open"));
  expect([refused.told, errors]).toEqual([[["close", 1006]], ["error"]]);
  mock.use({ fault: "reset" });
  const reset = client();
  expect(() => playCaught(place, mock.worlds, reset.made as never)).not.toThrow();
  expect(reset.told).toEqual([["close", 1006]]);
});

test("bytes to MSW's client are its own; it is cut after what was said", async () => {
  const mock = await inProcess("video-studio", { scenario: "breaks-framing-binary", fault: "reset-mid-stream" });
  const place = { site: mock.site, url: "http://h", base: "" };
  const { made, told, emit } = client({ url: new URL("ws://h/ws/coordinator") });
  playCaught(place, mock.worlds, made as never);
  expect(told.map((raw) => (raw instanceof Uint8Array ? "bytes" : typeof raw))).toEqual(["string", "bytes"]);
  emit("message", { data: '{"type":"ping"}' });
  emit("message", { data: '{"type":"ping"}' });
  expect(told.slice(2)).toEqual(['{"type":"pong"}']);
  await Promise.resolve();
  expect(told.slice(3)).toEqual([["close", 1006]]);
});

test("a socket of mock-socket is found by its whole URL, and closed with the mock", async () => {
  const mock = await onMockSocket({
    contracts: [greeting],
    urls: { made: "http://h.test/v1" },
    global: false,
    pace: "none",
  });
  const seen = (url: string, protocols?: string) =>
    new Promise<unknown>((resolve) => {
      const one = new mock.WebSocket(url, protocols);
      one.addEventListener("message", ({ data }) => resolve(data));
      one.addEventListener("close", ({ code }) => resolve(code));
    });
  expect(await seen("ws://h.test/v1/s?a=1")).toBe('{"type":"hello"}');
  expect(await seen("ws://h.test/v1/s")).toBe('{"type":"hello"}');
  expect(await seen("ws://h.test/v1/none")).toBe(1006);
  const open = new mock.WebSocket("ws://h.test/v1/s");
  await new Promise((resolve) => open.addEventListener("open", resolve));
  const ended = new Promise<{ code: number; reason: string; wasClean: boolean }>((resolve) =>
    open.addEventListener("close", resolve),
  );
  mock.close();
  expect(await ended).toMatchObject({ code: 1006, reason: "", wasClean: false });
  const { WebSocket: own } = globalThis;
  const other = await onMockSocket({ contracts: [greeting], urls: { made: "http://h.test/v1" } });
  globalThis.WebSocket = own;
  other.close();
  expect(globalThis.WebSocket).toBe(own);
});
