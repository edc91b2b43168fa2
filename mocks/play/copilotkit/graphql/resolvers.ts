import { setImmediate, setTimeout } from "node:timers/promises";
import { compareVersions } from "../../../../contracts/index.ts";
import type { Json } from "../../../edit.ts";
import type { World } from "../../../world/world.ts";
import { speak } from "../../agent/agent.ts";
import type { RunInput } from "../../agent/input.ts";
import type { Call } from "../../behaviour.ts";
import { beat } from "../../pace.ts";
import { agentName } from "../agent-name.ts";
import type { Demand } from "./demand.ts";
import { agentNotFound, noAgent, noCloudKey, unknownError } from "./errors.ts";
import { type Data, inputOf } from "./input.ts";
import { Output } from "./output.ts";
import { Queue } from "./queue.ts";
import { scalars } from "./scalars.ts";

/** What resolvers are given beside their arguments. */
interface Context {
  readonly call: Call;
  readonly demand: Demand;
}

/** What a runtime of the GraphQL generation does (copilot.resolver.ts and state.resolver.ts of 1.10.6). */
export const resolvers = {
  ...scalars,
  Query: {
    hello: () => "Hello World",
    // Agents that are given to the runtime itself are not listed: seen on 1.9.3 and 1.10.6.
    availableAgents: () => ({ agents: [] }),
    loadAgentState(_: unknown, { data }: { readonly data: { readonly threadId: string; readonly agentName: string } }) {
      if (data.agentName !== agentName) throw agentNotFound(data.agentName, agentName);
      // Nor is anything of their threads known.
      return { threadId: data.threadId, threadExists: false, state: "{}", messages: "[]" };
    },
  },
  Mutation: {
    generateCopilotResponse(_: unknown, { data }: { readonly data: Data }, { call, demand }: Context) {
      if (data.cloud && call.headers["x-copilotcloud-public-api-key"] === undefined) throw noCloudKey();
      if (!data.agentSession) throw noAgent();
      if (data.agentSession.agentName !== agentName) throw unknownError();
      return respond(data, call, demand);
    },
  },
};

function respond(data: Data, { contract, world }: Call, demand: Demand) {
  const short = (purpose: string) => world.ids.short(purpose);
  const threadId = data.threadId ?? `ck-${short("thread")}`;
  const input = understood(data, { threadId, runId: data.runId ?? `run_${short("run")}` });
  const { events } = speak(input, { id: short, results: true, started: {} });
  const left = new AbortController();
  const output = new Output(
    {
      ...input,
      agentName,
      endsWithState: compareVersions(contract.version, "1.10.6") < 0,
      now: () => new Date(world.clock.now()).toISOString(),
      id: () => `ck-${short("state")}`,
    },
    () => left.abort(),
  );
  const metaEvents = new Queue<Json>();
  const status = stream(events, output, { world, demand, left: left.signal }).finally(() => metaEvents.end());
  return { threadId, runId: data.runId ?? null, messages: output.messages, metaEvents, status };
}

function understood(data: Data, ids: { readonly threadId: string; readonly runId: string }): RunInput {
  try {
    return inputOf(data, ids);
  } catch {
    throw unknownError();
  }
}

interface Manner extends Pick<Context, "demand"> {
  readonly world: World;
  /** Aborted when the reader left. */
  readonly left: AbortSignal;
}

/** Says the events at the pace of the mock, until all are said or the reader left; then how it went. */
async function stream(events: readonly Json[], output: Output, { world, demand, left }: Manner): Promise<Json> {
  const release = world.runs.hold();
  try {
    for (const [index, event] of events.entries()) {
      if (index > 0) await (world.pace === "realtime" ? setTimeout(beat) : turnOf(demand));
      if (left.aborted) break;
      output.hear(event);
    }
  } finally {
    output.end();
    release();
  }
  return { __typename: "SuccessResponseStatus", code: "Success" };
}

/** A turn of its own for each event, so that a status never overtakes the text that it is of. */
async function turnOf(demand: Demand): Promise<void> {
  await setImmediate();
  await demand.asked();
}
