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

for (const version of ["1.9.3", "1.10.6"]) {
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
      expect(places.at(-1)).toBe("");
    });

    test("a tool of the page is called, and what it said is quoted", async () => {
      const mock = await start();
      const asked = assembled((await ask(mock, { messages: [says("Show me a product card")] })).text);
      expect(asked.messages).toEqual([called("render_product_card", ['{"name":"name"', ',"price":1}'])]);
      const told = assembled((await ask(mock, {}, "tool-result")).text);
      expect(told.messages).toEqual([text(expect.any(Array))]);
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
        expect(assembled((await ask(mock, { agentStates })).text).messages).toHaveLength(3);
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
    return messages.map(({ content }) => (content as string[]).join(""));
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

const bad = (message: string, code?: string) => [
  expect.objectContaining({ message, ...(code && { extensions: expect.objectContaining({ code }) }) }),
];
const unknown = "An unexpected error occurred. Please check the logs for more details.";
const hello = { query: "{hello}" };
const json = { accept: "application/json" };
const noSuchField = 'Cannot query field "nope" on type "Query".';

/** Method, what is sent, headers; status and errors, as they were seen of the real runtimes. */
for (const [what, method, sent, headers, status, errors] of [
  ["no query", "POST", {}, {}, 200, bad("Must provide query string.", "BAD_REQUEST")],
  ["a GET without one", "GET", undefined, {}, 200, bad("Must provide query string.", "BAD_REQUEST")],
  ["a body that is no JSON", "POST", "{", {}, 400, bad("POST body sent invalid JSON.", "BAD_REQUEST")],
  ["a list", "POST", [hello], {}, 400, bad("Batching is not supported.", "BAD_REQUEST")],
  ["an envelope", "POST", { method: "info" }, {}, 400, bad('Unexpected parameter "method" in the request body.')],
  ["an unknown field", "POST", { query: "{nope}" }, json, 200, bad(noSuchField, "GRAPHQL_VALIDATION_FAILED")],
  ["an unknown field for a page", "POST", { query: "{nope}" }, { accept: page }, 400, bad(noSuchField)],
  ["half a document", "POST", { query: "{" }, json, 200, bad("Syntax Error: Expected Name, found <EOF>.")],
  [
    "a name that is none of two",
    "POST",
    { query: "query a{hello} query b{hello}", operationName: "c" },
    {},
    400,
    bad("Could not determine what operation to execute."),
  ],
] as const) {
  test(`${what} is answered ${status}`, async () => {
    const mock = await inProcess("copilotkit@1.10.6");
    const said = await mock.ask(method, path, sent, headers);
    expect([said.status, said.body.errors]).toEqual([status, errors]);
    expect(said.headers["x-copilotkit-runtime-version"]).toBe("1.10.6");
  });
}

/** Members of `variables.data`; status and errors. */
for (const [what, data, status, errors] of [
  ["an unknown agent", { agentSession: { agentName: "ghost" } }, 200, bad(unknown, "UNKNOWN")],
  ["no agent", { agentSession: null }, 200, bad(expect.stringContaining("EmptyAdapter") as never, "MISUSE")],
  ["a cloud without its key", { cloud: {} }, 200, bad("X-CopilotCloud-Public-API-Key header is required")],
  [
    "a tool whose schema is no JSON",
    { frontend: { actions: [{ name: "a", description: "", jsonSchema: "{" }] } },
    200,
    bad(unknown, "UNKNOWN"),
  ],
  [
    "a time that is none",
    { messages: [{ ...says("x"), createdAt: "x" }] },
    400,
    bad(expect.stringContaining("DateTime cannot represent an invalid date-time-string x.") as never),
  ],
  ["no messages", { messages: null }, 400, bad(expect.stringContaining("non-nullable") as never)],
] as const) {
  test(`generateCopilotResponse with ${what} is answered ${status}, and the next one is good`, async () => {
    const mock = await inProcess("copilotkit@1.10.6");
    const said = await ask(mock, data);
    expect([said.status, said.body.errors]).toEqual([status, errors]);
    expect(assembled((await ask(mock, {})).text).status).toEqual(success("Response"));
    expect(mock.world.runs.open).toBe(0);
  });
}

test("context came with 1.10, and 1.9.3 refuses it", async () => {
  const mock = await inProcess("copilotkit@1.9.3");
  const said = await ask(mock, { context: [] });
  expect(said.status).toBe(400);
  expect(said.text).toContain('Field \\"context\\" is not defined by type \\"GenerateCopilotResponseInput\\".');
});

/** What a client accepts; status and content type. */
for (const [accept, status, type] of [
  ["application/json", 406, undefined],
  ["text/html", 406, undefined],
  ["multipart/mixed", 200, 'multipart/mixed; boundary="-"'],
  ["*/*", 200, 'multipart/mixed; boundary="-"'],
  ["text/event-stream", 200, "text/event-stream"],
] as const) {
  test(`a run for ${accept} is ${status}`, async () => {
    const mock = await inProcess("copilotkit@1.10.6");
    const said = await mock.ask("POST", path, bodyOf(mock.contract, "generate-copilot-response"), { accept });
    expect([said.status, said.headers["content-type"]]).toEqual([status, type]);
    if (status === 200) expect(said.text).toContain("five working days.");
    await expect.poll(() => mock.world.runs.open).toBe(0);
  });
}

test("a run that is not asked for in parts comes whole", async () => {
  const mock = await inProcess("copilotkit@1.10.6");
  const { variables } = bodyOf(mock.contract, "generate-copilot-response");
  const query = `mutation ask($data: GenerateCopilotResponseInput!) { generateCopilotResponse(data: $data) {
    status { ... on BaseResponseStatus { code } } messages { ... on TextMessageOutput { content } } } }`;
  const said = await mock.ask("POST", path, { query, variables: { data: variables.data } }, json);
  const { status, messages } = (said.body.data as { generateCopilotResponse: { status: object; messages: object[] } })
    .generateCopilotResponse;
  expect([status, messages.length]).toEqual([{ code: "Success" }, 3]);
});

const spreads = (count: number) =>
  Array.from({ length: count }, (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`).join(" ");
const types = (depth: number) => `{__schema{types{${"fields{type{".repeat(depth)}name${"}}".repeat(depth)}}}}`;

/** Documents that would cost more than they are long. */
for (const [what, query, says] of [
  ["fragments in fragments", `{...f0} ${spreads(60)} fragment f60 on Query {hello}`, "Hello World"],
  ["more fragments than there is room", `{...f0} ${spreads(200)} fragment f200 on Query {hello}`, "1000 tokens"],
  ["fragments in a circle", "{...a} fragment a on Query{...b} fragment b on Query{...a}", "within itself"],
  ["types of types", types(9), "Maximum introspection depth exceeded"],
  ["fields in fields", `{${"a{".repeat(5000)}b${"}".repeat(5001)}`, "1000 tokens"],
  ["lists in lists", `{loadAgentState(data:${"[".repeat(50_000)}${"]".repeat(50_000)}){state}}`, "1000 tokens"],
  ["one field over and over", `{${"availableAgents{agents{name}} ".repeat(120)}}`, '"agents":[]'],
] as const) {
  test(`a document of ${what} is answered`, async () => {
    const mock = await inProcess("copilotkit@1.10.6");
    const said = await mock.ask("POST", path, { query }, json);
    expect(said.text).toContain(says);
    expect(said.status).toBe(200);
  });
}

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
