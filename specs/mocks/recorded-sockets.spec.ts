import { expect, test } from "@playwright/test";
import type { Exchange, Frame } from "../../contracts/index.ts";
import { inProcess } from "./in-process.ts";
import { contractOf, socket } from "./made.ts";

const frame = (raw: string, at = 0, more: Partial<Frame> = {}): Frame => ({ from: "server", at, raw, ...more });
const contract = contractOf([socket("/s/{name}", { id: "s" })]);

const upgraded = { status: 101, reason: "", headers: { "sec-websocket-protocol": "v2" } };
const recordedSocket = (frames: readonly Frame[], more: Partial<Exchange> = {}): Exchange => ({
  transport: "socket",
  request: { method: "GET", url: "/s/r1?session_id=old", headers: {} },
  response: upgraded,
  frames,
  end: { how: "left" },
  ...more,
});
const client = (raw: string, more: Partial<Frame> = {}) => frame(raw, 0, { from: "client", ...more });

/** What was said, how it ended; what the client says and hears, and how it ends for it. */
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
    [frame("1"), client("{}"), frame("2", 50_000), client("x"), frame("3")],
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

for (const [fault, said] of [
  ["missing-id", ['{"a":1}', "no JSON", "\u0001\u0002"]],
  ["crlf-framing", ['{"a":1,"messageId":"m"}', "no JSON", "\u0001\u0002"]],
  ["accept-then-silence", []],
] as const) {
  test(`${fault} changes a replayed socket, but for its bytes`, async () => {
    const frames = [frame('{"a":1,"messageId":"m"}'), frame("no JSON"), frame("AQI=", 0, { binary: true })];
    const mock = await inProcess(contract, { replay: [recordedSocket(frames)], fault });
    expect(mock.dial("/s/n1").wire.said.map(String)).toEqual(said);
  });
}

test("of what comes too early a hundred messages are kept", async () => {
  const early = Array.from({ length: 101 }, () => client("{}"));
  const mock = await inProcess(contract, { replay: [recordedSocket([client("x"), ...early, frame("1")])] });
  const { wire, say } = mock.dial("/s/n1");
  for (const _ of early) say("{}");
  say("x");
  expect(wire.said).toEqual([]);
  say("{}");
  expect(wire.said).toEqual(["1"]);
});

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
