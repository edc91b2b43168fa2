import type { Contract, HttpEndpoint } from "../../../contracts/index.ts";
import { agent, endpoint, routes } from "../../backends/runtime-talk.ts";

/** One request to a runtime. */
export interface Question {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or a text as it is. */
  readonly body?: unknown;
  /** It is refused for something that no schema of the request can say. */
  readonly beside?: true;
  /** Operation that it is where it is taken. */
  readonly means?: string;
  /** Pointer to what is wrong in the body of a run. */
  readonly wrongAt?: string;
}

const json = { "content-type": "application/json" };
const events = { ...json, accept: "text/event-stream" };
/** What urql sends, which the older clients speak through. */
const urql = {
  ...json,
  accept:
    "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed",
};
const post = { method: "POST", path: endpoint };

/** The example of an operation's request as the contract has it, in a thread of its own. */
export function exampleOf(contract: Contract, id: string, name = ""): Record<string, unknown> {
  const found = contract.endpoints.find((one): one is HttpEndpoint => one.transport === "http" && one.id === id);
  const examples = found?.request?.content[0]?.examples ?? [];
  const { value } = examples.find((one) => one.name === name) ?? examples[0] ?? {};
  const text = JSON.stringify(value ?? {});
  return JSON.parse(text.replaceAll(/5f3b3a0e-[0-9a-f-]+/g, `thread-${id}${name && `-${name}`}`));
}

const inThread = (body: Record<string, unknown>, threadId: string, more: object = {}) => ({
  ...body,
  body: { ...(body.body as object), threadId, ...more },
});

/** What every runtime is asked at the address that pages are given. `own` is the contract of its version. */
function everywhere(own: Contract, graphql: Contract, envelope: Contract): Question[] {
  const generate = (contract: Contract) => exampleOf(contract, "generate-copilot-response");
  const speaks = own.endpoints.some(({ id }) => id === "generate-copilot-response") ? own : graphql;
  return [
    {
      name: "availableAgents",
      means: "available-agents",
      ...post,
      headers: urql,
      body: exampleOf(graphql, "available-agents"),
    },
    {
      name: "loadAgentState",
      means: "load-agent-state",
      ...post,
      headers: urql,
      body: exampleOf(graphql, "load-agent-state"),
    },
    {
      name: "generateCopilotResponse",
      means: "generate-copilot-response",
      ...post,
      headers: forwarding(urql),
      body: generate(speaks),
    },
    { name: "hello", ...post, headers: urql, body: exampleOf(graphql, "graphql") },
    { name: "a query in the URL", method: "GET", path: `${endpoint}?query=%7B%20hello%20%7D` },
    { name: "info", means: "info", ...post, headers: json, body: exampleOf(envelope, "info") },
    {
      name: "agent/run",
      means: "agent-run",
      ...post,
      headers: forwarding(events),
      body: exampleOf(envelope, "agent-run"),
    },
    {
      name: "agent/connect",
      means: "agent-connect",
      ...post,
      headers: events,
      body: exampleOf(envelope, "agent-connect"),
    },
    {
      name: "agent/stop without a run",
      means: "agent-stop",
      ...post,
      headers: json,
      body: exampleOf(envelope, "agent-stop"),
    },
    {
      name: "resource/request",
      means: "resource-request",
      ...post,
      headers: json,
      body: exampleOf(envelope, "resource-request"),
    },
    { name: "an unknown method", ...post, headers: urql, body: exampleOf(envelope, "envelope") },
    { name: "one level too deep", ...post, headers: urql, body: { body: { method: "info" } } },
    { name: "no JSON", ...post, headers: urql, body: "{" },
    { name: "not sent as JSON", ...post, headers: { "content-type": "text/plain" }, body: "{}", beside: true },
    { name: "another method", method: "PUT", path: endpoint, headers: json, body: {} },
    { name: "another path", method: "GET", path: "/api/nope" },
  ];
}

/** Headers of an application, of which some runtimes tell the agent. */
const forwarding = (headers: Readonly<Record<string, string>>) => ({
  ...headers,
  authorization: "Bearer of-the-page",
  "x-of-the-page": "1",
  "of-the-page": "1",
});

const spread = Array.from({ length: 12 }, (_, at) => {
  const inner = at < 11 ? `...f${at + 1} ...f${at + 1}` : "agents { name }";
  return `fragment f${at} on AgentsResponse { ${inner} }`;
}).join(" ");

function ofGraphql(own: Contract, graphql: Contract): Question[] {
  const generate = exampleOf(own, "generate-copilot-response") as { variables: { data: object } };
  const asked = (data: object) => ({ ...generate, variables: { ...generate.variables, data } });
  const { agentSession: _, ...withoutAgent } = generate.variables.data as { agentSession: unknown };
  return [
    { name: "context", ...post, headers: urql, body: exampleOf(graphql, "generate-copilot-response") },
    {
      name: "a tool's result",
      ...post,
      headers: urql,
      body: exampleOf(own, "generate-copilot-response", "tool-result"),
    },
    { name: "a field that is unknown", ...post, headers: urql, body: { query: "{ nope }" }, beside: true },
    {
      name: "an operation that is not there",
      ...post,
      headers: urql,
      body: { query: "query a { hello }", operationName: "b" },
      beside: true,
    },
    {
      name: "fragments that double",
      ...post,
      headers: urql,
      body: { query: `{ availableAgents { ...f0 } } ${spread}` },
    },
    {
      name: "fragments in a circle",
      ...post,
      headers: urql,
      body: { query: "{ availableAgents { ...a } } fragment a on AgentsResponse { ...a }" },
      beside: true,
    },
    { name: "an envelope for events alone", ...post, headers: events, body: { method: "nope" } },
    {
      name: "a run for JSON alone",
      ...post,
      headers: { ...json, accept: "application/json" },
      body: generate,
      beside: true,
    },
    ...["available-agents", "load-agent-state", "generate-copilot-response", "graphql"].map((id) => ({
      name: `an unknown member beside ${id}`,
      ...post,
      headers: urql,
      body: { ...exampleOf(own, id), noSuchKey: true },
    })),
    { name: "no agent", ...post, headers: urql, body: asked(withoutAgent) },
    { name: "a mutation in the URL", method: "GET", path: `${endpoint}?query=mutation%20%7Bnope%7D`, beside: true },
    // It spoils the runtime, so it comes last.
    {
      name: "an unknown agent",
      ...post,
      headers: urql,
      body: asked({ ...generate.variables.data, agentSession: { agentName: "ghost" } }),
    },
  ];
}

