import type { End, Exchange, Frame } from "../../contracts/index.ts";
import { expect, test } from "./test.ts";

const frame = (from: Frame["from"], value: unknown, at = 0): Frame => {
  return { from, at, raw: typeof value === "string" ? value : JSON.stringify(value) };
};
const heard = (value: unknown, at?: number) => frame("server", value, at);
const said = (value: unknown, at?: number) => frame("client", value, at);

/** A recorded socket of the studio's coordinator, that the client left. */
function talk(frames: readonly Frame[], more: Partial<Exchange> = {}): Exchange {
  const request = { method: "GET", url: "/ws/coordinator?client_id=recorded-me", headers: {} };
  const response = { status: 101, reason: "", headers: {} };
  return { endpoint: "coordinator", transport: "socket", request, response, frames, end: { how: "left" }, ...more };
}
const at = (mock: { url: string }, path = "/ws/coordinator?client_id=live-one") => mock.url + path;
const n = (number: number) => ({ type: "info", number });

test("frames come in order, each after the client said what it had said by then", { tag: "@sockets" }, async ({
  start,
  dial,
}) => {
  const frames = [
    heard(n(1)),
    heard(n(2)),
    said({ type: "ping", recorded: 1 }),
    heard(n(3)),
    said("no JSON"),
    heard(n(4)),
    said({ type: "get_metrics" }),
    heard(n(5)),
  ];
  const mock = await start("video-studio", { replay: [talk(frames)] });
  const socket = await dial(at(mock));
  await socket.hear(n(2));
  // By kind, not by bytes.
  socket.say({ type: "ping", live: true });
  await socket.hear(n(3));
  expect(socket.said()).toEqual([n(1), n(2), n(3)]);
  socket.say("something else");
  await socket.hear(n(4));
  expect(socket.said()).toEqual([n(1), n(2), n(3), n(4)]);
  socket.say({ type: "get_metrics" });
  expect(await socket.hear(n(5))).toEqual(n(5));
});

test("what the client says too early counts when its turn comes", { tag: "@sockets" }, async ({ start, dial }) => {
  const frames = [said({ type: "ping" }), heard(n(1)), said({ type: "get_metrics" }), heard(n(2))];
  const mock = await start("video-studio", { replay: [talk(frames)] });
  const socket = await dial(at(mock));
  socket.say({ type: "get_metrics" });
  socket.say({ type: "ping" });
  expect(await socket.hear()).toEqual(n(1));
  expect(await socket.hear()).toEqual(n(2));
});

test("in realtime a frame takes as long after what stood before it as it did", { tag: "@sockets" }, async ({
  start,
  dial,
}) => {
  const frames = [heard(n(1), 20), said({ type: "ping" }, 60_000), heard(n(2), 60_150)];
  const mock = await start("video-studio", { pace: "realtime", replay: [talk(frames, { endedAt: 60_151 })] });
  const socket = await dial(at(mock));
  await socket.hear(n(1));
  const asked = Date.now();
  socket.say({ type: "ping" });
  expect(await socket.hear(n(2))).toEqual(n(2));
  expect(Date.now() - asked).toBeGreaterThanOrEqual(145);
});

test("ids of the path, the query and what the client says are put in place", { tag: "@sockets" }, async ({
  start,
  dial,
}) => {
  const request = { method: "GET", url: "/ws/workflow/w1?client_id=recorded-me", headers: {} };
  const frames = [
    heard({ type: "info", client_id: "recorded-me", room: "workflow_w1", workflow_id: "w1" }),
    said({ type: "control", action: "start", job_id: "recorded-job" }),
    heard({ type: "status", job: "recorded-job", message: "recorded-me runs recorded-job" }),
  ];
  const mock = await start("video-studio", { replay: [talk(frames, { endpoint: "workflow", request })] });
  const socket = await dial(at(mock, "/ws/workflow/my-flow?client_id=live-one"));
  expect(await socket.hear()).toEqual({
    type: "info",
    client_id: "live-one",
    // A short id stands for itself alone.
    room: "workflow_w1",
    workflow_id: "my-flow",
  });
  socket.say({ type: "control", action: "start", job_id: "live-job-7" });
  expect(await socket.hear()).toEqual({ type: "status", job: "live-job-7", message: "live-one runs live-job-7" });
});

