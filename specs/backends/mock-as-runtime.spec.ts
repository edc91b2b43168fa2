import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { createMock } from "../../mocks/index.ts";
import { assembled, bodyOf, says } from "../support/graphql.ts";
import { eventsIn, post, question } from "../support/runs.ts";
import { agent, endpoint, routes } from "./runtime-talk.ts";

/** What a page accepts. */
const page = "application/graphql-response+json, application/json, text/event-stream, multipart/mixed";
const card = {
  name: "render_product_card",
  description: "",
  parameters: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
};
const at = "2026-01-01T00:00:00.000Z";
const call = {
  ...{ id: "c1", createdAt: at },
  actionExecutionMessage: { name: card.name, arguments: '{"name":"x"}', parentMessageId: "a1" },
};
const result = {
  ...{ id: "r1", createdAt: at },
  resultMessage: { actionExecutionId: "c1", actionName: card.name, result: "shown" },
};
const shared = [{ agentName: agent, state: '{"cart":["x"],"messages":[1]}' }];

/** One conversation, as data of GraphQL. */
const asked: Readonly<Record<string, object>> = {
  "a question": {},
  "a question for a tool of the page": { messages: [says("Show me a product card")] },
  "the result of that tool": { messages: [says("Show me a product card"), call, result] },
  "a question with a state": { messages: [says("Hello")], agentStates: shared },
  "what is no question": { messages: [] },
};

/** Ids and times are each server's own: every id by the order in which it is met. */
function plain(value: unknown): unknown {
  const met = new Map<string, string>();
  const name = (id: string) => met.get(id) ?? met.set(id, `id ${met.size + 1}`).get(id);
  const text = JSON.stringify(value)
    .replaceAll(/\b(call_|msg_|run_|ck-)[0-9a-f-]{8,36}|\b[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => `${name(id)}`)
    .replaceAll(/"createdAt":"[^"]*"/g, '"createdAt":"then"');
  return JSON.parse(text);
}

/** The real runtime before the mock of an agent, and the mock of both. */
async function startBoth(version: string, agentOf: string, mockOf: string) {
  const conversation = await createMock({ contracts: [await loadContract(agentOf)] });
  const runtime = await startBackend({ name: "copilotkit-runtime", stack: version, agent: conversation.url });
  const mock = await createMock({ contracts: [await loadContract(mockOf)] });
  return { real: runtime.url, mock: mock.url, stop: () => Promise.all([runtime, conversation, mock].map(end)) };
}
const end = (one: { stop(): Promise<unknown> } | { close(): Promise<unknown> }) =>
  "stop" in one ? one.stop() : one.close();

for (const version of ["1.9.3", "1.10.6"]) {
  test.describe(`the mock and a real runtime ${version}:`, () => {
    test.describe.configure({ mode: "default" });
    let both: Awaited<ReturnType<typeof startBoth>>;
    test.beforeAll(async () => {
      both = await startBoth(version, "ag-ui@0.0.42", `copilotkit@${version}`);
    });
    test.afterAll(() => both.stop());

    for (const [what, data] of Object.entries(asked)) {
      test(`${what} is answered alike`, async () => {
        const contract = await loadContract(`copilotkit@${version}`);
        const body = bodyOf(contract, "generate-copilot-response", { threadId: `thread of ${what}`, ...data });
        const [real, mock] = await Promise.all(
          [both.real + endpoint, both.mock].map((url) => post(url, body, { accept: page })),
        );
        expect(plain(assembled(mock?.text ?? ""))).toEqual(plain(assembled(real?.text ?? "")));
        const head = ["content-type", "x-copilotkit-runtime-version"];
        expect(head.map((name) => mock?.headers.get(name))).toEqual(head.map((name) => real?.headers.get(name)));
      });
    }
  });
}

const input = (id: string, content: string, more: object = {}) => ({
  ...question(content, "t1"),
  runId: `run-${id}`,
  messages: [{ id, role: "user", content }],
  ...more,
});
const toolCalls = [{ id: "c1", type: "function", function: { name: card.name, arguments: "{}" } }];
const told = [
  { id: "u2", role: "user", content: "Show me a product card" },
  { id: "a2", role: "assistant", toolCalls },
  { id: "r2", role: "tool", toolCallId: "c1", content: "shown" },
];

/** One thread: what is asked for, and the input. */
const thread = [
  ["connect", input("u0", "", { messages: [] })],
  ["run", input("u1", "What is your refund policy?", { context: [{ description: "a", value: "b" }] })],
  ["run", input("u2", "Show me a product card", { tools: [card] })],
  ["run", input("u3", "", { tools: [card], messages: told })],
  ["run", input("u4", "Hello", { state: { cart: ["x"] } })],
  ["connect", input("u5", "", { messages: [] })],
] as const;

for (const [version, agentOf, line] of [
  ["1.50.0", "ag-ui@0.0.42", "1.50.0"],
  ["1.75.0", "ag-ui@0.0.59", "1.74.0"],
] as const) {
  test(`the mock and a real runtime ${version} tell one thread alike, by envelope and by routes`, async () => {
    const envelopes = await startBoth(version, agentOf, `copilotkit@${line}`);
    const paths = await startBoth(version, agentOf, `copilotkit/@copilotkit/runtime/v2@${version}`);
    try {
      for (const [what, body] of thread) {
        const envelope = { method: `agent/${what}`, params: { agentId: agent }, body };
        const path = `/agent/${agent}/${what}`;
        const said = await Promise.all([
          post(envelopes.real + endpoint, envelope),
          post(envelopes.mock, envelope),
          post(paths.real + routes + path, body),
          post(paths.mock + path, body),
        ]);
        const [real, ...others] = said.map(({ text }) => plain(eventsIn(text)));
        for (const other of others) expect(other).toEqual(real);
        expect(new Set(said.map(({ headers }) => headers.get("content-type")))).toEqual(new Set(["text/event-stream"]));
      }
    } finally {
      await Promise.all([envelopes.stop(), paths.stop()]);
    }
  });
}
