import type { Json } from "../edit.ts";
import type { Behaviours, Call } from "./behaviour.ts";
import { knows, knowsKey } from "./known.ts";

const threadLimit = 1000;
const policy =
  "You can return anything within 30 days of delivery for a full refund. The money is back on your card within five working days.";
const greeting = "Hello! I looked into our help pages, and I am here for orders, refunds and everything else.";

/** The conversation of the support agent: it looks the question up, then answers in pieces. */
export const support: Behaviours = {
  http: { run, "agents-state": agentsState, capabilities: () => ({ status: 200, body: {} }) },
  socket: {},
};

function run(call: Call) {
  const { contract, world } = call;
  const input = call.body as { threadId: string; runId: string; messages?: readonly Json[]; state?: unknown };
  const { threadId, runId } = input;
  const messages = Array.isArray(input.messages) ? input.messages : [];
  const last = messages.at(-1);
  const ids = { message: `msg_${world.ids.short("message")}`, call: `call_${world.ids.short("call")}` };
  const question = textOf(messages.findLast(({ role }) => role === "user"));
  const answer = /refund|return/i.test(question) ? policy : greeting;
  const protocol = knowsKey(contract, call.endpoint, "RUN_STARTED", "protocolVersion")
    ? { protocolVersion: "1.0" }
    : {};
  // A tool result of the frontend is answered at once: what was to be looked up is there.
  const lookUp = last?.role === "tool" ? [] : toolCall(call, ids.call, question, answer);
  remember(call, threadId, input.state, messages, { id: ids.message, role: "assistant", content: answer });
  return {
    status: 200,
    events: [
      { type: "RUN_STARTED", threadId, runId, ...protocol },
      ...lookUp,
      { type: "TEXT_MESSAGE_START", messageId: ids.message, role: "assistant" },
      ...pieces(answer).map((delta) => ({ type: "TEXT_MESSAGE_CONTENT", messageId: ids.message, delta })),
      { type: "TEXT_MESSAGE_END", messageId: ids.message },
      { type: "RUN_FINISHED", threadId, runId },
    ],
  };
}

function toolCall({ contract, endpoint, world }: Call, toolCallId: string, query: string, found: string): Json[] {
  const result = knows(contract, endpoint, "TOOL_CALL_RESULT")
    ? [
        {
          type: "TOOL_CALL_RESULT",
          messageId: `msg_${world.ids.short("message")}`,
          toolCallId,
          content: found,
          role: "tool",
        },
      ]
    : [];
  return [
    { type: "TOOL_CALL_START", toolCallId, toolCallName: "search_knowledge_base" },
    { type: "TOOL_CALL_ARGS", toolCallId, delta: '{"query":' },
    { type: "TOOL_CALL_ARGS", toolCallId, delta: `${JSON.stringify(query)}}` },
    { type: "TOOL_CALL_END", toolCallId },
    ...result,
  ];
}

/** The text of a message; of one with parts, that of its text parts. */
function textOf(message: Json | undefined): string {
  const content = message?.content;
  if (!Array.isArray(content)) return typeof content === "string" ? content : "";
  return content.map(({ text = "" }: { readonly text?: string }) => text).join(" ");
}

/** A few words at a time, as a model answers. */
function pieces(text: string): string[] {
  return [...text.matchAll(/(\S+\s*){1,3}/g)].map(([piece]) => piece);
}

function remember({ world }: Call, id: string, state: unknown, messages: readonly Json[], answer: Json): void {
  if (world.threads.size >= threadLimit && !world.threads.has(id)) return;
  const given = typeof state === "object" && state !== null && !Array.isArray(state) ? (state as Json) : {};
  world.threads.set(id, { state: given, messages: [...messages, answer].slice(-100) });
}

function agentsState({ body, world, endpoint, contract }: Call) {
  const { threadId } = body as { threadId: string };
  const thread = world.threads.get(threadId);
  const found = { threadId, threadExists: thread !== undefined };
  const { state, messages } = thread ?? { state: {}, messages: [] };
  // Before ag-ui-adk 0.5.2 both were JSON text.
  const values = answersText(contract, endpoint)
    ? { state: JSON.stringify(state), messages: JSON.stringify(messages) }
    : { state, messages };
  return { status: 200, body: { ...found, ...values } };
}

function answersText(contract: Call["contract"], endpoint: Call["endpoint"]): boolean {
  const name = endpoint.answers.find(({ status }) => status === "200")?.content[0]?.schema ?? "";
  const properties = contract.schemas.$defs[name]?.properties as Record<string, { type?: unknown }> | undefined;
  return properties?.state?.type === "string";
}
