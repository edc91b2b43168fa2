import { expect, test } from "@playwright/test";
import { isOrderKind } from "../../contracts/engine/order.ts";
import { createOrderMachine, type OrderRule } from "../../contracts/index.ts";

const rule = (kind: string, more: object = {}): OrderRule => ({ id: `order/${kind}`, title: "", kind, ...more });
const begins = rule("begins", { members: ["data", "errors"] });
const last = rule("last", { member: "hasNext", value: false });
const ends = rule("ends", { member: "hasNext", value: false });
const adds = rule("adds", { data: "data", list: "incremental" });
const all = [begins, last, adds, ends];

const data = { data: { chat: { messages: [], title: null } }, hasNext: true };
const over = { hasNext: false };
const items = (path: readonly unknown[], ...added: unknown[]) => ({ items: added, path });
const more = (...incremental: readonly unknown[]) => ({ incremental, hasNext: true });
const messages = (index: unknown) => ["chat", "messages", index];

interface Case {
  readonly rules?: readonly OrderRule[];
  readonly values: readonly unknown[];
  readonly faults?: readonly string[];
}

const cases: Record<string, Case> = {
  "messages, and pieces of them": {
    values: [
      data,
      more(items(messages(0), { content: [] })),
      more(items([...messages(0), "content", 0], "a"), items([...messages(0), "content", 1], "b", "c")),
      more(
        items([...messages(0), "content", 3], "d"),
        items(messages(1), { content: ["x"], deep: { list: [] } }),
        items([...messages(1), "content", 1], "y"),
        items([...messages(1), "deep", "list", 0], 1),
        { data: { status: { code: "ok", list: [] } }, path: messages(0) },
        items([...messages(0), "status", "list", 0], 1),
      ),
      { incremental: [{ data: { status: "ok" }, path: ["chat"] }], hasNext: false },
    ],
  },
  "an item that comes again": {
    values: [data, more(items(messages(0), 1), items(messages(0), 2), items(messages(1), 3)), over],
  },
  "an item of a list that is nowhere, told once": {
    values: [data, more(items(["chat", "notes", 0], [])), more(items(["chat", "notes", 1], 1)), over],
    faults: ['1 order/adds /incremental/0/path: The path ["chat","notes"] leads to no list that was delivered before.'],
  },
  "an item of a message that is nowhere, told once": {
    values: [
      data,
      more(
        items(messages(0), {}),
        items([...messages(3), "content", 0], "a"),
        items([...messages(3), "content", 1], "b"),
      ),
      over,
    ],
    faults: [
      '1 order/adds /incremental/1/path: The path ["chat","messages",3,"content"] leads to no list that was delivered before.',
    ],
  },
  "a hole in a list, told once": {
    values: [data, more(items(messages(2), { content: [] })), more(items([...messages(2), "content", 0], "a")), over],
    faults: ['1 order/adds /incremental/0/path: The path ["chat","messages",2] leaves a hole in a list of 0.'],
  },
  "an item of an object": {
    values: [data, more(items(["chat", 0], 1)), over],
    faults: ['1 order/adds /incremental/0/path: The path ["chat"] leads to no list that was delivered before.'],
  },
  "an item without an index": {
    values: [data, more(items(["chat", "messages"], 1)), over],
    faults: ['1 order/adds /incremental/0/path: The path ["chat"] leads to no list that was delivered before.'],
  },
  "members of nothing, told once": {
    values: [
      data,
      more({ data: { a: 1 }, path: ["chat", "title"] }),
      more({ data: { b: 1 }, path: ["chat", "title"] }),
      over,
    ],
    faults: [
      '1 order/adds /incremental/0/path: The path ["chat","title"] leads to no object that was delivered before.',
    ],
  },
  "members of a list": {
    values: [data, more({ data: { a: 1 }, path: ["chat", "messages"] }), over],
    faults: [
      '1 order/adds /incremental/0/path: The path ["chat","messages"] leads to no object that was delivered before.',
    ],
  },
  "a piece that failed, of what is there and of what is not": {
    values: [data, more({ data: null, path: ["chat"] }, { data: null, path: ["talk"] }), over],
    faults: ['1 order/adds /incremental/1/path: The path ["talk"] leads to nothing that was delivered before.'],
  },
  "data that is null, and pieces of it": {
    values: [{ data: null }, more(items(["chat", 0], 1)), over],
    faults: ['1 order/adds /incremental/0/path: The path ["chat"] leads to no list that was delivered before.'],
  },
  "data that comes anew": {
    values: [data, { data: { list: [] } }, more(items(["list", 0], 1), items(messages(0), 1)), over],
    faults: [
      '2 order/adds /incremental/1/path: The path ["chat","messages"] leads to no list that was delivered before.',
    ],
  },
  "pieces without a path, and what are none": {
    values: [data, more({ items: [1] }, 7, null), { incremental: 7 }, over],
  },
  "errors to begin with": { values: [{ errors: [], hasNext: false }] },
  "nothing to begin with, told once": {
    values: [more(items(messages(0), 1)), more(items(messages(1), 1)), over],
    faults: ["0 order/begins : The first part has no data and no errors, so there is nothing to add to."],
  },
  "parts after the last, told once": {
    values: [data, over, more(), over],
    faults: ["2 order/last : A part came after the one with hasNext: false, where clients stop reading."],
  },
  "an end that never comes": {
    values: [data, more()],
    faults: ["end order/ends : The stream ended without a part that has hasNext: false."],
  },
  "a value of another type for the end": {
    rules: [ends],
    values: [{ hasNext: 0 }, { hasNext: null }, 7, null],
    faults: ["end order/ends : The stream ended without a part that has hasNext: false."],
  },
  "two faults of one part, of which the first is told": {
    values: [data, over, more(items(["nowhere", 0], 1))],
    faults: ["2 order/last : A part came after the one with hasNext: false, where clients stop reading."],
  },
  "a fault of the part that is the last": {
    values: [data, { ...more(items(["nowhere", 0], 1)), hasNext: false }],
    faults: ['1 order/adds /incremental/0/path: The path ["nowhere"] leads to no list that was delivered before.'],
  },
};

