import { expect, test } from "@playwright/test";
import type { Frame } from "../../contracts/index.ts";
import { Clock } from "../../mocks/world/clock.ts";
import { Crew } from "../../mocks/world/crew.ts";
import { Ids } from "../../mocks/world/ids.ts";
import { type Ended, Memory } from "../../mocks/world/memory.ts";
import { Ring } from "../../mocks/world/ring.ts";
import { type Client, Rooms } from "../../mocks/world/rooms.ts";
import { Allowance, Transcript } from "../../mocks/world/transcript.ts";
import { Worlds } from "../../mocks/world/worlds.ts";

test("the clock begins with 2026, moves when told, and shows microseconds without a zone", () => {
  const clock = new Clock();
  expect(clock.iso()).toBe("2026-01-01T00:00:00.000000");
  clock.advance(61_234);
  expect([clock.iso(), clock.now()]).toEqual(["2026-01-01T00:01:01.234000", Date.UTC(2026, 0, 1, 0, 1, 1, 234)]);
});

test("ids are eight hex digits of seed, isolation, purpose and number, none twice", () => {
  const first = (seed: number, isolation: string) => new Ids(seed, isolation);
  const ids = first(1, "a");
  const seven = [ids.short("m"), ids.short("m"), ids.short("m"), ids.short("c")];
  const others = [first(2, "a").short("m"), first(1, "b").short("m")];
  expect(new Set([...seven, ...others]).size).toBe(6);
  for (const id of seven) expect(id).toMatch(/^[0-9a-f]{8}$/);
  const again = first(1, "a");
  expect([again.short("c"), again.short("m"), again.short("m")]).toEqual([seven[3], seven[0], seven[1]]);
  // The same from one release to the next: whoever wrote one down finds it again.
  expect(seven[0]).toBe("8ca65f08");
});

for (const [what, most, largest, added, kept] of [
  ["by number", 3, 100, [1, 2, 3, 4, 5], [3, 4, 5]],
  ["up to the number", 3, 100, [1, 2, 3], [1, 2, 3]],
  ["by size", 9, 10, [6, 5, 4], [5, 4]],
  ["up to the size", 9, 10, [6, 4], [6, 4]],
  ["what is too large, alone", 9, 10, [3, 11], [11]],
  ["what comes after what was too large", 9, 10, [11, 3, 7], [3, 7]],
] as const) {
  test(`a ring is bounded ${what}`, () => {
    const ring = new Ring<number>(most, largest, (size) => size);
    for (const size of added) ring.add(size);
    expect(ring.all()).toEqual(kept);
  });
}

const megabyte = "x".repeat(1024 * 1024);
const ended = (size: Partial<Ended>): Ended => ({
  transport: "http",
  request: { method: "GET", url: "", headers: {} },
  frames: [],
  end: { how: "complete" },
  ...size,
});

for (const [what, kept, exchange] of [
  ["frames", 3, { frames: [{ from: "server", at: 0, raw: `${megabyte}x` }] }],
  ["pieces", 3, { frames: { texts: ["x", megabyte], times: [0, 0] } }],
  ["URLs", 4, { request: { method: "GET", url: megabyte, headers: {} } }],
  ["bodies", 4, { request: { method: "POST", url: "", headers: {}, body: megabyte } }],
] as const) {
  test(`of exchanges with large ${what} four megabytes are kept`, () => {
    const memory = new Memory();
    for (let time = 0; time < 5; time++) memory.add(ended(exchange));
    expect(memory.all()).toHaveLength(kept);
  });
}

test("a stream that was kept in pieces is shown in events, each with the time of its piece", () => {
  const memory = new Memory();
  memory.add(ended({ frames: { texts: ["data: 1\n\n", "data: 2\n\ndata: 3\n\nda", "ta: 4"], times: [5, 9, 12] } }));
  const frame = (at: number, raw: string): Frame => ({ from: "server", at, raw });
  expect(memory.all()[0]?.frames).toEqual([
    frame(5, "data: 1\n\n"),
    frame(9, "data: 2\n\n"),
    frame(9, "data: 3\n\n"),
    frame(12, "data: 4"),
  ]);
});

test("a transcript ends at 1,000 frames, at a megabyte, and where all sockets together have too much", () => {
  const allowance = new Allowance();
  const whole = allowance.left;
  expect(whole).toBe(64 * 1024 * 1024);
  const many = new Transcript(allowance);
  for (let time = 0; time < 1001; time++) many.note("client", "x", false);
  expect(allowance.left).toBe(whole - 1000);
  expect(many.end()).toHaveLength(1000);
  many.end();
  expect(allowance.left).toBe(whole);
  const large = new Transcript(allowance);
  for (const raw of [megabyte, "x", ""]) large.note("server", raw, false);
  expect(large.end().map(({ raw }) => raw.length)).toEqual([megabyte.length, 0]);
  allowance.left = 3;
  const last = new Transcript(allowance);
  for (const raw of ["four", "abc", "x"]) last.note("server", raw, raw === "abc");
  expect(last.end()).toEqual([{ from: "server", at: expect.any(Number), raw: "abc", binary: true }]);
});

test("the time of a frame counts from the opening", () => {
  const { now } = Date;
  let time = 1000;
  Date.now = () => time;
  try {
    const transcript = new Transcript(new Allowance());
    time = 1250;
    transcript.note("client", "x", false);
    expect(transcript.end()).toEqual([{ from: "client", at: 250, raw: "x" }]);
  } finally {
    Date.now = now;
  }
});

test("many isolations need nobody who reads the log", () => {
  const worlds = new Worlds(1, "none", { scenario: undefined, fault: undefined }, undefined);
  for (let number = 0; number <= 200; number++) worlds.get(`t-${number}`);
  expect(worlds.get("t-200").isolation).toBe("t-200");
});

