import { isMembers } from "../../../../contracts/index.ts";
import type { Json } from "../../../edit.ts";
import { Queue } from "./queue.ts";

/** What every message of a run says of the run. */
export interface About {
  readonly threadId: string;
  readonly runId: string;
  readonly agentName: string;
  /** Whether a run without a state ends with one all the same, as it did until 1.10. */
  readonly endsWithState: boolean;
  /** RFC 3339. */
  now(): string;
  /** An id for a message that the agent gave none. */
  id(): string;
}

const success = { __typename: "SuccessMessageStatus", code: "Success" };

interface Open {
  readonly pieces: Queue<string>;
  readonly finish: () => void;
}

/**
 * The events of a run as the messages that `generateCopilotResponse` streams: a message appears when it starts, its text or
 * its arguments come piece by piece, and its status when it is whole. What AG-UI has beyond that is left out, as the
 * runtimes leave it out (`convertToLegacyEvents` of @ag-ui/client 0.0.40, copilot.resolver.ts of @copilotkit/runtime 1.10.6).
 */
export class Output {
  readonly messages: Queue<Json>;
  readonly #about: About;
  readonly #open = new Map<unknown, Open>();
  readonly #tools = new Map<unknown, unknown>();
  #state: Json = {};

  constructor(about: About, left: () => void) {
    this.#about = about;
    this.messages = new Queue(left);
  }

  hear(event: Json): void {
    const { type, messageId, toolCallId, delta } = event;
    switch (type) {
      case "TEXT_MESSAGE_START":
        return this.#begin(messageId, "TextMessageOutput", "content", { role: "assistant" });
      case "TEXT_MESSAGE_CONTENT":
        return this.#open.get(messageId)?.pieces.push(String(delta));
      case "TEXT_MESSAGE_END":
        return this.#open.get(messageId)?.finish();
      case "TOOL_CALL_START":
        this.#tools.set(toolCallId, event.toolCallName);
        return this.#begin(toolCallId, "ActionExecutionMessageOutput", "arguments", { name: event.toolCallName });
      case "TOOL_CALL_ARGS":
        return this.#open.get(toolCallId)?.pieces.push(String(delta));
      case "TOOL_CALL_END":
        return this.#open.get(toolCallId)?.finish();
      case "TOOL_CALL_RESULT":
        return this.#say("ResultMessageOutput", `result-${toolCallId}`, {
          actionExecutionId: toolCallId,
          actionName: this.#tools.get(toolCallId) ?? "unknown",
          result: event.content,
        });
      case "STATE_SNAPSHOT":
        return this.#share(event.snapshot, true);
      case "RUN_FINISHED":
        if (this.#about.endsWithState || Object.keys(this.#state).length > 0) this.#share(this.#state, false);
        return;
    }
  }

  /** Nothing more comes; what is open stays as it is. */
  end(): void {
    for (const { pieces } of this.#open.values()) pieces.end();
    this.messages.end();
  }

  #begin(id: unknown, __typename: string, streamed: string, more: Json): void {
    const pieces = new Queue<string>();
    const status = new Promise((resolve) => {
      const finish = () => {
        pieces.end();
        this.#open.delete(id);
        resolve(success);
      };
      this.#open.set(id, { pieces, finish });
    });
    this.#say(__typename, String(id), { status, parentMessageId: null, [streamed]: pieces, ...more });
  }

  #share(state: unknown, active: boolean): void {
    // The old protocol knows the state of an object alone, and keeps messages elsewhere.
    if (isMembers(state)) this.#state = Object.fromEntries(Object.entries(state).filter(([key]) => key !== "messages"));
    const { threadId, runId, agentName, id } = this.#about;
    const shared = { state: JSON.stringify(this.#state), running: true, nodeName: "", active, role: "assistant" };
    this.#say("AgentStateMessageOutput", id(), { threadId, runId, agentName, ...shared });
  }

  #say(__typename: string, id: string, more: Json): void {
    this.messages.push({ __typename, id, createdAt: this.#about.now(), status: success, ...more });
  }
}
