import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { asPython } from "../../mocks/play/as-python.ts";
import { behavioursOf } from "../../mocks/play/index.ts";
import { knows, knowsKey } from "../../mocks/play/known.ts";
import { eventsIn, question } from "../support/runs.ts";
import { inProcess } from "./in-process.ts";
import { answer as answerOf, contractOf, route } from "./made.ts";

const policy = [
  ...[
    "You can return ",
    "anything within 30 ",
    "days of delivery ",
    "for a full ",
    "refund. The money ",
    "is back on ",
  ],
  ...["your card within ", "five working days."],
];
const greeting = [
  ...[
    "Hello! I looked ",
    "into our help ",
    "pages, and I ",
    "am here for ",
    "orders, refunds and ",
    "everything else.",
  ],
];
const ids = { threadId: "test-123", runId: "run-456" };
const [toolCallId, messageId] = [
  expect.stringMatching(/^call_[0-9a-f]{8}$/),
  expect.stringMatching(/^msg_[0-9a-f]{8}$/),
];
const started = { type: "RUN_STARTED", ...ids };
const call = (query: string) => [
  { type: "TOOL_CALL_START", toolCallId, toolCallName: "search_knowledge_base" },
  { type: "TOOL_CALL_ARGS", toolCallId, delta: '{"query":' },
  { type: "TOOL_CALL_ARGS", toolCallId, delta: `${JSON.stringify(query)}}` },
  { type: "TOOL_CALL_END", toolCallId },
];
const result = (content: string) => ({ type: "TOOL_CALL_RESULT", messageId, toolCallId, content, role: "tool" });
const answer = (deltas: readonly string[]) => [
  { type: "TEXT_MESSAGE_START", messageId, role: "assistant" },
  ...deltas.map((delta) => ({ type: "TEXT_MESSAGE_CONTENT", messageId, delta })),
  { type: "TEXT_MESSAGE_END", messageId },
  { type: "RUN_FINISHED", ...ids },
];
const user = (content: unknown) => ({ id: "m", role: "user", content });
const messages = (...all: unknown[]) => ({ ...question(""), messages: all });
const called = { id: "c", type: "function", function: { name: "f", arguments: "{}" } };

/** A contract, an input, and the run. */
const runs: readonly (readonly [string, object, readonly object[]])[] = [
  [
    "ag-ui@1.0.0",
    question("What of REFUNDS?"),
    [{ ...started, protocolVersion: "1.0" }, ...call("What of REFUNDS?"), result(policy.join("")), ...answer(policy)],
  ],
  ["ag-ui@0.0.59", question("returns"), [started, ...call("returns"), result(policy.join("")), ...answer(policy)]],
  ["ag-ui@0.0.29", question("Hello"), [started, ...call("Hello"), ...answer(greeting)]],
  [
    "ag-ui@0.0.59",
    messages(user("refund"), { id: "n", role: "assistant", content: "x" }),
    [started, ...call("refund"), result(policy.join("")), ...answer(policy)],
  ],
  [
    "ag-ui@0.0.59",
    messages(
      user("refund"),
      user([
        { type: "text", text: "one" },
        { type: "binary", mimeType: "a/b", id: "1" },
        { type: "text", text: "two" },
      ]),
    ),
    [started, ...call("one  two"), result(greeting.join("")), ...answer(greeting)],
  ],
  ["ag-ui@0.0.59", messages(), [started, ...call(""), result(greeting.join("")), ...answer(greeting)]],
  [
    "ag-ui@0.0.59",
    messages(
      user("refund"),
      { id: "a", role: "assistant", toolCalls: [called] },
      { id: "t", role: "tool", toolCallId: "c", content: "x" },
    ),
    [started, ...answer(policy)],
  ],
];

for (const [contract, input, events] of runs) {
  test(`${contract} is asked ${JSON.stringify(input).slice(56, 150)}`, async () => {
    const mock = await inProcess(contract);
    const { path } = mock.contract.endpoints.find(({ id }) => id === "run")!;
    const said = await mock.ask("POST", path, input);
    expect(eventsIn(said.text)).toEqual(events);
    // Everything of one call has its id, everything of one message another.
    for (const key of ["toolCallId", "messageId"]) {
      const seen = eventsIn(said.text).flatMap((event) =>
        event.type === "TOOL_CALL_RESULT" ? [] : (event[key] ?? []),
      );
      expect(new Set(seen).size).toBe(seen.length > 0 ? 1 : 0);
    }
  });
}

const threadId = "test-123";
const spoken = [
  { id: "msg-1", role: "user", content: "Hello" },
  { id: messageId, role: "assistant", content: greeting.join("") },
];

