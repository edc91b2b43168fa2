import { agent, type Dialect, endpoint, envelope, graphql, routes, variables } from "./runtime-talk.ts";

/** One request, and what is seen of the answer. */
export interface Seen {
  readonly what: string;
  readonly path: string;
  /** Without one it is a GET. */
  readonly body?: unknown;
  readonly status: number;
  /** What the answer's text contains; "" for none at all. */
  readonly says: string;
}

/** How one version of the real runtime behaves, as observed. */
export interface Runtime {
  readonly version: string;
  readonly dialects: readonly Dialect[];
  readonly answers: readonly Seen[];
  /** How a run ends whose agent answers 404: inside a 200, and told or not. */
  readonly agentLost: unknown;
  /** How it answers for an agent it does not have, and whether it still has the right one afterwards. */
  readonly unknownAgent: { readonly status: number; readonly end: unknown; readonly leaves: "all" | "nothing" };
}

const discovery = { query: "query availableAgents { availableAgents { agents { name } } }" };
const nothingFound = { status: 404, says: "" };
const run = `${routes}/agent/${agent}/run`;

const graphqlAnswers = (version: string): Seen[] => [
  { what: "hello", path: endpoint, body: { query: "{hello}" }, status: 200, says: '{"data":{"hello":"Hello World"}}' },
  { what: "availableAgents", path: endpoint, body: discovery, status: 200, says: '{"availableAgents":{"agents":[]}}' },
  { what: "no query", path: endpoint, body: {}, status: 200, says: "Must provide query string." },
  { what: "what is no JSON", path: endpoint, body: "{", status: 400, says: "POST body sent invalid JSON." },
  {
    what: "an unknown field",
    path: endpoint,
    body: { query: "{nope}" },
    status: 200,
    says: "GRAPHQL_VALIDATION_FAILED",
  },
  {
    what: "info in an envelope",
    path: endpoint,
    body: { method: "info" },
    status: 400,
    says: 'parameter \\"method\\"',
  },
  { what: "a run in an envelope", path: endpoint, body: envelope("Hi"), status: 400, says: 'parameter \\"method\\"' },
  { what: "GET /info", path: `${endpoint}/info`, ...nothingFound },
  { what: "a run by its route", path: run, body: {}, ...nothingFound },
  { what: "a run for JSON alone", path: endpoint, body: graphql(variables("Hello")), status: 406, says: "" },
  ...(version === "1.9.3"
    ? [
        {
          what: "context, which came with 1.10",
          path: endpoint,
          body: graphql(variables("Hello", agent, { context: [] })),
          status: 400,
          says: 'Field \\"context\\" is not defined by type',
        },
      ]
    : []),
];

const envelopeAnswers = (info: string, notGet: object, secondMount: Seen[]): Seen[] => [
  {
    what: "info",
    path: endpoint,
    body: { method: "info" },
    status: 200,
    says: `{"version":"${info}","agents":{"${agent}"`,
  },
  { what: "info by its route", path: `${routes}/info`, status: 200, says: `{"version":"${info}","agents":{"${agent}"` },
  { what: "GraphQL", path: endpoint, body: discovery, status: 400, says: "Missing method field" },
  { what: "what is no JSON", path: endpoint, body: "{", status: 400, says: "Invalid JSON payload" },
  {
    what: "an unknown method",
    path: endpoint,
    body: { method: "nope" },
    status: 400,
    says: "Unsupported method 'nope'",
  },
  {
    what: "a stop without a run",
    path: endpoint,
    body: { method: "agent/stop", params: { agentId: agent, threadId: "t" } },
    status: 200,
    says: `{"stopped":false,"message":"No active run for thread 't'."}`,
  },
  { what: "a GET", path: endpoint, ...notGet } as Seen,
  { what: "GraphQL at the routes", path: routes, body: discovery, status: 404, says: '{"error":"Not found"}' },
  ...secondMount,
];

const lost = { type: "RUN_ERROR", code: "INCOMPLETE_STREAM" };
const http404 = 'HTTP 404: {"detail":"Not Found"}';
const noAgent = { error: "Agent not found", message: "Agent 'ghost' does not exist" };
const unknown = { errors: [{ extensions: { code: "UNKNOWN", statusCode: 500 } }] };

export const runtimes: readonly Runtime[] = [
  {
    version: "1.9.3",
    dialects: ["graphql"],
    answers: graphqlAnswers("1.9.3"),
    agentLost: { code: "Success" }, // @ag-ui/client 0.0.35 does not look at the status.
    unknownAgent: { status: 200, end: unknown, leaves: "nothing" },
  },
  {
    version: "1.10.6",
    dialects: ["graphql"],
    answers: graphqlAnswers("1.10.6"),
    agentLost: { code: "Failed", reason: "UNKNOWN_ERROR", details: { description: http404 } },
    unknownAgent: { status: 200, end: unknown, leaves: "nothing" },
  },
  {
    version: "1.50.0",
    dialects: ["envelope", "rest"],
    // `info` gives the version of @copilotkitnext/runtime, which is inside.
    answers: envelopeAnswers("0.0.31", { status: 500, says: "Internal Server Error" }, [
      { what: "an envelope at the routes", path: routes, body: { method: "info" }, status: 404, says: '"Not found"' },
      { what: "the threads", path: `${routes}/threads?agentId=${agent}`, status: 404, says: '"Not found"' },
    ]),
    agentLost: { ...lost, message: "Run ended without emitting a terminal event" },
    unknownAgent: { status: 404, end: noAgent, leaves: "all" },
  },
  {
    version: "1.75.0",
    dialects: ["envelope", "rest"],
    answers: envelopeAnswers("1.75.0", { status: 405, says: "Method not allowed" }, [
      {
        what: "an envelope at the routes",
        path: routes,
        body: { method: "info" },
        status: 404,
        says: '"code":"single_route_envelope_against_multi_route_runtime"',
      },
      { what: "the threads", path: `${routes}/threads?agentId=${agent}`, status: 200, says: '"nextCursor":null' },
      { what: "a body that is no run", path: run, body: {}, status: 400, says: '"error":"Invalid request body"' },
    ]),
    agentLost: { ...lost, message: http404 },
    unknownAgent: { status: 404, end: noAgent, leaves: "all" },
  },
];
