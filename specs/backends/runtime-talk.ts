import { randomUUID } from "node:crypto";
import { eventsIn, post, question } from "../support/runs.ts";

/** How a runtime is spoken to: one GraphQL URL, one URL for envelopes, or a route each. */
export type Dialect = "graphql" | "envelope" | "rest";

export const agent = "customer_support_agent";
export const endpoint = "/api/copilotkit";
export const routes = "/v2/copilotkit";

/** What came back for one question. */
export interface Heard {
  readonly status: number;
  readonly type: string | null;
  readonly version: string | null;
  /** The agent's words, put together from the increments. */
  readonly said: string;
  /** The last thing that the runtime tells of the run: a GraphQL status, GraphQL errors, or the last event. */
  readonly end: unknown;
}

const mutation = `mutation ask($data: GenerateCopilotResponseInput!) {
  generateCopilotResponse(data: $data) {
    threadId
    ... @defer { status { ... on BaseResponseStatus { code } ... on FailedResponseStatus { reason details } } }
    messages @stream { __typename ... on TextMessageOutput { content @stream } }
  }
}`;

/** The variables of `generateCopilotResponse` that a page sends for one question. */
export const variables = (content: string, agentName = agent, more: object = {}) => ({
  data: {
    agentSession: { agentName },
    frontend: { actions: [], url: "http://localhost:5173/" },
    messages: [{ id: randomUUID(), createdAt: "2026-01-01T00:00:00.000Z", textMessage: { content, role: "user" } }],
    metadata: { requestType: "Chat" },
    threadId: randomUUID(),
    ...more,
  },
});

/** The body of `generateCopilotResponse`. */
export const graphql = (data: object) => ({ operationName: "ask", query: mutation, variables: data });

/** The body of an envelope's `agent/run`. */
export const envelope = (content: string, agentId = agent) => ({
  method: "agent/run",
  params: { agentId },
  body: question(content, randomUUID()),
});

/** Asks a runtime one question in a thread of its own. */
export async function ask(url: string, dialect: Dialect, content: string, agentName = agent): Promise<Heard> {
  const { status, headers, text } = await {
    graphql: () =>
      post(url + endpoint, graphql(variables(content, agentName)), { accept: "multipart/mixed, application/json" }),
    envelope: () => post(url + endpoint, envelope(content, agentName), { accept: "text/event-stream" }),
    rest: () => post(`${url}${routes}/agent/${agentName}/run`, question(content, randomUUID())),
  }[dialect]();
  const type = headers.get("content-type");
  const told = { status, type, version: headers.get("x-copilotkit-runtime-version") };
  if (type?.startsWith("multipart/mixed")) return { ...told, ...multipart(text) };
  if (type === "text/event-stream") return { ...told, ...events(text) };
  return { ...told, said: "", end: JSON.parse(text) };
}

interface Increment {
  readonly path?: readonly (string | number)[];
  readonly items?: readonly unknown[];
  readonly data?: { readonly status?: unknown };
}

const part = /\r\n---\r\nContent-Type: application\/json; charset=utf-8\r\nContent-Length: (\d+)\r\n\r\n(.*)/g;

/** Increments come in parts of any size: only their order is promised. Anything but well-framed parts is an error. */
function multipart(text: string) {
  const framed = [...text.matchAll(part)];
  const wrong = framed.filter(([, length, json = ""]) => Buffer.byteLength(json) !== Number(length));
  const rest = text.replaceAll(part, "");
  if (wrong.length > 0 || rest !== "\r\n-----\r\n") throw new Error(`badly framed: ${wrong.join() || rest}`);
  const parts = framed.map(([, , json = ""]) => JSON.parse(json));
  const increments: Increment[] = parts.flatMap(({ incremental = [] }) => incremental);
  const words = increments.filter(({ path }) => path?.at(-2) === "content").flatMap(({ items = [] }) => items);
  const end = increments.findLast(({ path }) => path?.length === 1)?.data?.status;
  return { said: words.join(""), end };
}

function events(text: string) {
  const all = eventsIn(text);
  const words = all.filter(({ type }) => type === "TEXT_MESSAGE_CONTENT").map(({ delta }) => delta);
  return { said: words.join(""), end: all.at(-1) };
}
