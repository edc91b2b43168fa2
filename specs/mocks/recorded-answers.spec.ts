import { expect, test } from "@playwright/test";
import type { Exchange, Frame } from "../../contracts/index.ts";
import type { Edit } from "../../mocks/index.ts";
import { playRecorded } from "../../mocks/service/play-recorded.ts";
import { inProcess, Written } from "./in-process.ts";
import { contractOf, route, socket } from "./made.ts";

const frame = (raw: string, at = 0, more: Partial<Frame> = {}): Frame => ({ from: "server", at, raw, ...more });
const edit = (more: Omit<Edit, "endpoint">): Edit => ({ endpoint: "x", ...more });
const event = (n: number) => `data: {"n":${n}}\n\n`;
const stream = { status: 200, headers: { "content-type": "Text/Event-Stream; charset=utf-8" } };
const json = { status: 200, headers: { "content-type": "application/json" } };
const complete: Exchange["end"] = { how: "complete" };
const [flush, close, cut] = [["flush"], ["end", ""], ["cut"]];
const write = (text: string) => ["write", text];
const first = (text: string) => [["head", stream], write(text), flush];
const twice = edit({ frames: (frames) => [...frames, ...frames] });
const loud = edit({ raw: (text) => text.toUpperCase() });

/** Head, frames, end, edits; what is written, and how it ended. */
const rows: readonly (readonly [
  string,
  typeof json,
  readonly string[],
  Exchange["end"],
  readonly Edit[],
  readonly unknown[],
  string,
])[] = [
  ["a body", json, ["{ }"], complete, [], [["whole", json, "{ }"]], "complete"],
  ["no body", json, [], complete, [], [["whole", json, ""]], "complete"],
  [
    "no type",
    { status: 204, headers: {} } as typeof json,
    [],
    complete,
    [],
    [["whole", { status: 204, headers: {} }, ""]],
    "complete",
  ],
  ["a body with edits", json, ['{ "a": 1 }'], complete, [twice, loud], [["whole", json, '{"A":1}{"A":1}']], "complete"],
  ["a body with another text", json, ["{ a"], complete, [loud], [["whole", json, "{ A"]], "complete"],
  ["a body that is no object", json, ["[1]"], complete, [twice], [["whole", json, "[1]"]], "complete"],
  [
    "a body that is cut",
    json,
    ["{"],
    { how: "cut", message: "" },
    [],
    [["head", json], write("{"), flush, flush, cut],
    "cut",
  ],
  ["a refusal", json, [], { how: "refused", message: "" } as Exchange["end"], [], [cut], "cut"],
  ["a stream", stream, [event(1), event(2)], complete, [], [...first(event(1)), write(event(2)), close], "complete"],
  [
    "a stream that is cut",
    stream,
    [event(1)],
    { how: "cut", message: "" },
    [],
    [...first(event(1)), flush, cut],
    "cut",
  ],
  ["a stream that was left", stream, [event(1)], { how: "left" }, [], first(event(1)), "left"],
  ["a stream without an event", stream, [], complete, [], [["head", stream], close], "complete"],
  ["a tail", stream, [event(1)], complete, [edit({ tail: "x" })], [...first(event(1)), write("x"), close], "complete"],
  ["another text", stream, [event(1)], complete, [loud], [...first('DATA: {"N":1}\n\n'), close], "complete"],
  [
    "other frames",
    stream,
    [": a\n\n", "data: 1\n\n", event(1)],
    complete,
    [twice, edit({ tail: "x" })],
    [...first(event(1)), write(event(1)), write("x"), close],
    "complete",
  ],
  [
    "other frames and text",
    stream,
    [event(1)],
    complete,
    [twice, loud],
    [...first('DATA: {"N":1}\n\n'), write('DATA: {"N":1}\n\n'), close],
    "complete",
  ],
  [
    "a cut of ours",
    stream,
    [event(1), event(2), event(3)],
    complete,
    [edit({ cutAfter: 2 })],
    [...first(event(1)), write(event(2)), flush, cut],
    "cut",
  ],
];

