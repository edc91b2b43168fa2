import { judgeExchange } from "../../contracts/index.ts";
import { assembled, bodyOf, partsIn, says } from "../support/graphql.ts";
import { inProcess, Written } from "./in-process.ts";
import { expect, test } from "./talk.ts";

const path = "/";
const page =
  "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed";
type Mock = Awaited<ReturnType<typeof inProcess>>;

const ask = (mock: Mock, data: object, example?: string) =>
  mock.ask("POST", path, bodyOf(mock.contract, "generate-copilot-response", data, example), { accept: page });

/** Everything that was said keeps the contract. */
function expectKept(mock: Mock) {
  const broken = mock
    .exchanges()
    .flatMap((exchange) => judgeExchange(mock.contract, exchange, { mode: "strict" }).violations);
  expect(broken).toEqual([]);
  expect(mock.world.runs.open).toBe(0);
}

const success = (of: string) => ({ code: "Success", __typename: `Success${of}Status` });
const message = (type: string, id: unknown, more: object) => ({
  __typename: `${type}Output`,
  id,
  createdAt: "2026-01-01T00:00:00.000Z",
  status: success("Message"),
  ...more,
});
const callId = expect.stringMatching(/^call_[0-9a-f]{8}$/);
const called = (name: string, args: readonly string[]) =>
  message("ActionExecutionMessage", callId, { name, arguments: args, parentMessageId: null });
const text = (words: unknown) =>
  message("TextMessage", expect.stringMatching(/^msg_/), { content: words, role: "assistant", parentMessageId: null });
const shared = (state: string, active: boolean) =>
  message("AgentStateMessage", expect.stringMatching(/^ck-/), {
    ...{ threadId: "t1", state, running: true, agentName: "customer_support_agent", nodeName: "" },
    ...{ runId: expect.stringMatching(/^run_/), active, role: "assistant" },
  });
const policy = expect.stringContaining("You can return anything within 30 days");

/** Until 1.10 a run without a state ended with one. */
for (const [version, last] of [
  ["1.9.3", [shared("{}", false)]],
  ["1.10.6", []],
] as const) {
  test.describe(`copilotkit@${version}:`, () => {
    const start = () => inProcess(`copilotkit@${version}`);

    test("a question is looked up and answered in pieces", async () => {
      const mock = await start();
      const said = await ask(mock, { threadId: "t1" });
      expect(said.headers["content-type"]).toBe('multipart/mixed; boundary="-"');
      const answer = assembled(said.text);
      expect(answer).toEqual({
        ...{ threadId: "t1", runId: null, extensions: null, metaEvents: [], __typename: "CopilotResponse" },
        status: success("Response"),
        messages: [
          called("search_knowledge_base", ['{"query":', '"What is your refund policy?"}']),
          message("ResultMessage", expect.stringMatching(/^result-call_/), {
            result: policy,
            actionExecutionId: callId,
            actionName: "search_knowledge_base",
          }),
          text(["You can return ", "anything within 30 ", ...Array.from({ length: 6 }, () => expect.any(String))]),
          ...last,
        ],
      });
      expect(
        partsIn(said.text)
          .map(({ hasNext }) => hasNext)
          .slice(-2),
      ).toEqual([true, false]);
      expectKept(mock);
    });

    test("no message has its status before all of its pieces", async () => {
      const mock = await start();
      const said = partsIn((await ask(mock, {})).text).flatMap(
        ({ incremental = [] }) => incremental as { path: unknown[] }[],
      );
      const places = said.map(({ path: way }) => way.slice(1).join("."));
      for (const index of [0, 1, 2]) {
        const about = places.filter((place) => place.startsWith(`messages.${index}`));
        // The message comes first, its status last.
        expect([about[0], about.at(-1)]).toEqual([`messages.${index}`, `messages.${index}`]);
      }
      // The whole is good once every text is told.
      expect(places.indexOf("")).toBeGreaterThan(places.findLastIndex((place) => /content|arguments/.test(place)));
    });

    test("a tool of the page is called, and what it said is quoted", async () => {
      const mock = await start();
      const asked = assembled((await ask(mock, { messages: [says("Show me a product card")] })).text);
      expect(asked.messages).toEqual([
        called("render_product_card", ['{"name":"name"', ',"price":1}']),
        ...last.map(() => expect.anything()),
      ]);
      const told = assembled((await ask(mock, {}, "tool-result")).text);
      expect(told.messages).toEqual([text(expect.any(Array)), ...last.map(() => expect.anything())]);
      const [{ content } = {}] = told.messages;
      expect((content as string[]).join("")).toBe(
        "The tool render_product_card said: Product card displayed for Widget Pro",
      );
      expectKept(mock);
    });

    test("a tool that is not available is not called", async () => {
      const mock = await start();
      const { frontend } = bodyOf(mock.contract, "generate-copilot-response").variables.data as never as {
        frontend: { actions: object[] };
      };
      const actions = frontend.actions.map((action) => ({ ...action, available: "disabled" }));
      const data = { messages: [says("Show me a product card")], frontend: { ...frontend, actions } };
      expect(assembled((await ask(mock, data)).text).messages[0]).toMatchObject({ name: "search_knowledge_base" });
    });

    test("the state comes back, at the beginning and at the end", async () => {
      const mock = await start();
      const agentStates = [
        { agentName: "other", state: '{"not":"this"}' },
        { agentName: "customer_support_agent", state: '{"cart":["Widget Pro"],"messages":[1]}' },
      ];
      const { messages } = assembled((await ask(mock, { threadId: "t1", agentStates })).text);
      expect(messages[0]).toEqual(shared('{"cart":["Widget Pro"]}', true));
      expect(messages.at(-1)).toEqual(shared('{"cart":["Widget Pro"]}', false));
      expect(messages).toHaveLength(5);
      expectKept(mock);
    });

    for (const state of ["{", "7", "null", "{}"]) {
      test(`the state ${state} is none`, async () => {
        const mock = await start();
        const agentStates = [{ agentName: "customer_support_agent", state }];
        expect(assembled((await ask(mock, { agentStates })).text).messages).toHaveLength(3 + last.length);
      });
    }

    test("a page loads: no agent is listed, and no thread is known", async () => {
      const mock = await start();
      const load = async (operation: string) =>
        (await mock.ask("POST", path, bodyOf(mock.contract, operation, { threadId: "t1" }, "page"), { accept: page }))
          .body;
      const __typename = "LoadAgentStateResponse";
      const nothing = { threadId: "t1", threadExists: false, state: "{}", messages: "[]", __typename };
      expect(await load("load-agent-state")).toEqual({ data: { loadAgentState: nothing } });
      expect(await load("available-agents")).toEqual({
        data: { availableAgents: { agents: [], __typename: "AgentsResponse" } },
      });
      expectKept(mock);
    });
  });
}

