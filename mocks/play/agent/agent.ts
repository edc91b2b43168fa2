import type { Json } from "../../edit.ts";
import { type RunInput, type Tool, textOf } from "./input.ts";
import { argumentsOf, resultIn, toolFor } from "./tools.ts";
import { lookedUp, ofReadables, ofResult, pieces } from "./words.ts";

/** Where the agent's ids come from, and what its clients understand. */
export interface Speech {
  /** Eight characters, others each time. */
  id(purpose: "message" | "call"): string;
  /** Whether there are events for the results of tools. */
  readonly results: boolean;
  /** Members of RUN_STARTED beside its ids. */
  readonly started: Json;
}

/** One run. */
export interface Spoken {
  readonly events: readonly Json[];
  /** The message of the agent that the thread remembers. */
  readonly message: Json;
}

/**
 * The conversation of the support agent: it looks a question up and answers in pieces; calls a tool of the page where the
 * question is for it, and tells what it said; tells what it was let know; and gives the state back that it was given.
 */
export function speak(input: RunInput, speech: Speech): Spoken {
  const { threadId, runId, messages, tools, state } = input;
  const ids = { message: `msg_${speech.id("message")}`, call: `call_${speech.id("call")}` };
  const question = textOf(messages.findLast(({ role }) => role === "user"));
  const fresh = messages.at(-1)?.role !== "tool";
  const tool = fresh ? toolFor(question, tools) : undefined;
  const said = tool ? calling(ids, tool) : answering(ids, input, question, fresh ? speech : undefined);
  const shared = Object.keys(state).length > 0 ? [{ type: "STATE_SNAPSHOT", snapshot: state }] : [];
  return {
    events: [
      { type: "RUN_STARTED", threadId, runId, ...speech.started },
      ...shared,
      ...said.events,
      { type: "RUN_FINISHED", threadId, runId },
    ],
    message: said.message,
  };
}

type Named = { readonly message: string; readonly call: string };

/** Calls a tool of the page, which runs it and comes back with the result in a run of its own. */
function calling({ message, call }: Named, tool: Tool): Spoken {
  const args = argumentsOf(tool);
  const called = { id: call, type: "function", function: { name: tool.name, arguments: args.join("") } };
  return {
    events: callOf(call, tool.name, args),
    message: { id: message, role: "assistant", toolCalls: [called] },
  };
}

/** @param lookUp where the knowledge base is asked first; a result that is there needs none */
function answering({ message, call }: Named, input: RunInput, question: string, lookUp: Speech | undefined): Spoken {
  const result = resultIn(input);
  const known = lookUp && ofReadables(input, question);
  const answer = result ? ofResult(result.name, textOf(result.of)) : (known ?? lookedUp(question));
  return {
    events: [
      ...(lookUp && known === undefined ? searching(call, question, answer, lookUp) : []),
      { type: "TEXT_MESSAGE_START", messageId: message, role: "assistant" },
      ...pieces(answer).map((delta) => ({ type: "TEXT_MESSAGE_CONTENT", messageId: message, delta })),
      { type: "TEXT_MESSAGE_END", messageId: message },
    ],
    message: { id: message, role: "assistant", content: answer },
  };
}

function searching(toolCallId: string, query: string, content: string, { id, results }: Speech): Json[] {
  const call = callOf(toolCallId, "search_knowledge_base", ['{"query":', `${JSON.stringify(query)}}`]);
  if (!results) return call;
  return [...call, { type: "TOOL_CALL_RESULT", messageId: `msg_${id("message")}`, toolCallId, content, role: "tool" }];
}

const callOf = (toolCallId: string, toolCallName: string, args: readonly string[]): Json[] => [
  { type: "TOOL_CALL_START", toolCallId, toolCallName },
  ...args.map((delta) => ({ type: "TOOL_CALL_ARGS", toolCallId, delta })),
  { type: "TOOL_CALL_END", toolCallId },
];