for (const [what, head, raws, end, edits, calls, how] of rows) {
  test(`${what} is replayed in ${calls.length} calls`, async () => {
    const wire = new Written();
    const frames = raws.map((raw) => frame(raw));
    const said = await playRecorded(wire, head, { frames, end }, { edits, pace: "none", cors: {} });
    expect(wire.calls).toEqual(calls);
    expect([said.end.how, said.count]).toEqual([how, "texts" in said.frames ? 0 : said.frames.length]);
    const written = calls.flatMap((call) => {
      const [name, one, two] = call as string[];
      return name === "write" ? [one] : name === "whole" && two !== "" ? [two] : [];
    });
    expect("texts" in said.frames ? [] : said.frames.map(({ raw }) => raw)).toEqual(written);
  });
}

test("bytes are replayed as they were", async () => {
  const wire = new Written();
  const frames = [frame("AQI=", 0, { binary: true })];
  const said = await playRecorded(wire, json, { frames, end: complete }, { edits: [loud], pace: "none", cors: {} });
  expect(wire.calls).toEqual([["whole", json, Buffer.from([1, 2])]]);
  expect(said.frames).toEqual(frames);
});

test("a client that goes away hears no more", async () => {
  const wire = new Written();
  wire.flush = async () => {
    wire.gone = true;
  };
  const frames = [event(1), event(2)].map((raw) => frame(raw));
  const said = await playRecorded(wire, stream, { frames, end: complete }, { edits: [], pace: "none", cors: {} });
  expect([said.end, said.count]).toEqual([{ how: "cut", message: "The client went away." }, 1]);
});

for (const [pace, at, least] of [
  ["realtime", 40, 30],
  ["none", 50_000, 0],
] as const) {
  test(`at the pace ${pace} a frame of ${at} ms comes at ${pace === "none" ? "once" : "its time"}`, async () => {
    for (const [head, frames] of [
      [json, [frame("{}", at)]],
      [stream, [frame(event(1)), frame(event(2), at)]],
    ] as const) {
      const began = performance.now();
      await playRecorded(new Written(), head, { frames, end: complete }, { edits: [], pace, cors: {} });
      const took = performance.now() - began;
      expect(took).toBeGreaterThanOrEqual(least);
      expect(took).toBeLessThan(30_000);
    }
  });
}

const exchange = (more: Partial<Exchange>): Exchange => ({
  transport: "http",
  request: { method: "POST", url: "/a/r1", headers: {}, body: '{"id":"old"}' },
  response: { status: 201, reason: "", headers: {} },
  frames: [],
  end: complete,
  ...more,
});
const contract = contractOf([route("/a/{name}", { method: "POST", id: "a" }), socket("/s/{name}", { id: "s" })]);

test("a replayed answer has the recorded head, but for what is the connection's or the origin's", async () => {
  const dropped = ["connection", "keep-alive", "transfer-encoding", "upgrade", "date", "content-length"];
  const more = ["content-encoding", "set-cookie", "access-control-allow-origin", "access-control-allow-credentials"];
  const kept = {
    "content-type": "a/b",
    "x-date": "1",
    "content-language": "de",
    "access-control-allow-methods": "GET",
  };
  const headers = Object.fromEntries([...dropped, ...more].map((name) => [name, "x"]));
  const frames = [frame('{"id":"old","name":"r1"}'), frame("no", 0, { from: "client" })];
  const replay = [exchange({ response: { status: 201, reason: "", headers: { ...headers, ...kept } }, frames })];
  const lines: string[] = [];
  const mock = await inProcess(contract, { replay, log: (line) => lines.push(line) });
  const said = await mock.ask("POST", "/a/n1", { id: "new" });
  expect(said.calls).toEqual([
    ["whole", { status: 201, headers: { vary: "Origin", ...kept } }, '{"id":"new","name":"n1"}'],
  ]);
  expect(lines[0]).toMatch(/ 201 1 frame \d+ ms replayed 1 of 1$/);
});

test("an exchange without an answer is a broken connection", async () => {
  const { response: _none, ...rest } = exchange({ end: { how: "refused", message: "" } as Exchange["end"] });
  const said = await (await inProcess(contract, { replay: [rest] })).ask("POST", "/a/n1");
  expect(said.calls).toEqual([["cut"]]);
});

/** A recorded socket: what was said, how it ended; what the client says, what it hears, and how it ends. */
const upgraded = { status: 101, reason: "", headers: { "sec-websocket-protocol": "v2" } };
const recordedSocket = (frames: readonly Frame[], more: Partial<Exchange> = {}): Exchange =>
  exchange({
    transport: "socket",
    request: { method: "GET", url: "/s/r1?session_id=old", headers: {} },
    response: upgraded,
    frames,
    end: { how: "left" },
    ...more,
  });
