import { type Found, plainly, type Served } from "./case.ts";
import { backend } from "./start.ts";

const run = { threadId: "t", runId: "r", state: {}, messages: [], tools: [], context: [], forwardedProps: {} };
const without = (key: keyof typeof run) => Object.fromEntries(Object.entries(run).filter(([name]) => name !== key));
export const message = (more: object) => ({ ...run, messages: [{ id: "m", role: "user", content: "hello", ...more }] });
const part = (part: object) => message({ content: [part] });
const snake = Object.fromEntries(
  Object.entries(run).map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
);

const is = (id: string): Found => ({ [id]: "certain" });
const all = (id: string) => [is(id), is(id)] as const;
const old = (id: string) => [is(id), {}] as const;

/** What is sent, and what the 422 that it gets comes to, on ag-ui-protocol 0.1.9 and on the newest. */
const sent: readonly (readonly [what: string, body: unknown, old: Found, current: Found])[] = [
  ["a whole run", run, {}, {}],
  ["a message", message({}), {}, {}],
  ["names of Python", snake, {}, {}],
  ["an assistant that says nothing", message({ role: "assistant", content: null }), {}, {}],
  [
    "GraphQL",
    { operationName: "a", query: "query a { id }", variables: {} },
    ...all("graphql-client-on-ag-ui-endpoint"),
  ],
  ["info", { method: "info" }, ...all("envelope-client-on-ag-ui-endpoint")],
  [
    "an envelope",
    { method: "agent/run", params: { agentId: "a" }, body: run },
    ...all("envelope-client-on-ag-ui-endpoint"),
  ],
  ["no id", message({ id: undefined }), ...all("message-without-id")],
  ["no role", message({ role: undefined }), ...all("role-unknown")],
  ["another role", message({ role: "human" }), ...all("role-unknown")],
  ["activity", message({ role: "activity", activityType: "plan", content: {} }), ...old("role-newer-than-sdk")],
  ["reasoning", message({ role: "reasoning" }), ...old("role-newer-than-sdk")],
  ["a result of no call", message({ role: "tool" }), ...all("tool-result-without-call")],
  ["a result that is a list", message({ role: "tool", toolCallId: "c", content: [] }), ...old("content-not-text")],
  ["parts", part({ type: "text", text: "hello" }), ...old("content-not-text")],
  [
    "an image",
    part({ type: "image", source: { type: "url", value: "http://a.example/b.png" } }),
    ...old("content-not-text"),
  ],
  ["protocolVersion", { ...run, protocolVersion: "1.0" }, ...old("key-refused-by-old-sdk")],
  ["a key of its own", { ...run, tenant: "a" }, ...old("key-refused-by-old-sdk")],
  ["resume", { ...run, resume: [] }, ...old("key-refused-by-old-sdk")],
  ["a key of a message", message({ tenant: "a" }), ...old("key-refused-by-old-sdk")],
  ["no state", without("state"), ...old("run-incomplete")],
  ["no forwardedProps", without("forwardedProps"), ...old("run-incomplete")],
  ["no tools", without("tools"), { "run-incomplete": "likely" }, {}],
  ["no threadId", without("threadId"), ...all("run-incomplete")],
  [
    "a tool without parameters",
    { ...run, tools: [{ name: "a", description: "b" }] },
    ...old("tool-without-parameters"),
  ],
  ["a context of objects", { ...run, context: [{ description: "a", value: {} }] }, ...all("context-not-text")],
  ["no JSON", '{"threadId":', { "body-not-json": "likely" }, { "body-not-json": "likely" }],
  ["a text", JSON.stringify(JSON.stringify(run)), { "body-not-object": "likely" }, { "body-not-object": "likely" }],
  ["nothing", "", { "body-not-object": "likely" }, { "body-not-object": "likely" }],
  [
    "two faults",
    { ...without("forwardedProps"), messages: [{ role: "user", content: "hello" }] },
    { "run-incomplete": "certain", "message-without-id": "certain" },
    { "message-without-id": "certain" },
  ],
];

const stacks = [
  ["2025-10", "old"],
  ["current", "current"],
] as const;

/** Bodies that an AG-UI endpoint refuses, by the 422s that a log keeps. */
export const refusals: readonly Served[] = stacks.map(([stack, age]) => ({
  name: `customer-support on ${stack}, which keeps its 422s`,
  start: backend("customer-support", { stack }),
  cases: sent.map(([what, body, old, current]) => ({
    ...plainly("/api/copilotkit", age === "old" ? old : current, { log: { posted: body } }),
    what,
    scheme: "http",
  })),
}));