/** A state that was given, and the one that is told. */
for (const [given, told] of [
  [{ a: 1 }, { a: 1 }],
  [[1], {}],
  [null, {}],
  ["x", {}],
] as const) {
  test(`the state ${JSON.stringify(given)} is remembered as ${JSON.stringify(told)}`, async () => {
    const mock = await inProcess("customer-support");
    await mock.ask("POST", "/api/copilotkit", { ...question("Hello"), state: given });
    const { body } = await mock.ask("POST", "/agents/state", { threadId });
    expect(body).toEqual({ threadId, threadExists: true, state: told, messages: spoken });
  });
}

test("of a thread the last hundred messages are kept, and of threads a thousand", async () => {
  const mock = await inProcess("customer-support");
  const many = Array.from({ length: 100 }, (_, index) => ({ ...user("x"), id: `m${index}` }));
  const { threads } = mock.world;
  await mock.ask("POST", "/api/copilotkit", messages(...many));
  expect(
    threads
      .get(threadId)
      ?.messages.map(({ id }) => id)
      .slice(0, 2),
  ).toEqual(["m1", "m2"]);
  expect(threads.get(threadId)?.messages).toHaveLength(100);
  for (let number = 1; number < 1000; number++) threads.set(`t${number}`, { state: {}, messages: [] });
  await mock.ask("POST", "/api/copilotkit", question("Hello", "one more"));
  expect([threads.size, threads.has("one more")]).toEqual([1000, false]);
  await mock.ask("POST", "/api/copilotkit", question("Hello"));
  expect(threads.get(threadId)?.messages).toHaveLength(2);
});

test("before ag-ui-adk 0.5.2 state and messages of a thread were text", async () => {
  for (const [reference, text] of [
    ["customer-support/ag-ui-adk@0.5.1", true],
    ["customer-support/ag-ui-adk@0.5.2", false],
  ] as const) {
    const mock = await inProcess(reference);
    await mock.ask("POST", "/api/copilotkit", question("Hello"));
    const { body } = await mock.ask("POST", "/agents/state", { threadId });
    expect([typeof body.state, typeof body.messages]).toEqual(text ? ["string", "string"] : ["object", "object"]);
    const told = text ? { state: JSON.parse(String(body.state)), messages: JSON.parse(String(body.messages)) } : body;
    expect(told).toMatchObject({ state: {}, messages: spoken });
  }
});

const stream = { mediaType: "text/event-stream", stream: true };
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
const tagged = (type: string) => ({ properties: { type: { const: type }, more: {} } });
const $defs = {
  events: { oneOf: [7, { $ref: 7 }, { type: "object" }, ref("gone"), ref("bare"), ref("A"), ref("B")] },
  bare: {},
  A: tagged("A"),
  B: tagged("B"),
  other: { oneOf: [ref("C")] },
  C: tagged("C"),
  word: { oneOf: "A" },
};

/** Promised answers, an event type, a key, and whether the one and the other are known. */
for (const [answers, type, key, known] of [
  [[answerOf("400", { schema: "other" }), answerOf("200", { ...stream, schema: "events" })], "B", "more", [true, true]],
  [[answerOf("200", { ...stream, schema: "events" })], "A", "less", [true, false]],
  [
    [answerOf("400", { schema: "other" }), answerOf("200", { ...stream, schema: "events" })],
    "C",
    "more",
    [false, false],
  ],
  [[answerOf("200", { ...stream, schema: "word" })], "A", "more", [false, false]],
  [[answerOf("200", { ...stream, schema: "nowhere" })], "A", "more", [false, false]],
  [[answerOf("200", stream)], "A", "more", [false, false]],
  [[], "A", "more", [false, false]],
] as const) {
  test(`${type} and its ${key} are ${known} of ${JSON.stringify(answers.map(({ content }) => content[0]?.schema))}`, () => {
    const contract = contractOf([], {}, $defs as never);
    const endpoint = route("/a", { answers });
    expect([knows(contract, endpoint, type), knowsKey(contract, endpoint, type, key)]).toEqual(known);
  });
}

test("the support agent has no capability to tell of", async () => {
  const { status, body } = await (await inProcess("customer-support")).ask("GET", "/api/copilotkit/capabilities");
  expect([status, body]).toEqual([200, {}]);
});

test("nothing is known to do for a contract of a user's, whatever its name", async () => {
  const contract = await loadContract("customer-support");
  const none = { http: {}, socket: {} };
  expect(behavioursOf({ ...contract, builtIn: false })).toEqual(none);
  expect(behavioursOf({ ...contract, name: "other" })).toEqual(none);
  const known = ["ag-ui", "customer-support", "video-studio"].map((name) => behavioursOf({ ...contract, name }));
  expect(known.map(({ http }) => Object.keys(http).length)).toEqual([3, 3, 6]);
});

for (const [value, text] of [
  [undefined, "None"],
  [null, "None"],
  [true, "True"],
  [false, "False"],
  ["x", "x"],
  [1, "1"],
  [["x"], '["x"]'],
] as const) {
  test(`${JSON.stringify(value)} is ${text} to Python`, () => {
    expect(asPython(value)).toBe(text);
  });
}
