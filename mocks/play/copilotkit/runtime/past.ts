import { isMembers } from "../../../../contracts/index.ts";
import type { Json } from "../../../edit.ts";
import type { Thread } from "../../../world/runs.ts";

/** Ids of the messages that a thread has heard or said. */
export function seenIn(thread: Thread | undefined): ReadonlySet<unknown> {
  const events = thread?.runs.flat() ?? [];
  return new Set(events.flatMap((event) => [event.messageId, ...heardIn(event).map(({ id }) => id)]));
}

/** The messages that a run was started with, and that were new then. */
function heardIn({ input }: Json): readonly Json[] {
  const messages = isMembers(input) ? input.messages : undefined;
  return Array.isArray(messages) ? messages : [];
}

/**
 * The messages of the last run: what it heard and what it said. A runtime knows no more of a thread, and has a shape of
 * its own for calls of tools.
 */
export function messagesOf(thread: Thread | undefined): Json[] {
  const messages: (Json & { content?: string; toolCalls?: { args: string }[] })[] = [];
  for (const event of thread?.runs.at(-1) ?? []) {
    const { type, messageId, toolCallId, toolCallName, delta, content } = event;
    if (type === "RUN_STARTED") messages.push(...heardIn(event).map(told));
    else if (type === "TEXT_MESSAGE_START") messages.push({ id: messageId, role: "assistant", content: "" });
    else if (type === "TEXT_MESSAGE_CONTENT") messages.at(-1)!.content += String(delta);
    else if (type === "TOOL_CALL_START") {
      const toolCalls = [{ id: toolCallId, name: toolCallName, args: "" }];
      messages.push({ id: toolCallId, role: "assistant", toolCalls });
    } else if (type === "TOOL_CALL_ARGS") messages.at(-1)!.toolCalls![0]!.args += String(delta);
    else if (type === "TOOL_CALL_RESULT")
      messages.push({ id: messageId, role: "tool", content: String(content), toolCallId });
  }
  return messages;
}

/** A message that was heard, in the shape that routes tell it. */
function told({ id, role, content, toolCalls, toolCallId }: Json): Json {
  const calls = Array.isArray(toolCalls) ? toolCalls : [];
  const called = calls.map(({ id: call, function: { name, arguments: args } }) => ({ id: call, name, args }));
  return {
    id,
    role,
    ...(content !== undefined && { content }),
    ...(called.length > 0 && { toolCalls: called }),
    ...(toolCallId !== undefined && { toolCallId }),
  };
}

/** The last state that a thread was told; null where it was told none. */
export const stateOf = (events: readonly Json[]): unknown =>
  events.findLast(({ type }) => type === "STATE_SNAPSHOT")?.snapshot ?? null;
