import { expect, test } from "@playwright/test";
import { speak } from "../../mocks/play/agent/agent.ts";
import { readInput } from "../../mocks/play/agent/input.ts";
import { question } from "../support/runs.ts";

const speech = { id: (purpose: string) => `${purpose}-id`, results: true, started: {} };
const run = (input: object) => speak(readInput(input), speech).events;
const typed = (events: readonly { readonly [key: string]: unknown }[], type: string) =>
  events.filter((event) => event.type === type);
const said = (input: object) =>
  typed(run(input), "TEXT_MESSAGE_CONTENT")
    .map(({ delta }) => delta)
    .join("");

const card = {
  name: "render_product_card",
  description: "Render a product card",
  parameters: {
    type: "object",
    properties: { name: { type: "string" }, price: { type: "number" }, note: { type: "string" } },
    required: ["name", "price"],
  },
};
const tool = (name: string, parameters: unknown = {}) => ({ name, description: "", parameters });
const asked = (content: string, ...tools: unknown[]) => ({ ...question(content), tools });

/** A question, the tools of the page, and the one that is called. */
for (const [content, names, called] of [
  ["Show me a product card for Widget Pro", ["render_product_card"], "render_product_card"],
  ["SHOW ME A PRODUCT, AND A CARD", ["render_product_card"], "render_product_card"],
  ["Call renderProductCard", ["renderProductCard"], "renderProductCard"],
  ["a product card, please", ["renderProductCard"], "renderProductCard"],
  ["Show me a product", ["render_product_card"], "search_knowledge_base"],
  ["postcards of products", ["render_product_card"], "search_knowledge_base"],
  ["Say greet", ["greet"], "greet"],
  ["greetings", ["greetAll"], "search_knowledge_base"],
  ["a product card", ["make_card", "render_product_card"], "render_product_card"],
  ["a product card by make_card", ["render_big_card", "make_card"], "make_card"],
  ["What is your refund policy?", [], "search_knowledge_base"],
] as const) {
  test(`"${content}" calls ${called} where the page has ${names.join(", ") || "no tool"}`, () => {
    const events = run(asked(content, ...names.map((name) => tool(name))));
    expect(typed(events, "TOOL_CALL_START").map(({ toolCallName }) => toolCallName)).toEqual([called]);
  });
}

test("a call of a tool of the page is all of its run", () => {
  const toolCallId = "call_call-id";
  expect(run(asked("Show me a product card", card))).toEqual([
    { type: "RUN_STARTED", threadId: "test-123", runId: "run-456" },
    { type: "TOOL_CALL_START", toolCallId, toolCallName: card.name },
    { type: "TOOL_CALL_ARGS", toolCallId, delta: '{"name":"name"' },
    { type: "TOOL_CALL_ARGS", toolCallId, delta: ',"price":1}' },
    { type: "TOOL_CALL_END", toolCallId },
    { type: "RUN_FINISHED", threadId: "test-123", runId: "run-456" },
  ]);
  const toolCalls = [
    { id: toolCallId, type: "function", function: { name: card.name, arguments: '{"name":"name","price":1}' } },
  ];
  const { message } = speak(readInput(asked("a product card", card)), speech);
  expect(message).toEqual({ id: "msg_message-id", role: "assistant", toolCalls });
});

const bomb = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [
    `d${index}`,
    { allOf: Array.from({ length: 4 }, () => ({ $ref: `#/$defs/d${index + 1}` })) },
  ]),
);
const endless = { type: "object", properties: { a: { $ref: "#/$defs/A" } }, required: ["a"] };