const client = (raw: string, more: Partial<Frame> = {}) => frame(raw, 0, { from: "client", ...more });

for (const [what, frames, end, talk, ends] of [
  [
    "a greeting",
    [frame("hi r1 old"), frame('"old" "r1"')],
    { how: "left" },
    [[undefined, "hi r1 old", '"new" "n1"']],
    [],
  ],
  [
    "an answer",
    [frame("1"), client("{}"), frame("2"), client("x"), frame("3")],
    { how: "left" },
    [
      [undefined, "1"],
      ["{}", "2"],
      ["[]", "3"],
    ],
    [],
  ],
  [
    "what came too early",
    [client("x"), frame("1"), client("{}"), frame("2")],
    { how: "left" },
    [[undefined], ["{}"], ["x", "1", "2"]],
    [],
  ],
  ["a close", [client("{}")], { how: "closed", code: 4001, reason: "why" }, [[undefined], ["{}"]], [4001]],
  ["a close without a code", [], { how: "closed", code: 1005, reason: "" }, [[undefined]], [1000]],
  ["a close without a word", [], { how: "closed", code: 1006, reason: "" }, [[undefined]], ["cut"]],
  ["a cut", [], { how: "cut", message: "" }, [[undefined]], ["cut"]],
  [
    "an id of the client",
    [client('{"runId":"old1"}'), frame('"old1"')],
    { how: "left" },
    [[undefined], ['{"runId":"new1"}', '"new1"']],
    [],
  ],
  ["bytes", [frame("AQI=", 0, { binary: true })], { how: "left" }, [[undefined, "\u0001\u0002"]], []],
  [
    "bytes of the client",
    [client("e30=", { binary: true }), frame("1")],
    { how: "left" },
    [[undefined], ["{}"], ["x", "1"]],
    [],
  ],
] as const) {
  test(`${what} is replayed on a socket`, async () => {
    const replay = [recordedSocket(frames, { end: end as Exchange["end"] })];
    const mock = await inProcess(contract, { replay });
    const { wire, say, talk: open, handshake } = mock.dial("/s/n1?session_id=new");
    expect(handshake).toMatchObject({ how: "accepted", subprotocol: "v2" });
    for (const [heard, ...answers] of talk) {
      if (heard !== undefined) say(heard);
      expect(wire.said.splice(0).map(String), String(heard)).toEqual(answers);
    }
    expect(wire.ends).toEqual(ends);
    open?.ended(1000, "");
  });
}

for (const [what, replay, handshake] of [
  [
    "a refusal",
    recordedSocket([frame("no")], { response: { status: 401, reason: "", headers: {} } }),
    { how: "refused", status: 401, body: "no" },
  ],
  ["no answer", (({ response: _none, ...rest }) => rest)(recordedSocket([])), { how: "cut" }],
] as const) {
  test(`${what} to an upgrade is replayed`, async () => {
    const lines: string[] = [];
    const mock = await inProcess(contract, { replay: [replay], log: (line) => lines.push(line) });
    expect(mock.dial("/s/n1").handshake).toEqual(handshake);
    expect(lines).toEqual(handshake.how === "refused" ? ["SOCKET /s/n1 401 replayed 1 of 1"] : []);
  });
}

test("at the pace of then a socket says each frame at its time, and nothing once it ended", async () => {
  const replay = [
    recordedSocket([frame("1"), frame("2", 20), client("{}", { at: 50_000 }), frame("3", 50_020)], {
      endedAt: 50_040,
      end: { how: "closed", code: 4000, reason: "" },
    }),
  ];
  const mock = await inProcess(contract, { replay, pace: "realtime" });
  const { wire, say } = mock.dial("/s/n1");
  expect(wire.said).toEqual(["1"]);
  await expect.poll(() => wire.said, { intervals: [5] }).toEqual(["1", "2"]);
  const began = performance.now();
  say("{}");
  await expect.poll(() => wire.ends, { intervals: [5] }).toEqual([4000]);
  expect(wire.said).toEqual(["1", "2", "3"]);
  const took = performance.now() - began;
  expect(took).toBeGreaterThan(30);
  expect(took).toBeLessThan(30_000);
  const again = mock.dial("/s/n1");
  again.talk?.ended(1000, "");
  expect(again.wire.said).toEqual(["1"]);
});
