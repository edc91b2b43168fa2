import { expect, test } from "@playwright/test";
import type { Step } from "../../src/gate/find/index.ts";
import { recordedDifferences, recordText } from "../../src/gate/find/index.ts";
import { graft } from "../../src/gate/judge/graft.ts";
import { judgeRequest, type Other, recordOf, takingOf } from "../../src/gate/judge/index.ts";
import type { Asked, Speaker } from "../../src/gate/participants/index.ts";

const asked = (body: unknown, more: Partial<Asked> = {}): Asked => {
  return { key: "POST run", method: "POST", path: "/run", headers: {}, body, status: 200, during: "start", ...more };
};

type Refuses = (request: Asked) => string | undefined;

/** Every difference of the requests, judged by who refuses some. */
async function judged(before: readonly Asked[], after: readonly Asked[], refuses: Refuses | undefined) {
  const heard: Asked[] = [];
  const other: Other = {
    title: "server@1",
    speaker: undefined,
    receives: [],
    takes:
      refuses &&
      (async (requests) => {
        heard.push(...requests);
        return requests.map((one) => {
          const why = refuses(one);
          return { taken: why === undefined, says: why ?? "accepted by server@1" };
        });
      }),
  };
  const found = recordedDifferences("POST run", before.map(recordOf), after.map(recordOf), ["role"]);
  const said: string[] = [];
  for (const one of found) {
    const { breaking, says, shown } = await judgeRequest(one, before, after, other);
    const request = shown && "request" in shown ? ` ${JSON.stringify(shown.request.body)}` : "";
    said.push(`${recordText(one.place)}: ${breaking}, ${says}${request}`);
  }
  return { said, heard };
}

const has =
  (name: string): Refuses =>
  ({ body }) =>
    Object.hasOwn(body as object, name) ? `no ${name}` : undefined;
const cases: Readonly<
  Record<string, readonly [before: readonly Asked[], after: readonly Asked[], Refuses | undefined, readonly string[]]>
> = {
  "one culprit among two": [
    [asked({ id: 1 })],
    [asked({ id: 1, good: 1, bad: 1 })],
    has("bad"),
    ["POST run good: false, accepted by server@1", 'POST run bad: true, no bad {"id":1,"bad":1}'],
  ],
  "a member that is gone and was needed": [
    [asked({ id: 1, x: 1 })],
    [asked({ x: 1 })],
    ({ body }) => (Object.hasOwn(body as object, "id") ? undefined : "no id there"),
    ['POST run id: true, no id there {"x":1}'],
  ],
  "another value": [
    [asked({ v: 1 })],
    [asked({ v: 2 })],
    ({ body }) => ((body as { v: number }).v === 2 ? "not 2" : undefined),
    ['POST run v: true, not 2 {"v":2}'],
  ],
  "what was refused before as well breaks nothing": [
    [asked({ v: 1 })],
    [asked({ v: 2 })],
    () => "never",
    ["POST run v: false, server@1 refused it before as well"],
  ],
  "nobody can be asked": [
    [asked({ v: 1 })],
    [asked({ v: 2 })],
    undefined,
    ["POST run v: null, server@1 cannot be asked whether it takes it"],
  ],
  "a request that is new": [[], [asked({ v: 1 })], () => "no such route", ['POST run: true, no such route {"v":1}']],
  "a request that is new, and taken": [[], [asked({})], () => undefined, ["POST run: false, accepted by server@1"]],
  "a request that is made no more, whoever there is": [
    [asked({})],
    [],
    undefined,
    ["POST run: false, it is not asked any more"],
  ],
  "a header more, whatever it says": [
    [asked({}, { headers: { a: "1" } })],
    [asked({}, { headers: { a: "2", b: "3" } })],
    ({ headers }) => (headers.b === "3" && headers.a === "1" ? "no b" : undefined),
    ["POST run headers.b: true, no b {}"],
  ],
  "a header less": [
    [asked({}, { headers: { a: "1", b: "2" } })],
    [asked({}, { headers: { b: "3" } })],
    ({ headers }) => (headers.a === undefined && headers.b === "2" ? "no a" : undefined),
    ["POST run headers.a: true, no a {}"],
  ],
  "another path": [
    [asked({ v: 1 })],
    [asked({ v: 1 }, { path: "/start" })],
    ({ path }) => (path === "/start" ? "404" : undefined),
    ['POST run path: true, 404 {"v":1}'],
  ],
  "requests of one kind are compared by what the client was at": [
    [asked({ v: 1 }), asked({ v: 1, said: 1 }, { during: "hello" })],
    [asked({ v: 1, n: 1 }), asked({ v: 1, said: 1, n: 1 }, { during: "hello" })],
    ({ body }) =>
      Object.hasOwn(body as object, "said") && Object.hasOwn(body as object, "n") ? "not then" : undefined,
    ['POST run n: true, not then {"v":1,"said":1,"n":1}'],
  ],
  "what no earlier request has a place for is asked as it is": [
    [asked("text")],
    [asked({ a: { b: 1 } })],
    ({ body }) => (typeof body === "object" ? "no object" : undefined),
    ['POST run: true, no object {"a":{"b":1}}', 'POST run a: true, no object {"a":{"b":1}}'],
  ],
};

for (const [name, [before, after, refuses, lines]] of Object.entries(cases)) {
  test(`a request: ${name}`, async () => {
    expect((await judged(before, after, refuses)).said).toEqual(lines);
  });
}

test("who says nothing of a request has not taken it", async () => {
  const other: Other = { title: "server@1", speaker: undefined, receives: [], takes: async () => [] };
  for (const before of [[], [asked({ v: 1 })]]) {
    const after = [asked({ v: 2 })];
    const [one] = recordedDifferences("POST run", before.map(recordOf), after.map(recordOf), []);
    const says = "server@1 does not say whether it takes it";
    expect(await judgeRequest(one!, before, after, other)).toEqual({ breaking: null, says });
  }
});