/** A schema of a page, and the arguments that are made for it. */
for (const [what, parameters, args] of [
  ["no schema", undefined, "{}"],
  ["nothing required", { type: "object", properties: { a: {} } }, "{}"],
  ["a schema of another kind", { type: "string" }, "{}"],
  [
    "definitions",
    { properties: { a: { $ref: "#/definitions/A" } }, required: ["a"], definitions: { A: { enum: ["x"] } } },
    '{"a":"x"}',
  ],
  ["a pattern", { properties: { a: { type: "string", pattern: "^[0-9]{2}$" } }, required: ["a"] }, '{"a":"00"}'],
  [
    "a pattern that is tried for ever",
    {
      properties: { aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab: { type: "string", pattern: "^(a+)+$" } },
      required: ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"],
    },
    '{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"}',
  ],
  [
    "very many items",
    { properties: { a: { type: "array", items: { const: 0 }, minItems: 1e9 } }, required: ["a"] },
    `{"a":[${Array.from({ length: 100 }, () => 0)}]}`,
  ],
  ["a reference to nothing", { properties: { a: { $ref: "#/$defs/none" } }, required: ["a"] }, '{"a":{}}'],
] as const) {
  test(`arguments of ${what}`, () => {
    const events = run(asked("Call it_now", { name: "it_now", parameters }));
    expect(
      typed(events, "TOOL_CALL_ARGS")
        .map(({ delta }) => delta)
        .join(""),
    ).toBe(args);
  });
}

for (const [what, parameters] of [
  ["refers to itself", { ...endless, $defs: { A: endless } }],
  ["unfolds to more than there is", { properties: { a: { $ref: "#/$defs/d0" } }, required: ["a"], $defs: bomb }],
] as const) {
  test(`a schema that ${what} ends all the same`, () => {
    const deltas = typed(run(asked("Call it_now", tool("it_now", parameters))), "TOOL_CALL_ARGS");
    expect(JSON.parse(deltas.map(({ delta }) => delta).join(""))).toHaveProperty("a");
  });
}

const called = { id: "c1", type: "function", function: { name: card.name, arguments: "{}" } };
const result = (tools: unknown[], toolCallId = "c1") => ({
  ...question(""),
  tools,
  messages: [
    { id: "1", role: "user", content: "refund, and a product card" },
    { id: "2", role: "assistant", toolCalls: [called] },
    { id: "3", role: "tool", toolCallId, content: "shown to Jo" },
  ],
});

test("the result of a tool of the page is quoted, and no tool is called again", () => {
  expect(said(result([card]))).toBe("The tool render_product_card said: shown to Jo");
  expect(typed(run(result([card])), "TOOL_CALL_START")).toEqual([]);
});

test("a result of nothing that the page has is no news", () => {
  expect(said(result([]))).toContain("You can return");
  expect(said(result([card], "c2"))).toContain("You can return");
});

const context = [
  { description: "Account", value: '{"name":"Jo"}' },
  { description: "Plan", value: "premium" },
];
const system = "Context:\n```\n\n1. Account: a ```` b\n2. Plan: free\n\n```\nMore.";

for (const [what, input, answer] of [
  ["context", { context }, 'This is what I know. Account: {"name":"Jo"}; Plan: premium.'],
  ["nothing", {}, "I know nothing but what you wrote here."],
  [
    "a system message",
    {
      messages: [
        { id: "0", role: "system", content: system.replace("````", "") },
        { id: "1", role: "user", content: "What do you know?" },
      ],
    },
    "This is what I know. Account: a  b; Plan: free.",
  ],
] as const) {
  test(`asked what it knows, with ${what}, it tells the readables and looks nothing up`, () => {
    const events = run({ ...question("What do you know about me?"), ...input });
    const words = typed(events, "TEXT_MESSAGE_CONTENT").map(({ delta }) => delta);
    expect(words.join("")).toBe(answer);
    expect(typed(events, "TOOL_CALL_START")).toEqual([]);
  });
}

for (const [state, snapshots] of [
  [{ cart: ["Widget Pro"] }, [{ type: "STATE_SNAPSHOT", snapshot: { cart: ["Widget Pro"] } }]],
  [{}, []],
  [null, []],
] as const) {
  test(`the state ${JSON.stringify(state)} comes back ${snapshots.length} times`, () => {
    expect(typed(run({ ...question("Hello"), state }), "STATE_SNAPSHOT")).toEqual(snapshots);
  });
}

for (const body of [undefined, null, 7, [], { messages: [null, 7], tools: [[]], context: {}, state: "x" }]) {
  test(`an input of ${JSON.stringify(body)} is answered too`, () => {
    expect(said(body as never)).toContain("Hello!");
  });
}
