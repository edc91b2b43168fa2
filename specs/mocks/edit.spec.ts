import { expect, test } from "@playwright/test";
import { after, before, change, type Edit, type Json, nothing, twice, without } from "../../mocks/edit.ts";
import { faults } from "../../mocks/faults/index.ts";
import { editedBy, editsFor, said } from "../../mocks/service/active.ts";
import { World } from "../../mocks/world/world.ts";

const [a, b, c, more] = [{ type: "A" }, { type: "B", n: 1 }, { type: "C" }, { type: "M" }];
const twoA = [a, b, { type: "A", n: 2 }];

/** An edit, what it was given, what it left. */
const edits: readonly (readonly [string, NonNullable<Edit["frames"]>, readonly Json[], readonly Json[]])[] = [
  ["without", without("A", "C"), [a, b, c], [b]],
  ["without nothing", without("X"), [a, {}], [a, {}]],
  ["twice", twice("A"), twoA, [a, a, b, twoA[2]!]],
  ["twice in the middle", twice("B"), [a, b, c], [a, b, b, c]],
  ["twice what is not there", twice("X"), [a], [a]],
  ["after the last", after("A", more), [...twoA, c], [...twoA, more, c]],
  ["after the first of all", after("A", more), [a, b], [a, more, b]],
  ["after what is not there", after("X", more), [a], [a]],
  ["before the first", before("A", more, c), [b, ...twoA], [b, more, c, ...twoA]],
  ["before the first of all", before("A", more), [a, b], [more, a, b]],
  ["before what is not there", before("X", more), [a], [a]],
  ["change the first", change("A", { n: 3 }), twoA, [{ type: "A", n: 3 }, b, twoA[2]!]],
  ["change what is not there", change("X", { n: 3 }), [a], [a]],
  [
    "change every one",
    change(undefined, { n: undefined, m: null }),
    [a, b],
    [
      { type: "A", m: null },
      { type: "B", m: null },
    ],
  ],
  ["nothing", nothing, [a, b], []],
];

for (const [what, edit, given, left] of edits) {
  test(`${what}: ${given.map(({ type }) => type).join("")} becomes ${left.map(({ type }) => type).join("")}`, () => {
    expect(edit(given)).toStrictEqual(left);
  });
}

const head = { status: 200, headers: { "content-type": "text/event-stream", vary: "Origin" } };
const failing = (status: number, detail: string) => ({
  head: { status, headers: { "content-type": "application/json", vary: "Origin" } },
  frames: [{ detail }],
});
const run = ["RUN_STARTED", "X", "done", "RUN_ERROR", "RUN_FINISHED"].map((type) => ({
  type,
  messageId: 1,
  toolCallId: 2,
}));

/** What each fault is: its data, and what it makes of a head, a text and frames. */
const kinds: Readonly<Record<string, object>> = {
  reset: { cutAfter: 0 },
  "http-500": failing(500, "Internal Server Error"),
  "http-422": failing(422, "Refused by the fault http-422"),
  "handshake-401": { upgrade: { status: 401 } },
  "handshake-403": { upgrade: { status: 403 } },
  "handshake-404": { upgrade: { status: 404 } },
  "handshake-426": { upgrade: { status: 426 } },
  "handshake-hang": { upgrade: "hang" },
  "accept-then-silence": { silent: true },
  "slow-first-byte": { delay: 2000 },
  "reset-mid-stream": { cutAfter: 3 },
  "truncated-stream": { frames: run.slice(0, 2) },
  "crlf-framing": { raw: "a\r\n\r\n" },
  "missing-id": { frames: run.map(({ type }) => ({ type })) },
  "wrong-order": { frames: [...run.slice(2), ...run.slice(0, 2)] },
};

test("every fault is a row here, and has a title of its own", () => {
  expect(faults().map(({ name }) => name)).toEqual(Object.keys(kinds));
  expect(new Set(faults().map(({ title }) => title)).size).toBe(faults().length);
  for (const { title } of faults()) expect(title).toMatch(/^[A-Z].{12,}/);
});

for (const { name, edit } of faults()) {
  test(`${name} is what it says`, () => {
    const { endpoint, frames, raw, head: given, ...data } = edit;
    expect(endpoint).toBe("*");
    expect({
      ...data,
      ...(given && { head: given(head) }),
      ...(frames && { frames: frames(run) }),
      ...(raw && { raw: raw("a\n\n") }),
    }).toEqual(kinds[name]);
  });
}

test("one frame alone has no second half", () => {
  const { edit } = faults().find(({ name }) => name === "wrong-order")!;
  expect([edit.frames?.([a]), edit.frames?.([a, b]), edit.frames?.([])]).toEqual([[a], [b, a], []]);
});

for (const [scenario, fault, endpoint, count] of [
  [undefined, undefined, "health", 0],
  ["breaks-shape-value", undefined, "health", 1],
  ["breaks-shape-value", undefined, "run", 0],
  [undefined, "reset", "run", 1],
  ["breaks-shape-value", "reset", "health", 2],
  [undefined, "reset", "unregistered", 0],
  ["breaks-route-unregistered", undefined, "unregistered", 1],
  ["support", undefined, "health", 0],
] as const) {
  test(`${scenario} and ${fault} are ${count} edits of ${endpoint}`, () => {
    const world = Object.assign(new World(1, "", "none"), { scenario, fault });
    const found = editsFor(world, endpoint);
    expect(found).toHaveLength(count);
    // The scenario's comes first.
    expect(found.map((edit) => edit.endpoint)).toEqual([endpoint, "*"].slice(scenario ? 0 : 1).slice(0, count));
  });
}

test("the first edit that says something counts, and all change the frames in turn", () => {
  const all: Edit[] = [
    { endpoint: "x" },
    { endpoint: "x", cutAfter: 0, frames: twice("A") },
    { endpoint: "*", cutAfter: 3 },
  ];
  expect([said(all, "cutAfter"), said(all, "tail")]).toEqual([0, undefined]);
  expect(editedBy([...all, { endpoint: "*", frames: before("A", more) }], [a])).toEqual([more, a, a]);
  expect(editedBy([], [a])).toEqual([a]);
});
