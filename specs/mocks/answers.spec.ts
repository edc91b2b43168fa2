import { expect, test } from "@playwright/test";
import type { Edit, Head } from "../../mocks/index.ts";
import type { Answer } from "../../mocks/play/index.ts";
import { type Manner, playAnswer } from "../../mocks/service/play-answer.ts";
import { Written } from "./in-process.ts";

const json = { "content-type": "application/json" };
const stream = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};
const event = (n: number) => ({ type: `E${n}` });
const block = (n: number) => `data: {"type":"E${n}"}\n\n`;
const events = (...ns: number[]): Answer => ({ status: 200, events: ns.map(event) });
const bodies = (body: unknown, contentType?: string): Answer => ({
  status: 200,
  body,
  ...(contentType && { contentType }),
});
const edit = (more: Omit<Edit, "endpoint">): Edit => ({ endpoint: "x", ...more });
const complete = { how: "complete" };

/** Plays an answer; what was written, and what is remembered of it, without times. */
async function played(answer: Answer, edits: readonly Edit[] = [], more: Partial<Manner> = {}, wire = new Written()) {
  const { head, frames, count, end } = await playAnswer(wire, answer, { edits, pace: "none", cors: {}, ...more });
  const raw = "texts" in frames ? frames.texts : frames.map((frame) => frame.raw);
  return { calls: wire.calls, head, raw, count, end };
}

const whole = (head: Partial<Head>, text: string) => ["whole", { status: 200, headers: json, ...head }, text];
const as = (type: string) => ({ headers: { "content-type": type } });
const late = edit({ head: ({ headers }) => ({ status: 500, headers }) });
const twice = edit({ frames: (frames) => [...frames, ...frames], raw: (text) => text.toUpperCase() });

/** An answer in one piece, and how it is written. */
const ready: readonly (readonly [string, Answer, readonly Edit[], readonly unknown[]])[] = [
  ["an object", bodies({ a: 1 }), [], whole({}, '{"a":1}')],
  ["a list", bodies([1]), [twice], whole({}, "[1]")],
  ["null", bodies(null), [], whole({}, "null")],
  ["a number", bodies(7), [], whole({}, "7")],
  ["nothing", { status: 204 }, [], whole({ status: 204 }, "")],
  ["a text of JSON", bodies("x"), [], whole({}, '"x"')],
  [
    "a text that is called JSON",
    bodies("x", "application/problem+json"),
    [],
    whole(as("application/problem+json"), '"x"'),
  ],
  ["a text", bodies("x", "text/plain"), [], whole(as("text/plain; charset=utf-8"), "x")],
  ["a text of a charset", bodies("x", "text/html; charset=latin1"), [], whole(as("text/html; charset=latin1"), "x")],
  ["a picture", bodies("x", "image/svg+xml"), [], whole(as("image/svg+xml"), "x")],
  ["an object of no type", { ...bodies({}), contentType: "" }, [], whole({ headers: {} }, "{}")],
  ["headers of its own", { ...bodies({}), headers: { a: "1" } }, [], whole({ headers: { ...json, a: "1" } }, "{}")],
  ["an object with edits", bodies({ a: 1 }), [late, twice], whole({ status: 500 }, '{"A":1}')],
  ["null with edits", bodies(null), [edit({ frames: () => [] })], whole({}, "null")],
  ["a number with edits", bodies(7), [edit({ frames: () => [] })], whole({}, "7")],
  ["a list with edits", bodies([1]), [edit({ frames: () => [] })], whole({}, "[1]")],
  ["an object that is taken away", bodies({ a: 1 }), [edit({ frames: () => [] })], whole({}, "")],
];

for (const [what, answer, edits, call] of ready) {
  test(`${what} is written at once, as ${call[2]}`, async () => {
    const text = String(call[2]);
    const { calls, raw, count, end, head } = await played(answer, edits);
    expect(calls).toEqual([call]);
    expect({ raw, count, end, head }).toEqual({
      raw: text === "" ? [] : [text],
      count: text === "" ? 0 : 1,
      end: complete,
      head: call[1],
    });
  });
}

test("headers of CORS are the answer's as well", async () => {
  const { head } = await played(bodies({}), [], { cors: { vary: "Origin" } });
  expect(head.headers).toEqual({ ...json, vary: "Origin" });
});

test("what is written of a body is kept where it is the same every time, and nowhere else", async () => {
  const body: Record<string, number> = { a: 1 };
  const said = async (fixed: boolean) => (await played({ ...bodies(body), fixed })).raw[0];
  expect(await said(true)).toBe('{"a":1}');
  body.a = 2;
  expect([await said(true), await said(false)]).toEqual(['{"a":1}', '{"a":2}']);
});

const head = ["head", { status: 200, headers: stream }];
const write = (text: string) => ["write", text];
const [flush, close, cut] = [["flush"], ["end", ""], ["cut"]];
const broken = { how: "cut", message: "The mock broke the connection." };
const large = { type: "x".repeat(8000) };
const larger = { type: "x".repeat(8192) };
const text = (value: object) => `data: ${JSON.stringify(value)}\n\n`;