/** How a recorded socket ended, and what a page sees. */
const ends: readonly (readonly [End, { code: number; reason: string }])[] = [
  [
    { how: "closed", code: 4001, reason: "enough" },
    { code: 4001, reason: "enough" },
  ],
  [
    { how: "closed", code: 1005, reason: "" },
    { code: 1000, reason: "" },
  ],
  [
    { how: "closed", code: 1006, reason: "" },
    { code: 1006, reason: "" },
  ],
  [
    { how: "cut", message: "" },
    { code: 1006, reason: "" },
  ],
];

for (const [end, seen] of ends) {
  test(`a socket that ended as ${JSON.stringify(end)} ends so again`, { tag: "@sockets" }, async ({ start, dial }) => {
    const mock = await start("video-studio", { replay: [talk([heard(n(1))], { end })] });
    const { socket } = await dial(at(mock));
    expect(await socket.endWithin(2000)).toMatchObject(seen);
    expect(socket.frames().map(({ raw }) => raw)).toEqual([JSON.stringify(n(1))]);
  });
}

test("a socket that the client left stays open until it leaves", { tag: "@sockets" }, async ({ start, dial }) => {
  const mock = await start("video-studio", { replay: [talk([heard(n(1))])] });
  const { socket } = await dial(at(mock));
  expect(await socket.endWithin(300)).toBeUndefined();
  expect((await socket.leave()).code).toBe(1000);
});

test("bytes are the same bytes", { tag: "@sockets" }, async ({ start, dial }) => {
  const raw = Buffer.from([1, 255, 0]).toString("base64");
  const mock = await start("video-studio", { replay: [talk([{ from: "server", at: 0, raw, binary: true }])] });
  const { socket } = await dial(at(mock));
  await socket.next(() => true, 2000);
  expect(socket.frames()).toMatchObject([{ raw, binary: true }]);
});

test("each socket gets its turn, and an endpoint that was not recorded answers as ever", { tag: "@sockets" }, async ({
  start,
  dial,
}) => {
  const lines: string[] = [];
  const mock = await start("video-studio", {
    replay: [talk([heard(n(1))]), talk([heard(n(2))])],
    log: (line) => lines.push(line),
  });
  for (const number of [1, 2, 2]) expect(await (await dial(at(mock))).hear()).toEqual(n(number));
  const told = lines.filter((line) => line.includes(" 101")).map((line) => line.replace(/^.* 101/, ""));
  const again = " replayed 2 of 2 again: all were played";
  expect(told).toEqual([" replayed 1 of 2", " replayed 2 of 2", again]);
  const other = await dial(at(mock, "/ws/agent/writer"));
  expect(await other.hear()).toMatchObject({ type: "info", room: "agent_writer" });
});

test("a refused upgrade is refused again, then the next is let in", { tag: "@sockets" }, async ({ start, dial }) => {
  const response = { status: 403, reason: "Forbidden", headers: {} };
  const mock = await start("video-studio", { replay: [talk([], { response }), talk([heard(n(1))])] });
  const refused = await dial(at(mock));
  expect(refused.socket.opened).toBe(false);
  expect(mock.exchanges()).toMatchObject([{ endpoint: "coordinator", response: { status: 403 } }]);
  expect(await (await dial(at(mock))).hear()).toEqual(n(1));
});

test("an upgrade that nobody answered breaks", { tag: "@handshake-status" }, async ({ start, dial }) => {
  const { response: _, ...refused } = talk([], { end: { how: "refused", message: "nothing listens" } });
  const mock = await start("video-studio", { replay: [refused] });
  expect((await dial(at(mock))).socket.opened).toBe(false);
});
