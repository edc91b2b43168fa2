import type { Json } from "../edit.ts";
import { speak } from "./agent/agent.ts";
import { type RunInput, readInput } from "./agent/input.ts";
import type { Behaviours, Call } from "./behaviour.ts";
import { knows, knowsKey } from "./known.ts";

const threadLimit = 1000;

/** The support agent at its own routes. */
export const support: Behaviours = {
  http: { run, "agents-state": agentsState, capabilities: () => ({ status: 200, body: {} }) },
  socket: {},
};

function run({ contract, endpoint, world, body }: Call) {
  const input = readInput(body);
  const versioned = knowsKey(contract, endpoint, "RUN_STARTED", "protocolVersion");
  const { events, message } = speak(input, {
    id: (purpose) => world.ids.short(purpose),
    results: knows(contract, endpoint, "TOOL_CALL_RESULT"),
    started: versioned ? { protocolVersion: "1.0" } : {},
  });
  remember(world, input, message);
  return { status: 200, events };
}

function remember({ threads }: Call["world"], { threadId, state, messages }: RunInput, message: Json): void {
  if (threads.size >= threadLimit && !threads.has(threadId)) return;
  threads.set(threadId, { state, messages: [...messages, message].slice(-100) });
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
