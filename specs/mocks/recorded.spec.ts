import { expect, test } from "@playwright/test";
import type { Exchange } from "../../contracts/index.ts";
import { IdSwap } from "../../mocks/play/id-swap.ts";
import { pathOf, Recorded, recordedFor } from "../../mocks/play/recorded.ts";
import { World } from "../../mocks/world/world.ts";
import { contractOf, route, socket } from "./made.ts";

/** What was recorded and what is said now, a recorded text, and the text that is said. */
for (const [recorded, live, text, swapped] of [
  [{ id: "a" }, { id: "b" }, '"a" a "ab"', '"b" a "ab"'],
  [{ threadId: "a" }, { threadId: "b" }, '"a"', '"b"'],
  [{ thread_id: "a" }, { thread_id: "b" }, '"a"', '"b"'],
  [{ x2Id: "a" }, { x2Id: "b" }, '"a"', '"b"'],
  [{ fooID: "a" }, { fooID: "b" }, '"a"', '"b"'],
  [{ paid: "a" }, { paid: "b" }, '"a"', '"a"'],
  [{ Id: "a" }, { Id: "b" }, '"a"', '"a"'],
  [{ idea: "a", idx: "a" }, { idea: "b", idx: "b" }, '"a"', '"a"'],
  [{ fooIdx: "a" }, { fooIdx: "b" }, '"a"', '"a"'],
  [{ id: "a" }, {}, '"a"', '"a"'],
  [{ id: "a" }, { id: 7 }, '"a"', '"a"'],
  [{ id: 7 }, { id: "b" }, '"7"', '"7"'],
  [{ id: "" }, { id: "b" }, '""', '""'],
  [{ id: "a" }, { id: "a" }, '"a"', '"a"'],
  [{ a: [{ id: "a" }] }, { a: [{ id: "b" }] }, '"a"', '"b"'],
  [{ a: { id: "a" } }, { a: null }, '"a"', '"a"'],
  [{ a: null }, { a: { id: "b" } }, '"a"', '"a"'],
  ["a", "b", '"a"', '"a"'],
  [{ constructor: { id: "a" } }, {}, '"a"', '"a"'],
  // Two that change places, and one that is part of another.
  [{ aId: "x", bId: "y" }, { aId: "y", bId: "x" }, '"x" "y"', '"y" "x"'],
  [{ aId: "12345678", bId: "12345678-9" }, { aId: "A", bId: "B" }, "12345678-9 12345678", "B A"],
  [{ aId: "12345678-9", bId: "12345678" }, { aId: "A", bId: "B" }, "12345678-9 12345678", "A B"],
  // From eight characters on an id is put in place within a text, where no letter or digit is beside it.
  [{ id: "12345678" }, { id: "A" }, "of 12345678, x12345678 123456789 msg_12345678", "of A, x12345678 123456789 msg_A"],
  [{ id: "1234567" }, { id: "A" }, 'of 1234567 "1234567"', 'of 1234567 "A"'],
  // Text of JSON, and of a pattern.
  [{ id: 'a"b' }, { id: "c\\d" }, '"a\\"b"', '"c\\\\d"'],
  [{ id: "a.b*c+d?e" }, { id: "$&" }, '"a.b*c+d?e" "axb"', '"$&" "axb"'],
  [{ id: "(a)[b]{c}^|$" }, { id: "A" }, '"(a)[b]{c}^|$"', '"A"'],
] as const) {
  test(`${JSON.stringify(recorded)} is ${JSON.stringify(live)} now: ${text} is ${swapped}`, () => {
    const swap = new IdSwap(new Map());
    swap.learn(recorded, live);
    expect(swap.in(text)).toBe(swapped);
  });
}

test("an id that is learned anew, or is its own again, is swapped so", () => {
  const swaps = new Map<string, string>();
  const swap = new IdSwap(swaps);
  expect(swap.in('"a"')).toBe('"a"');
  swap.swap("a", "b");
  expect(swap.in('"a" "c"')).toBe('"b" "c"');
  swap.swap("c", "d");
  expect(swap.in('"a" "c"')).toBe('"b" "d"');
  swap.swap("a", "e");
  swap.swap("a", "e");
  expect(swap.in('"a"')).toBe('"e"');
  expect(new IdSwap(swaps).in('"a"')).toBe('"e"');
  swap.swap("a", "a");
  expect([swap.in('"a"'), [...swaps]]).toEqual(['"a"', [["c", "d"]]]);
});

const exchange = (url: string, more: Partial<Exchange> = {}): Exchange => ({
  transport: "http",
  request: { method: "GET", url, headers: {} },
  frames: [],
  end: { how: "complete" },
  ...more,
});
const contract = contractOf([route("/a"), route("/b/{id}", { id: "b" }), socket("/a", { id: "s" })]);

test("an exchange belongs to the endpoint that it names, else to that of its URL", () => {
  const all = [
    exchange("http://other:1/a?x"),
    exchange("/a", { endpoint: "b" }),
    exchange("/b/7", { endpoint: "s" }),
    exchange("/a", { transport: "socket" }),
    exchange("/nowhere"),
    exchange("/x", { endpoint: "gone" }),
  ];
  const recorded = new Recorded(contract, all);
  const world = new World(1, "", "none");
  const turns = (endpoint: string, times: number) =>
    Array.from({ length: times }, () => recorded.next(world, endpoint)).map((turn) => {
      return turn && [all.indexOf(turn.exchange), turn.note];
    });
  expect(turns("a", 2)).toEqual([
    [0, " replayed 1 of 1"],
    [0, " replayed 1 of 1 again: all were played"],
  ]);
  expect(turns("b", 3)).toEqual([
    [1, " replayed 1 of 2"],
    [2, " replayed 2 of 2"],
    [2, " replayed 2 of 2 again: all were played"],
  ]);
  expect(turns("s", 1)).toEqual([[3, " replayed 1 of 1"]]);
  expect(turns("gone", 1)).toEqual([undefined]);
  // Another world begins at the beginning.
  expect(recorded.next(new World(1, "x", "none"), "b")?.note).toBe(" replayed 1 of 2");
});

test("a recording that fits no contract is refused, one that fits any is taken", () => {
  const other = contractOf([route("/c")], { name: "other" });
  expect(recordedFor([contract, other], [exchange("/c")]).map(({ empty }) => empty)).toEqual([true, false]);
  expect(recordedFor([contract, other], []).map(({ empty }) => empty)).toEqual([true, true]);
  expect(recordedFor([other])).toHaveLength(1);
  expect(() => recordedFor([contract, other], [exchange("/d")])).toThrow(
    expect.objectContaining({
      id: "nothing-to-replay",
      message: "No recorded exchange is with an endpoint of made, other.",
      next: "Replay it under the contract that it was recorded under.",
    }),
  );
});

for (const [url, path] of [
  ["http://h:1/a/b?c", "/a/b"],
  ["/a?b", "/a"],
  ["ws://h/a#b", "/a"],
] as const) {
  test(`the path of ${url} is ${path}`, () => {
    expect(pathOf(url)).toBe(path);
  });
}
