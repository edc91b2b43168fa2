import { isMembers } from "../../../contracts/index.ts";
import type { Json } from "../../edit.ts";

/** A tool that the page offers; `parameters` is its JSON Schema. */
export interface Tool {
  readonly name: string;
  readonly parameters: Json;
}

/** What an agent is asked: AG-UI's RunAgentInput, with what is missing or of another kind left empty. */
export interface RunInput {
  readonly threadId: string;
  readonly runId: string;
  readonly messages: readonly Json[];
  readonly tools: readonly Tool[];
  /** What the page lets the agent know (`useCopilotReadable`). */
  readonly context: readonly { readonly description: string; readonly value: string }[];
  readonly state: Json;
}

export function readInput(body: unknown): RunInput {
  const { threadId, runId, messages, tools, context, state } = isMembers(body) ? body : ({} as Json);
  return {
    threadId: String(threadId ?? ""),
    runId: String(runId ?? ""),
    messages: membersOf(messages),
    tools: membersOf(tools).map(({ name, parameters }) => ({
      name: String(name),
      parameters: isMembers(parameters) ? parameters : {},
    })),
    context: membersOf(context).map(({ description, value }) => ({
      description: String(description),
      value: String(value),
    })),
    state: isMembers(state) ? state : {},
  };
}

const membersOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isMembers) : []);

/** The text of a message; of one with parts, that of its text parts. */
export function textOf(message: Json | undefined): string {
  const content = message?.content;
  if (!Array.isArray(content)) return typeof content === "string" ? content : "";
  return content.map(({ text = "" }: { readonly text?: string }) => text).join(" ");
}
