import { expect, test } from "@playwright/test";
import { compareAnswers } from "../../src/gate/compare/index.ts";
import { recordedDifferences, recordText } from "../../src/gate/find/index.ts";
import { answerRecordOf, firstThatTakes, judgeAnswer } from "../../src/gate/judge/index.ts";
import type { Answered, Asked } from "../../src/gate/participants/index.ts";

const answer = (status: number | null, body: unknown = {}, headers: Answered["headers"] = {}): Answered => {
  return { question: "a question", status, refused: status === null || status >= 400, headers, body };
};

function judged(was: Answered | undefined, is: Answered | undefined) {
  const [before, after] = [was, is].map((one) => (one ? [answerRecordOf(one)] : [])) as [unknown[], unknown[]];
  return recordedDifferences("a question", before, after, []).map((one) => {
    const { breaking, says } = judgeAnswer(one, was, is);
    return `${recordText(one.place)}: ${breaking}, ${says}`;
  });
}

const table: Readonly<Record<string, readonly [Answered | undefined, Answered | undefined, readonly string[]]>> = {
  "the same": [answer(200), answer(200), []],
  "asked but once": [answer(200), undefined, ["a question: false, it was not asked both times"]],
  "refused both times, in other words": [
    answer(400, { why: "x" }),
    answer(404, { detail: "x" }),
    ["status", "why", "detail"].map((what) => `a question ${what}: false, refused both times`),
  ],
  "taken, and refused now": [answer(200), answer(422), ["a question status: true, taken before, refused now (422)"]],
  "taken, and no answer now": [
    answer(200),
    answer(null),
    ["a question status: true, taken before, refused now (no answer)"],
  ],
  "refused, and taken now": [answer(422), answer(200), ["a question status: false, refused before, taken now"]],
  "another status that takes it": [answer(200), answer(201), ["a question status: false, taken both times"]],
  "a member less": [answer(200, { a: 1 }), answer(200, {}), ["a question a: true, whoever reads it finds nothing"]],
  "a header less": [
    answer(200, {}, { allow: "GET" }),
    answer(200),
    ["a question headers.allow: true, whoever reads it finds nothing"],
  ],
  "a member more": [answer(200, {}), answer(200, { a: 1 }), ["a question a: false, there is more to read"]],
  "another value": [
    answer(200, { a: "x" }),
    answer(200, { a: "y" }),
    ["a question a: false, another value of the same kind"],
  ],
  "a list where an object was": [
    answer(200, { a: {} }),
    answer(200, { a: [] }),
    ["a question a: true, whoever reads it finds another type"],
  ],
  "an object where a text was": [
    answer(200, { a: "x" }),
    answer(200, { a: {} }),
    ["a question a: true, whoever reads it finds another type"],
  ],
  "a number where a text was": [
    answer(200, { a: "1" }),
    answer(200, { a: 1 }),
    ["a question a: true, whoever reads it finds another type"],
  ],
  "a fraction where a whole number was": [
    answer(200, { a: 1 }),
    answer(200, { a: 1.5 }),
    ["a question a: false, another value of the same kind"],
  ],
  "a type less": [
    answer(200, { a: [1, "x"] }),
    answer(200, { a: [1] }),
    ["a question a[]: false, another value of the same kind"],
  ],
  "null where a text was": [
    answer(200, { a: "x" }),
    answer(200, { a: null }),
    ["a question a: true, whoever reads it finds another type"],
  ],
  "a text that reads like the name of a type": [
    answer(200, { a: "object" }),
    answer(200, { a: "text" }),
    ["a question a: false, another value of the same kind"],
  ],
  "another header": [
    answer(200, {}, { "content-type": "text/plain" }),
    answer(200, {}, { "content-type": "application/json" }),
    ["a question headers.content-type: false, another value of the same kind"],
  ],
};

for (const [name, [was, is, lines]] of Object.entries(table)) {
  test(`an answer: ${name}`, () => {
    expect(judged(was, is)).toEqual(lines);
  });
}

