import type { Contract } from "../../../contracts/index.ts";
import type { Answer, Behaviours, Call } from "../behaviour.ts";
import { belowEnvelope, openEnvelope } from "./runtime/envelope.ts";
import { atRoute, besideRoutes, stopAtRoute } from "./runtime/routes.ts";
import { askThreads } from "./runtime/threads.ts";

/** What a CopilotKit runtime does: by GraphQL until 1.10, by envelope or routes from 1.50 on. */
export const copilotkit: Behaviours = {
  http: {
    "available-agents": graphql,
    "load-agent-state": graphql,
    "generate-copilot-response": graphql,
    graphql,
    "graphql-get": graphql,
    envelope: (call) => openEnvelope(call),
    "resource-request": (call) => openEnvelope(call),
    "agent-run": (call) => (call.contract.emptyPath ? openEnvelope(call) : atRoute(call)),
    "agent-connect": (call) => (call.contract.emptyPath ? openEnvelope(call) : atRoute(call)),
    "agent-stop": (call) => (call.contract.emptyPath ? openEnvelope(call) : stopAtRoute(call)),
    threads: thread,
    "thread-messages": thread,
    "thread-events": thread,
    "thread-state": thread,
  },
  socket: {},
  refuse: (call, wrong) => {
    if (speaksGraphql(call.contract)) return graphql(call);
    if (call.contract.emptyPath) return openEnvelope(call, wrong);
    return call.endpoint.id.startsWith("thread") ? thread(call) : atRoute(call, wrong);
  },
  elsewhere: (asked) => {
    if (speaksGraphql(asked.contract)) return undefined;
    return asked.contract.emptyPath ? belowEnvelope(asked) : besideRoutes(asked);
  },
  load: async (contract) => {
    if (speaksGraphql(contract)) await serverOf(contract);
  },
  headers: (contract) =>
    speaksGraphql(contract)
      ? { "x-copilotkit-runtime-version": contract.version }
      : { "access-control-allow-origin": "*" },
};

const speaksGraphql = ({ graphql }: Contract) => graphql !== undefined;

const servers = new WeakMap<Contract, Promise<(call: Call) => Promise<Answer>>>();

async function graphql(call: Call): Promise<Answer> {
  const server = await serverOf(call.contract);
  return server(call);
}

/** The library that speaks GraphQL is loaded for a contract that has a schema: a mock of anything else starts without it. */
function serverOf(contract: Contract): Promise<(call: Call) => Promise<Answer>> {
  const server = servers.get(contract) ?? serve(contract.graphql ?? "");
  servers.set(contract, server);
  return server;
}

async function serve(schema: string) {
  const { openServer } = await import("./graphql/server.ts");
  return openServer(schema);
}

function thread(call: Call): Answer {
  return askThreads(call, call.method, call.url);
}