test("readables are told: out of the context, or of the system message of older pages", async () => {
  const known = "What do you know about me?";
  const fenced = "Help.\n```\n1. Current user's account: Jo\n```\n";
  const words = async (version: string, data: object) => {
    const { messages } = assembled((await ask(await inProcess(`copilotkit@${version}`), data)).text);
    return messages.flatMap(({ content }) => (Array.isArray(content) ? content.join("") : []));
  };
  const context = [{ description: "Account", value: "Jo" }];
  expect(await words("1.10.6", { messages: [says(known)], context })).toEqual(["This is what I know. Account: Jo."]);
  const system = { ...says(fenced), textMessage: { content: fenced, role: "system" } };
  expect(await words("1.9.3", { messages: [system, says(known)] })).toEqual([
    "This is what I know. Current user's account: Jo.",
  ]);
});

test("several calls of one answer, and what they said, are understood as the runtime understands them", async () => {
  const mock = await inProcess("copilotkit@1.10.6");
  const at = "2026-01-01T00:00:00.000Z";
  const call = (id: string) => ({
    ...{ id, createdAt: at },
    actionExecutionMessage: { name: "render_product_card", arguments: '{"name":1}', parentMessageId: "a" },
  });
  const result = { actionExecutionId: "c2", actionName: "render_product_card", result: "two" };
  const messages = [says("refund"), call("c1"), call("c2"), { id: "r2", createdAt: at, resultMessage: result }];
  const { messages: said } = assembled((await ask(mock, { messages })).text);
  expect(said.map(({ content }) => (content as string[]).join(""))).toEqual(["The tool render_product_card said: two"]);
});

test("a client that leaves in the middle ends the run", async () => {
  const mock = await inProcess("copilotkit@1.10.6", { pace: "realtime" });
  const wire = new Written();
  const write = wire.write.bind(wire);
  wire.write = (text) => {
    write(text);
    if (text.includes('["You can return "]')) wire.leave();
  };
  await mock.ask("POST", path, bodyOf(mock.contract, "generate-copilot-response"), { accept: page }, wire);
  await expect.poll(() => mock.world.runs.open).toBe(0);
  expect(wire.text).not.toContain('["five working days."]');
  expect(mock.exchanges()[0]?.end).toEqual({ how: "cut", message: "The client went away." });
});

test("two runs on one thread are both played, as there", async () => {
  const mock = await inProcess("copilotkit@1.10.6", { pace: "realtime" });
  const both = await Promise.all([ask(mock, { threadId: "t1" }), ask(mock, { threadId: "t1" })]);
  expect(both.map(({ text }) => assembled(text).messages.length)).toEqual([3, 3]);
  expectKept(mock);
});