/** A stream, and what is written and remembered of it. */
const streams: readonly (readonly [string, Answer, Edit | undefined, readonly unknown[], number, object])[] = [
  ["no event", events(), undefined, [head, close], 0, complete],
  ["one event", events(1), undefined, [head, write(block(1)), flush, close], 1, complete],
  [
    "the first, then the rest",
    events(1, 2, 3),
    undefined,
    [head, write(block(1)), flush, write(block(2) + block(3)), close],
    3,
    complete,
  ],
  [
    "a rest in pieces",
    { status: 200, events: [event(1), large, larger, event(2)] },
    undefined,
    [head, write(block(1)), flush, write(text(large) + text(larger)), write(block(2)), close],
    4,
    complete,
  ],
  [
    "a piece that is just full",
    { status: 200, events: [event(1), { type: "x".repeat(8192 - 19) }, event(2)] },
    undefined,
    [head, write(block(1)), flush, write(text({ type: "x".repeat(8192 - 19) })), write(block(2)), close],
    3,
    complete,
  ],
  [
    "other frames, in pieces as well",
    events(1, 2),
    edit({ frames: (all) => [...all, event(3)] }),
    [head, write(block(1)), flush, write(block(2) + block(3)), close],
    3,
    complete,
  ],
  [
    "a tail",
    events(1, 2),
    edit({ tail: "x" }),
    [head, write(block(1)), flush, write(block(2)), write("x"), close],
    3,
    complete,
  ],
  [
    "another text",
    events(1),
    edit({ raw: (one) => one.trim() }),
    [head, write(block(1).trim()), flush, close],
    1,
    complete,
  ],
  [
    "a cut",
    events(1, 2, 3),
    edit({ cutAfter: 2 }),
    [head, write(block(1)), flush, write(block(2)), flush, cut],
    2,
    broken,
  ],
  ["a cut before all", events(1), edit({ cutAfter: 0 }), [cut], 0, broken],
  ["a cut that does not come", events(1), edit({ cutAfter: 2 }), [head, write(block(1)), flush, close], 1, complete],
  ["silence", events(1), edit({ silent: true }), [["silence", head[1]]], 0, { how: "left" }],
];

for (const [what, answer, one, calls, count, end] of streams) {
  test(`${what}: ${count} frames in ${calls.length} calls`, async () => {
    const said = await played(answer, one && [one]);
    expect(said.calls).toEqual(calls);
    expect([said.count, said.end]).toEqual([count, end]);
    expect(said.raw.join("")).toBe(said.calls.flatMap(([name, given]) => (name === "write" ? [given] : [])).join(""));
  });
}

for (const [pace, one, written] of [
  ["none", undefined, 1],
  ["none", edit({ cutAfter: 9 }), 1],
  ["realtime", undefined, 1],
] as const) {
  test(`a client that goes away ends a stream: ${pace}, ${JSON.stringify(one)}`, async () => {
    const wire = new Written();
    wire.flush = async () => {
      wire.gone = true;
    };
    const { raw, end, calls, count } = await played(events(1, 2, 3), one && [one], { pace }, wire);
    expect({ raw, end, count }).toEqual({
      raw: [block(1)],
      end: { how: "cut", message: "The client went away." },
      count: written,
    });
    expect(calls).toEqual([head, write(block(1))]);
  });
}

test("a person who reads along gets one event after the other, the first at once", async () => {
  const began = performance.now();
  const times: number[] = [];
  const wire = new Written();
  wire.write = () => times.push(performance.now() - began);
  const { count } = await played(events(1, 2, 3), [], { pace: "realtime" }, wire);
  expect([count, times.length]).toEqual([3, 3]);
  expect(times[1]! - times[0]!).toBeGreaterThan(10);
  expect(times[2]! - times[1]!).toBeGreaterThan(10);
});

test("what is ready is said in the same turn, and the first event of a stream written in it", () => {
  const manner = { edits: [], pace: "realtime", cors: {} } as const;
  expect(playAnswer(new Written(), bodies({}), manner)).not.toBeInstanceOf(Promise);
  const wire = new Written();
  playAnswer(wire, events(1, 2), manner);
  expect(wire.calls.slice(0, 2)).toEqual([head, write(block(1))]);
});

for (const edits of [[], [edit({ tail: "x" })]]) {
  test(`events with ${edits.length} edits are the server's, at their times, and nobody waits where nobody reads along`, async () => {
    const began = performance.now();
    const many = events(...Array.from({ length: 400 }, (_, index) => index));
    const { frames } = await playAnswer(new Written(), many, { edits, pace: "none", cors: {} });
    expect(performance.now() - began).toBeLessThan(5000);
    const times = "texts" in frames ? frames.times : frames.map(({ at }) => at);
    for (const at of times) expect(at).toBeLessThan(5000);
    if (!("texts" in frames)) expect(new Set(frames.map(({ from }) => from))).toEqual(new Set(["server"]));
  });
}

test("a delay comes before all", async () => {
  const began = performance.now();
  await played(bodies({}), [edit({ delay: 20 })]);
  expect(performance.now() - began).toBeGreaterThan(15);
});