test("the other side is asked what was asked before, and the same with one thing as it is now", async () => {
  const { heard } = await judged([asked({ id: 1 })], [asked({ id: 1, a: 1, b: 2 })], () => undefined);
  expect(heard.map(({ body }) => body)).toEqual([{ id: 1 }, { id: 1, a: 1 }, { id: 1 }, { id: 1, b: 2 }]);
});

const key = (name: string): Step => ({ key: name });
const item: Step = { item: true };
const grafts: readonly (readonly [string, before: unknown, after: unknown, steps: readonly Step[], made: unknown])[] = [
  ["the whole", { a: 1 }, { b: 1 }, [], { b: 1 }],
  ["a member that came", { a: 1 }, { a: 2, b: 3 }, [key("b")], { a: 1, b: 3 }],
  ["a member that changed", { a: 1, b: 1 }, { a: 2, b: 3 }, [key("b")], { a: 1, b: 3 }],
  ["a member that went", { a: 1, b: 1 }, { a: 2 }, [key("b")], { a: 1 }],
  ["a member of a member", { a: { x: 1, y: 1 } }, { a: { x: 2, y: 2 } }, [key("a"), key("y")], { a: { x: 1, y: 2 } }],
  ["a member of a member that came", { c: 1 }, { a: { x: 2 } }, [key("a"), key("x")], { c: 1, a: { x: 2 } }],
  ["a member of a member that went", { a: { x: 1 } }, {}, [key("a"), key("x")], { a: { x: 1 } }],
  ["a member of what is no object", { a: 1 }, { a: { x: 1 } }, [key("a"), key("x")], { a: 1 }],
  ["a member of what is no object now", { a: { x: 1 } }, { a: 1 }, [key("a"), key("x")], { a: { x: 1 } }],
  ["a member of each item", [{ x: 1 }, { x: 1 }], [{ x: 2, y: 2 }], [item, key("x")], [{ x: 2 }, { x: 1 }]],
  ["items of what is no list", [1], { a: 1 }, [item], [1]],
  ["items of what was no list", { a: 1 }, [1], [item], { a: 1 }],
  ["each item", [1, 2], [3, 4, 5], [item], [3, 4]],
  [
    "items of one tag",
    [
      { role: "a", v: 1 },
      { role: "b", v: 1 },
    ],
    [
      { role: "b", v: 2 },
      { role: "b", v: 3 },
    ],
    [item, { tag: "role", is: "b" }],
    [
      { role: "b", v: 2 },
      { role: "b", v: 3 },
      { role: "a", v: 1 },
    ],
  ],
  [
    "items of one tag that went",
    [{ role: "a" }, { role: "b" }],
    [{ role: "a" }],
    [item, { tag: "role", is: "b" }],
    [{ role: "a" }],
  ],
  [
    "a member of items of one tag",
    [
      { role: "a", v: 1 },
      { role: "b", v: 1 },
    ],
    [
      { role: "a", v: 2 },
      { role: "b", v: 2 },
    ],
    [item, { tag: "role", is: "b" }, key("v")],
    [
      { role: "a", v: 1 },
      { role: "b", v: 2 },
    ],
  ],
  [
    "a member of an item whose tag is another now",
    { role: "a", v: 1 },
    { role: "b", v: 2 },
    [{ tag: "role", is: "a" }, key("v")],
    { role: "a", v: 1 },
  ],
  [
    "a member of an item whose tag was another",
    { role: "a", v: 1 },
    { role: "b", v: 2 },
    [{ tag: "role", is: "b" }, key("v")],
    { role: "a", v: 1 },
  ],
  [
    "each member of a map",
    { x: { v: 1 }, y: { v: 1 } },
    { x: { v: 2 }, z: { v: 2 } },
    [{ any: true }, key("v")],
    { x: { v: 2 }, y: { v: 1 } },
  ],
];

for (const [name, before, after, steps, made] of grafts) {
  test(`a graft: ${name}`, () => {
    const whole = JSON.stringify([before, after]);
    expect(graft(before, after, steps)).toEqual(made);
    expect(JSON.stringify([before, after])).toBe(whole);
  });
}

test("a record of a request has its headers' names alone", () => {
  expect(recordOf(asked({ a: 1 }, { headers: { "x-key": "1" } }))).toEqual({
    method: "POST",
    path: "/run",
    headers: { "x-key": "present" },
    body: { a: 1 },
  });
});

const reader: Speaker = {
  title: "reader@1",
  verdicts: async (root, values) =>
    root === "Input" ? values.map((one) => ({ accepted: one === "good", sent: false })) : undefined,
};
const server: Speaker = { ...reader, takes: async (requests) => requests.map(() => ({ taken: true, says: "served" })) };

test("a speaker that is a server is asked, else its parser reads the body, else nothing can say", async () => {
  const requests = [asked("good"), asked("bad")];
  const says = async (speaker: Speaker, receives: readonly string[]) => takingOf(speaker, receives)?.(requests);
  const served = { taken: true, says: "served" };
  expect(await says(server, ["Input"])).toEqual([served, served]);
  expect(await says(reader, ["Input", "Event"])).toEqual([
    { taken: true, says: "accepted by reader@1" },
    { taken: false, says: "refused by reader@1" },
  ]);
  expect(await says(reader, ["Event"])).toEqual([]);
  expect(takingOf(reader, [])).toBeUndefined();
  expect(takingOf({ title: "silent" }, ["Input"])).toBeUndefined();
});
