import type { Json } from "../../../edit.ts";
import type { Live } from "../../../world/runs.ts";
import { speak } from "../../agent/agent.ts";
import { readInput } from "../../agent/input.ts";
import type { Answer, Call } from "../../behaviour.ts";
import { knows } from "../../known.ts";
import { agentName } from "../agent-name.ts";
import { json } from "./answers.ts";
import { compact } from "./compact.ts";
import { isFirst } from "./generation.ts";
import { seenIn } from "./past.ts";

/** How a run ends that was stopped, or whose client left: what the client of the agent makes of an aborted request. */
const closing: readonly Json[] = [
  { type: "RUN_ERROR", message: "This operation was aborted", code: "abort", rawEvent: {} },
];

/**
 * Runs the agent. The input comes back in RUN_STARTED, without the messages that the thread knows already. While a run is
 * being played, another on its thread is answered with an empty stream; a client that leaves ends its run, which a real
 * runtime goes on with.
 */
export function run(call: Call, input: Json): Answer {
  const { contract, world } = call;
  const threadId = String(input.threadId);
  const script = () => {
    const seen = seenIn(world.runs.thread(threadId));
    const messages = (Array.isArray(input.messages) ? input.messages : []).filter(({ id }) => !seen.has(id));
    const events = speechOf(call, input, { input: { ...known(input), messages } });
    return { threadId, runId: String(input.runId), agentId: agentName, events };
  };
  const settled = (events: readonly Json[]) => compact(events, !isFirst(contract));
  return streamOf(world.runs.play(script, threadId, closing, settled, () => world.clock.now()));
}

const speechOf = ({ contract, endpoint, world }: Call, input: Json, started: Json): readonly Json[] =>
  speak(readInput(input), {
    id: (purpose) => world.ids.short(purpose),
    results: knows(contract, endpoint, "TOOL_CALL_RESULT"),
    started,
  }).events;

/** What the thread of an input has said, and what it goes on to say; nothing where nothing is known of it. */
export function connect({ world }: Call, input: Json): Answer {
  const threadId = String(input.threadId);
  return streamOf(said(world.runs.thread(threadId)?.runs.flat() ?? [], world.runs.live(threadId)));
}

function* said(past: readonly Json[], live: Live | undefined): Generator<Json, void, undefined> {
  yield* past;
  // A run that is stopped meanwhile gets another list of events.
  for (let index = 0; live && index < live.events.length; index++) yield live.events[index]!;
}

/** A run for suggestions, of which no thread remembers anything. */
export function suggest(call: Call, input: Json): Answer {
  return streamOf(speechOf(call, input, {}));
}

/** Stops the run of a thread. @param given id of the only run that is meant; undefined for whichever there is */
export function stop({ world }: Call, agentId: string, threadId: string, given: unknown): Answer {
  if (agentId !== agentName) return agentNotFound(agentId);
  const runId = typeof given === "string" && given.trim() !== "" ? given : undefined;
  const live = world.runs.live(threadId);
  const meant = runId === undefined || live?.runId === runId;
  if (meant && world.runs.stop(threadId, closing)) {
    return json(200, {
      stopped: true,
      interrupt: { type: "RUN_ERROR", message: "Run stopped by user", code: "STOPPED" },
    });
  }
  const message =
    runId === undefined
      ? `No active run for thread '${threadId}'.`
      : `Run '${runId}' is not the active run for thread '${threadId}'.`;
  return json(200, { stopped: false, message });
}

export const agentNotFound = (agentId: string): Answer =>
  json(404, { error: "Agent not found", message: `Agent '${agentId}' does not exist` });

/** What of an input a runtime reads; anything else it drops. */
const read = ["threadId", "runId", "parentRunId", "state", "messages", "tools", "context", "forwardedProps"];

const known = (input: Json): Json =>
  Object.fromEntries(read.flatMap((name) => (Object.hasOwn(input, name) ? [[name, input[name]]] : [])));

const streamOf = (events: Iterable<Json>): Answer => ({
  status: 200,
  // Without the charset that FastAPI would add.
  contentType: "",
  headers: { "content-type": "text/event-stream", "cache-control": "no-cache" },
  events,
});