for (const [title, { rules = all, values, faults = [] }] of Object.entries(cases)) {
  test(`${title} ${faults.length > 0 ? "is told" : "is right"}`, () => {
    const machine = createOrderMachine(rules);
    const breaches = [...values.flatMap((value, frame) => machine.accept(value, frame)), ...machine.end()];
    expect(breaches.map(({ rule: id, frame, path, message }) => `${frame ?? "end"} ${id} ${path}: ${message}`)).toEqual(
      faults,
    );
    expect(machine.spent).toBeUndefined();
  });
}

test("two streams of one contract know nothing of each other", () => {
  const [one, other] = [createOrderMachine(all), createOrderMachine(all)];
  for (const value of [data, over]) one.accept(value, 0);
  expect(other.accept(data, 0)).toEqual([]);
  expect(one.end()).toEqual([]);
  expect(other.end()).toHaveLength(1);
});

test("100,000 places are remembered; with more, nothing is judged any longer", () => {
  const machine = createOrderMachine([adds]);
  const lists = (count: number) => Array.from({ length: count }, () => []);
  // The data and its one list are places as well.
  machine.accept({ data: { list: [] } }, 0);
  machine.accept(more(items(["list", 0], ...lists(99_998))), 1);
  expect(machine.spent).toBeUndefined();
  expect(machine.accept(more(items(["nowhere", 0], 1)), 2)).toHaveLength(1);
  machine.accept(more(items(["list", 99_998], ...lists(9))), 3);
  expect(machine.spent).toBe("More than 100000 places were delivered, the limit.");
  expect(machine.accept(more(items(["nowhere", 0], 1)), 4)).toEqual([]);
});

test("the kinds are kinds of rules", () => {
  for (const { kind } of all) expect(isOrderKind(kind), kind).toBe(true);
  expect(isOrderKind("toString")).toBe(false);
});