test("of 201 isolations the one that was not asked for the longest is forgotten, and the log says so", () => {
  const lines: string[] = [];
  const worlds = new Worlds(1, "none", { scenario: "support", fault: "reset" }, (line) => lines.push(line));
  const own = worlds.get("");
  expect(own).toMatchObject({ isolation: "", scenario: "support", fault: "reset" });
  const [first, second] = [worlds.get("t-1"), worlds.get("t-2")];
  for (let number = 3; number < 200; number++) worlds.get(`t-${number}`);
  expect(worlds.get("t-1")).toBe(first);
  expect(lines).toEqual([]);
  worlds.get("t-200");
  expect(lines).toEqual(["more than 200 isolations: t-2 was forgotten"]);
  expect(worlds.get("t-1")).toBe(first);
  expect(worlds.get("")).toBe(own);
  expect(worlds.get("t-2")).not.toBe(second);
  worlds.reset("t-1");
  expect(worlds.get("t-1")).not.toBe(first);
});

/** Rooms, and clients that write down what they get. */
function party() {
  const clock = new Clock();
  const rooms = new Rooms(clock);
  const client = (id: string, room?: string, topics: readonly string[] = []) => {
    const heard: unknown[] = [];
    const made: Client = { id, room, metadata: {}, topics: new Set(topics), send: ({ n }) => heard.push(n) };
    return { made, heard, join: () => rooms.join(made).map(({ n }) => n), leave: () => rooms.leave(made) };
  };
  return { clock, rooms, client };
}

test("who left a room gets what came in the next minute; who left none, or another, nothing", () => {
  const { clock, rooms, client } = party();
  const [a, b, c] = [client("a", "r"), client("b", "r\nr"), client("c")];
  for (const one of [a, b, c]) expect(one.join()).toEqual([]);
  rooms.toRoom("r", { n: 0 });
  for (const one of [a, b, c]) one.leave();
  rooms.toRoom("r", { n: 1 });
  expect(rooms.buffered()).toEqual({ rooms: 1, frames: 1 });
  clock.advance(60_000);
  rooms.toRoom("r", { n: 2 });
  expect([a.heard, b.heard, c.heard]).toEqual([[0], [], []]);
  expect(client("c", "r").join()).toEqual([]);
  expect(a.join()).toEqual([1, 2]);
  expect(a.join()).toEqual([]);
  clock.advance(1);
  expect(rooms.buffered()).toEqual({ rooms: 0, frames: 0 });
  rooms.toRoom("r\nr", { n: 3 });
  expect(b.join()).toEqual([]);
});

test("of those who left a thousand are waited for, until their minute is over", () => {
  const { clock, rooms, client } = party();
  const crowd = Array.from({ length: 1001 }, (_, index) => client(`c${index}`, "r"));
  for (const one of crowd) one.join();
  for (const one of crowd) one.leave();
  rooms.toRoom("r", { n: 1 });
  expect(rooms.buffered()).toEqual({ rooms: 1000, frames: 1000 });
  expect(crowd[1000]?.join()).toEqual([]);
  clock.advance(60_001);
  crowd[1000]?.leave();
  rooms.toRoom("r", { n: 2 });
  expect(rooms.buffered()).toEqual({ rooms: 1, frames: 1 });
});

test("who was in no room is not waited for", () => {
  const { rooms, client } = party();
  const crowd = [...Array.from({ length: 1000 }, (_, index) => client(`c${index}`)), client("a", "r")];
  for (const one of crowd) one.join();
  for (const one of crowd) one.leave();
  rooms.toRoom("r", { n: 1 });
  expect(rooms.buffered()).toEqual({ rooms: 1, frames: 1 });
});

test("of workflows a thousand are remembered, the newest", () => {
  const { clock, rooms } = party();
  const crew = new Crew(rooms, clock, "none");
  const known = (id: string) => (crew.statusFrame(id).status as { state: string }).state;
  for (let number = 1; number <= 1000; number++) crew.prepare(`w${number}`)?.();
  expect([known("w1"), known("w2")]).toEqual(["completed", "completed"]);
  crew.prepare("w1")?.();
  crew.prepare("w1001")?.();
  expect([known("w1"), known("w2"), known("w3")]).toEqual(["completed", "pending", "completed"]);
});

test("a topic keeps its last hundred frames, and a thousand topics are kept", () => {
  const { rooms, client } = party();
  const [a, b] = [client("a", undefined, ["t"]), client("b", undefined, ["u"])];
  for (const one of [a, b]) one.join();
  for (let n = 1; n <= 101; n++) expect(rooms.publish("t", { n })).toBe(1);
  expect(rooms.history("t").map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, index) => index + 2));
  expect([a.heard.length, b.heard.length]).toEqual([101, 0]);
  for (let n = 2; n <= 1001; n++) rooms.publish(`t${n}`, { n });
  expect([rooms.history("t1000").length, rooms.history("t1001").length]).toEqual([1, 0]);
  rooms.publish("t", { n: 102 });
  expect(rooms.history("t").at(-1)).toEqual({ n: 102 });
});

test("the figures count clients by room and topic", () => {
  const { rooms, client } = party();
  for (const one of [client("a", "r", ["u", "t"]), client("b", "q"), client("c", "r", ["t"]), client("d")]) one.join();
  expect(rooms.broadcast({ n: 1 })).toBe(4);
  expect(rooms.client("b")?.room).toBe("q");
  expect(rooms.stats()).toEqual({
    total_connections: 4,
    total_rooms: 2,
    total_subscriptions: 3,
    rooms: ["r", "q"],
    room_client_count: { r: 2, q: 1 },
    topics: ["t", "u"],
    topic_subscriber_count: { t: 2, u: 1 },
  });
});