const speaker = (answers: readonly Answered[]) => ({ title: "server", answers: async () => answers });
const noticed = async (
  was: readonly Answered[],
  is: readonly Answered[],
  read?: () => Promise<{ breaking: boolean; says: string }>,
) =>
  (await compareAnswers(speaker(was), speaker(is), read))?.map(
    ({ direction, where, kind, judged: { breaking, says }, shownBy }) =>
      `${direction} ${where} ${kind}: ${breaking}, ${says} (${shownBy})`,
  );

test("of an answer that is a refusal now, the status is told, and that it is about what the server reads", async () => {
  expect(await noticed([answer(200, { a: 1 })], [answer(422, { detail: [] })])).toEqual([
    "receives a question status changed: true, taken before, refused now (422) (what the server answered)",
  ]);
});

test("questions that are answered differently in the same way are told once", async () => {
  const both = (status: number) => ["one", "two", "three"].map((question) => ({ ...answer(status), question }));
  const other = { ...answer(201), question: "three" };
  expect(await noticed(both(200), [...both(202).slice(0, 2), other])).toEqual([
    "sends one.status changed: false, taken both times (what the server answered; the same for two)",
    "sends three.status changed: false, taken both times (what the server answered)",
  ]);
});

test("a reader is asked about what would break a reader, and about nothing else", async () => {
  let asked = 0;
  const read = async () => {
    asked += 1;
    return { breaking: false, says: "the client fares as before with it" };
  };
  expect(await noticed([answer(200, {})], [answer(200, { a: 1 })], read)).toEqual([
    "sends a question a added: false, there is more to read (what the server answered)",
  ]);
  expect(asked).toBe(0);
  expect(await noticed([answer(200, { a: 1 })], [answer(200, {})], read)).toEqual([
    "sends a question a removed: false, the client fares as before with it (what the server answered)",
  ]);
  expect(asked).toBe(1);
});

test("items of an answer are told apart by their type where it is a list of events, and there alone", async () => {
  const events = (...types: string[]) => types.map((type) => ({ type, id: 1 }));
  const where = async (was: unknown, is: unknown) =>
    (await noticed([answer(200, was)], [answer(200, is)]))?.map((one) => one.split(":")[0]);
  expect(await where(events("A"), events("A", "B"))).toEqual(["sends a question[B] added"]);
  const inside = { errors: events("A") };
  expect(await where(inside, { errors: events("A", "B") })).toEqual(["sends a question errors[].type changed"]);
});

test("who answers nothing is not compared", async () => {
  expect(await compareAnswers({ title: "none" }, speaker([]), undefined)).toBeUndefined();
  expect(await compareAnswers(speaker([]), { title: "none" }, undefined)).toBeUndefined();
});

const input = { threadId: "t", runId: "r", state: {}, messages: [], tools: [], context: [], forwardedProps: {} };
const run = (body: unknown): { request: Asked } => ({
  request: { key: "RunAgentInput", method: "POST", path: "", headers: {}, body, status: 422, during: "run" },
});

const ways: readonly (readonly [string, Parameters<typeof firstThatTakes>, string | undefined])[] = [
  [
    "the first version that knows an event",
    [{ root: "Event", data: { type: "REASONING_START", messageId: "m" } }, "ag-ui", "0.0.35", undefined],
    "0.0.45",
  ],
  [
    "the first version with a refinement less",
    [
      { root: "Event", data: { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "" } },
      "ag-ui",
      "0.0.42",
      undefined,
    ],
    "0.0.50",
  ],
  ["no version knows it", [{ root: "Event", data: { type: "NO_SUCH_TYPE" } }, "ag-ui", "0.0.42", undefined], undefined],
  ["no payload of that name", [{ root: "toString", data: {} }, "ag-ui", "0.0.42", undefined], undefined],
  ["a contract that is not there", [{ root: "Event", data: {} }, "nothing", "0.0.42", undefined], undefined],
  ["a version that is newer than all", [{ root: "Event", data: {} }, "ag-ui", "99.0.0", undefined], undefined],
  ["a request that the next version takes", [run(input), "ag-ui", "0.0.42", undefined], "0.0.43"],
  ["a request that no version takes", [run({ nothing: 1 }), "ag-ui", "0.0.42", undefined], undefined],
];

for (const [name, args, version] of ways) {
  test(`the way out: ${name}`, async () => {
    expect(await firstThatTakes(...args)).toBe(version);
  });
}
