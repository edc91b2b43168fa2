import { expect, test } from "@playwright/test";
import { isOrderKind } from "../../contracts/engine/order.ts";
import { createOrderMachine } from "../../contracts/index.ts";
import { orderCases } from "./data/order-cases.ts";
import { inside, once, patch, run } from "./data/order-rules.ts";
import { orderStreamCases } from "./data/order-stream-cases.ts";

for (const { title, rules, events, request, faults = [] } of [...orderCases, ...orderStreamCases]) {
  test(`${title} ${faults.length > 0 ? "is told" : "is right"}`, () => {
    const machine = createOrderMachine(rules);
    if (request !== undefined) machine.request(request);
    const breaches = [...events.flatMap((event, frame) => machine.accept(event, frame)), ...machine.end()];
    expect(breaches.map(({ rule, frame, path, message }) => `${frame ?? "end"} ${rule} ${path}: ${message}`)).toEqual(
      faults,
    );
    expect(machine.spent).toBeUndefined();
  });
}

const ids = (type: string, count: number) => Array.from({ length: count }, (_, at) => ({ type, id: String(at) }));

for (const [what, type] of [
  ["opened", "START"],
  ["claimed by what is inside of nothing", "TEXT"],
] as const) {
  test(`10,000 ids may be ${what}; one more, and nothing is judged any longer`, () => {
    const machine = createOrderMachine([once, inside, run]);
    for (const event of ids(type, 10_000)) machine.accept(event, 0);
    expect(machine.spent).toBeUndefined();
    expect(machine.accept({ type, id: "x" }, 0).length).toBe(type === "TEXT" ? 1 : 0);
    expect(machine.spent).toBe("More than 10000 ids were opened by START, the limit.");
    expect(machine.accept({ type: "END", id: "y" }, 0)).toEqual([]);
    expect(machine.end()).toEqual([]);
  });
}

const mib = 1024 * 1024;
const add = (characters: number) => {
  const operation = { op: "add", path: "/b", value: "" };
  return [{ ...operation, value: "x".repeat(characters - JSON.stringify([operation]).length) }];
};
const wrong = { type: "DELTA", ops: [{ op: "remove", path: "/z" }] };
/** Characters of a state, of a patch to it, and whether patches are judged after both. */
const sizes = [
  [2, mib - 2 - JSON.stringify(wrong.ops).length, true],
  [2, mib - 1 - JSON.stringify(wrong.ops).length, false],
  [mib - 100, 50, true],
  [mib - 100, 90, false],
  [mib + 1, 50, false],
] as const;

for (const [state, patched, followed] of sizes) {
  test(`a state of ${state} and a patch of ${patched} characters are ${followed ? "" : "not "}followed`, () => {
    const machine = createOrderMachine([patch]);
    machine.request({ state: state === 2 ? {} : { a: "x".repeat(state - '{"a":""}'.length) } });
    expect(machine.accept({ type: "DELTA", ops: add(patched) }, 0)).toEqual([]);
    expect(machine.accept(wrong, 0).length).toBe(followed ? 1 : 0);
  });
}

test("a state that was too large is forgotten until a snapshot tells it again", () => {
  const machine = createOrderMachine([patch]);
  machine.request({ state: { a: "x".repeat(mib) } });
  expect(machine.accept(wrong, 0)).toEqual([]);
  machine.accept({ type: "SNAPSHOT", state: {} }, 0);
  expect(machine.accept(wrong, 0).length).toBe(1);
});

test("a state that the client keeps is not changed by patches", () => {
  const machine = createOrderMachine([patch]);
  const state = { a: {} };
  machine.request({ state });
  machine.accept({ type: "DELTA", ops: [{ op: "add", path: "/a/b", value: 1 }] }, 0);
  expect(state).toEqual({ a: {} });
});

test("the kinds of rule that the machine knows", () => {
  const known = ["first", "inside", "terminal", "not-empty", "chunk", "patch", "owner"];
  expect([...known, "reply", "replay", "toString", ""].filter(isOrderKind)).toEqual(known);
});
