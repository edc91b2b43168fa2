import type { Contract } from "../../../contracts/index.ts";
import type { Answer, Behaviours, Call, Elsewhere } from "../behaviour.ts";
import { methodNotAllowed, notFound } from "./runtime/answers.ts";
import { openEnvelope } from "./runtime/envelope.ts";
import { isFirst } from "./runtime/generation.ts";
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
    return call.contract.emptyPath ? openEnvelope(call, wrong) : atRoute(call, wrong);
  },
  elsewhere,
  headers: (contract) =>
    speaksGraphql(contract)
      ? { "x-copilotkit-runtime-version": contract.version }
      : { "access-control-allow-origin": "*" },
};

const speaksGraphql = ({ graphql }: Contract) => graphql !== undefined;

const servers = new WeakMap<Contract, Promise<(call: Call) => Promise<Answer>>>();

/** The library that speaks GraphQL is loaded at the first question: a mock of anything else starts without it. */
async function graphql(call: Call): Promise<Answer> {
  const { contract } = call;
  const server = servers.get(contract) ?? serve(contract.graphql ?? "");
  servers.set(contract, server);
  return (await server)(call);
}

async function serve(schema: string) {
  const { openServer } = await import("./graphql/server.ts");
  return openServer(schema);
}

function thread(call: Call): Answer {
  return askThreads(call, call.method, call.url);
}

/** What each generation answers where the contract has nothing. */
function elsewhere(asked: Elsewhere): Answer {
  const { contract, method, allowed } = asked;
  if (speaksGraphql(contract)) return allowed.length > 0 ? wrongMethod : nowhere;
  if (!contract.emptyPath) return besideRoutes(asked);
  if (!isFirst(contract)) return method === "POST" ? notFound : methodNotAllowed("POST");
  return method === "GET" ? failed : notFound;
}

const nowhere: Answer = { status: 404, contentType: "", body: "" };
const wrongMethod: Answer = {
  status: 405,
  headers: { allow: "GET, POST" },
  body: { errors: [{ message: "GraphQL only supports GET and POST requests.", extensions: { code: "BAD_REQUEST" } }] },
};
const failed: Answer = { status: 500, contentType: "text/plain; charset=UTF-8", body: "Internal Server Error" };
