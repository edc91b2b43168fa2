import type { Json } from "../../../edit.ts";
import { type RunInput, readInput } from "../../agent/input.ts";

/** A message of `generateCopilotResponse`: one of the three that an agent hears. */
interface Given {
  readonly id: string;
  readonly textMessage?: { readonly role: string; readonly content: string };
  readonly actionExecutionMessage?: {
    readonly name: string;
    readonly arguments: string;
    readonly parentMessageId?: string;
  };
  readonly resultMessage?: { readonly actionExecutionId: string; readonly result: string };
}

/** `variables.data` of `generateCopilotResponse`, as far as the agent is told of it. */
export interface Data {
  readonly threadId?: string | null;
  readonly runId?: string | null;
  readonly messages: readonly Given[];
  readonly frontend: {
    readonly actions: readonly { readonly name: string; readonly jsonSchema: string; readonly available?: string }[];
  };
  readonly agentSession?: { readonly agentName: string } | null;
  readonly agentStates?: readonly { readonly agentName: string; readonly state: string }[] | null;
  readonly context?: RunInput["context"] | null;
  readonly cloud?: Json | null;
}

/**
 * What the runtime asks its agent (`constructAGUIRemoteAction` of @copilotkit/runtime 1.10.6).
 *
 * @throws SyntaxError where the schema of an action or the arguments of a call are no JSON
 */
export function inputOf(data: Data, ids: { readonly threadId: string; readonly runId: string }): RunInput {
  const { messages, frontend, agentSession, agentStates, context } = data;
  const offered = frontend.actions.filter(({ available }) => available !== "disabled");
  const shared = agentStates?.find(({ agentName }) => agentName === agentSession?.agentName)?.state;
  return readInput({
    ...ids,
    messages: messagesOf(messages),
    tools: offered.map(({ name, jsonSchema }) => ({ name, parameters: JSON.parse(jsonSchema) })),
    context: context ?? [],
    state: shared === undefined ? {} : objectOr(shared),
  });
}

function messagesOf(given: readonly Given[]): Json[] {
  const messages: { [key: string]: unknown; toolCalls?: unknown[] }[] = [];
  for (const { id, textMessage, actionExecutionMessage, resultMessage } of given) {
    if (textMessage) messages.push({ id, role: textMessage.role, content: textMessage.content });
    else if (actionExecutionMessage) {
      const { name, arguments: text, parentMessageId } = actionExecutionMessage;
      const call = { id, type: "function", function: { name, arguments: JSON.stringify(JSON.parse(text)) } };
      const parent = messages.find((message) => message.id === parentMessageId);
      if (parent) parent.toolCalls = [...(parent.toolCalls ?? []), call];
      else messages.push({ id: parentMessageId ?? id, role: "assistant", toolCalls: [call] });
    } else if (resultMessage) {
      messages.push({ id, role: "tool", content: resultMessage.result, toolCallId: resultMessage.actionExecutionId });
    }
  }
  return messages;
}

function objectOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