const unnamed = [{ role: "user", content: "Hello" }];
const ghost = { agentId: "ghost" };

function ofEnvelope(own: Contract): Question[] {
  const run = exampleOf(own, "agent-run");
  const connect = exampleOf(own, "agent-connect");
  const known = (run.body as { threadId: string }).threadId;
  return [
    { name: "a known thread", ...post, headers: events, body: inThread(connect, known) },
    { name: "a tool's result", ...post, headers: events, body: exampleOf(own, "agent-run", "tool-result") },
    { name: "a run of an unknown agent", ...post, headers: events, body: { ...run, params: ghost }, beside: true },
    {
      name: "a stop of an unknown agent",
      ...post,
      headers: json,
      body: { ...exampleOf(own, "agent-stop"), params: { ...ghost, threadId: "t" } },
      beside: true,
    },
    { name: "a run of no agent", ...post, headers: events, body: { ...run, params: {} } },
    {
      name: "a message without id",
      ...post,
      headers: events,
      body: inThread(run, "t", { messages: unnamed }),
      wrongAt: "/body/messages/0/id",
    },
    {
      name: "a connect that is no input",
      ...post,
      headers: events,
      body: { ...connect, body: { messages: 3 } },
      wrongAt: "/body/threadId",
    },
    {
      name: "a resource that is not there",
      ...post,
      headers: json,
      body: { method: "resource/request", params: { path: "/nope", httpMethod: "GET" } },
      beside: true,
    },
    {
      name: "a route that does not take the method",
      ...post,
      headers: json,
      body: { method: "resource/request", params: { path: "/threads", httpMethod: "PUT" } },
      beside: true,
    },
    { name: "a GET", method: "GET", path: endpoint },
  ];
}

function ofRoutes(own: Contract): Question[] {
  const run = exampleOf(own, "agent-run");
  const thread = (run as { threadId: string }).threadId;
  const at = (path: string, method = "GET") => ({ method, path: `${routes}${path}` });
  const to = (path: string) => at(`/agent/${agent}/${path}`, "POST");
  return [
    { name: "GET /info", ...at("/info") },
    { name: "POST run", ...to("run"), headers: forwarding(events), body: run },
    { name: "POST connect, a new thread", ...to("connect"), headers: events, body: exampleOf(own, "agent-connect") },
    {
      name: "POST connect, a known thread",
      ...to("connect"),
      headers: events,
      body: { ...exampleOf(own, "agent-connect"), threadId: thread },
    },
    { name: "POST stop without a run", ...to("stop/t") },
    { name: "GET /threads", ...at(`/threads?agentId=${agent}`) },
    { name: "GET messages", ...at(`/threads/${thread}/messages`) },
    { name: "GET messages of an unknown thread", ...at("/threads/nope/messages") },
    { name: "GET events", ...at(`/threads/${thread}/events`) },
    { name: "GET state", ...at(`/threads/${thread}/state`) },
    { name: "PATCH a thread", ...at("/threads/nope", "PATCH"), headers: json, body: { name: "Refunds" } },
    { name: "DELETE a thread", ...at("/threads/nope", "DELETE") },
    { name: "POST archive", ...at("/threads/nope/archive", "POST") },
    { name: "POST /transcribe", ...at("/transcribe", "POST") },
    {
      name: "POST run of an unknown agent",
      ...at("/agent/ghost/run", "POST"),
      headers: events,
      body: run,
      beside: true,
    },
    {
      name: "POST run, a message without id",
      ...to("run"),
      headers: events,
      body: { ...run, messages: unnamed },
      wrongAt: "/messages/0/id",
    },
    {
      name: "POST connect that is no input",
      ...to("connect"),
      headers: events,
      body: { messages: 3 },
      wrongAt: "/threadId",
    },
    { name: "GET run", ...at(`/agent/${agent}/run`) },
    { name: "GET another path", ...at("/nope") },
  ];
}

/** The contracts of one generation: at the address of pages, and at the routes where it has them. */
export interface Generation {
  readonly main: Contract;
  readonly routes?: Contract;
}

/** All that the runtime of a generation is asked, in this order. */
export function questionsFor({ main, routes: multi }: Generation, graphql: Contract, envelope: Contract): Question[] {
  const speaks = main.graphql === undefined ? ofEnvelope(main) : ofGraphql(main, graphql);
  return [...everywhere(main, graphql, envelope), ...speaks, ...(multi ? ofRoutes(multi) : [])];
}
