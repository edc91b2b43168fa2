import { expect, test } from "@playwright/test";
import type { Exchange, Frame } from "../../contracts/index.ts";
import type { Edit } from "../../mocks/index.ts";
import { playRecorded } from "../../mocks/service/play-recorded.ts";
import { inProcess, Written } from "./in-process.ts";
import { contractOf, route } from "./made.ts";

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
    const remembered = "texts" in said.frames ? [] : said.frames;
    expect(remembered.map(({ raw }) => raw)).toEqual(written);
    for (const { from, at } of remembered) expect([from, at < 30_000]).toEqual(["server", true]);
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
const contract = contractOf([route("/a/{name}", { method: "POST", id: "a" })]);

test("a replayed answer has the recorded head, but for what is the connection's or the origin's", async () => {
  const dropped = ["connection", "keep-alive", "transfer-encoding", "upgrade", "date", "content-length"];
  const more = ["content-encoding", "set-cookie", "access-control-allow-origin", "access-control-allow-credentials"];
  const kept = {
    "content-type": "a/b",
    "x-date": "1",
    dated: "1",
    "content-language": "de",
    "access-control-allow-methods": "GET",
  };
  const headers = Object.fromEntries([...dropped, ...more].map((name) => [name, "x"]));
  const frames = [frame("no", 0, { from: "client" }), frame('{"id":"old","name":"r1"}')];
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

test("a request that is no good is answered as it was, and the log says so", async () => {
  const asked = { mediaType: "application/json", schema: "any", stream: false, examples: [] };
  const strict = contractOf([
    route("/a/{name}", { method: "POST", id: "a", request: { required: true, content: [asked] } }),
  ]);
  const lines: string[] = [];
  const mock = await inProcess(strict, { replay: [exchange({})], log: (line) => lines.push(line) });
  expect((await mock.ask("POST", "/a/n1")).status).toBe(201);
  expect(lines[0]).toMatch(/ replayed 1 of 1, though the request breaks shape\/required at the body$/);
});
