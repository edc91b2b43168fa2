import type { Protocol, Seen } from "../facts.ts";
import { all, type Cause, either, not, sign } from "./cause.ts";
import { isHttpUrl, mark } from "./signs.ts";

const client = (...which: readonly Protocol[]) =>
  sign(["url"], ({ url }) => url.speaks?.some((one) => which.includes(one)) ?? false);
const only = (which: Protocol) => sign(["url"], ({ url }) => url.speaks?.every((one) => one === which) ?? false);
const server = (which: Protocol) => sign(["protocol"], ({ protocol }) => protocol.speaks.includes(which));
/** Nothing that the client speaks is understood. */
const strangers = sign(["url", "protocol"], ({ url, protocol }) => {
  const speaks = url.speaks ?? [];
  return speaks.length > 0 && protocol.speaks.length > 0 && !speaks.some((one) => protocol.speaks.includes(one));
});
const unknownAgent = sign(
  ["url", "protocol"],
  ({ url, protocol }) =>
    url.agent !== undefined && protocol.agents !== undefined && !protocol.agents.includes(url.agent),
);
const noAgents = sign(["protocol"], ({ protocol }) => protocol.agents?.length === 0);
const agents = ({ protocol }: Seen) => protocol?.agents?.join(", ") || "none";
const path = ({ get }: Seen) => get?.path ?? "the endpoint";

const between = `Put a CopilotKit runtime between them, and let the page ask that:
  new CopilotRuntime({ agents: { AGENT: new HttpAgent({ url }) } })
  <CopilotKit runtimeUrl="/api/copilotkit" agent="AGENT">`;

const table: readonly Cause[] = [
  {
    id: "graphql-client-on-ag-ui-endpoint",
    explains: "another protocol",
    seen: [strangers, client("graphql"), server("ag-ui")],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `A CopilotKit client older than 1.50 speaks GraphQL, and ${path(seen)} is an AG-UI endpoint: every request gets a 422.`,
    fix: () => between,
  },
  {
    id: "envelope-client-on-ag-ui-endpoint",
    explains: "another protocol",
    seen: [strangers, client("envelope", "rest"), server("ag-ui")],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `A CopilotKit client asks for /info and sends envelopes, and ${path(seen)} is an AG-UI endpoint: it has neither.`,
    fix: () => between,
  },
  {
    id: "graphql-client-on-new-runtime",
    explains: "another protocol",
    seen: [strangers, only("graphql"), either(server("envelope"), server("rest"))],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `The client is older than the runtime: it sends GraphQL, and ${path(seen)} of 1.50 or newer takes envelopes.`,
    fix: () =>
      "Upgrade @copilotkit/react-core and the other @copilotkit packages of the frontend to the runtime's version.",
  },
  {
    id: "new-client-on-graphql-runtime",
    explains: "another protocol",
    seen: [strangers, client("envelope", "rest"), server("graphql")],
    certainty: [{ is: "certain" }],
    says: (seen) => `The client is newer than the runtime: it sends envelopes, and ${path(seen)} takes GraphQL.`,
    fix: () => "Upgrade @copilotkit/runtime to the version of the frontend's packages.",
  },
  {
    id: "envelope-on-multi-route-runtime",
    explains: "another protocol",
    seen: [strangers, only("envelope"), server("rest")],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `The client sends envelopes to one URL, and the runtime at ${path(seen)} has a route for each thing.`,
    fix: () => "Leave useSingleEndpoint out of <CopilotKit>, or serve the runtime by copilotRuntimeNodeHttpEndpoint.",
  },
  {
    id: "routes-on-single-endpoint-runtime",
    explains: "another protocol",
    seen: [strangers, only("rest"), server("envelope")],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `The client asks a route for each thing, and the runtime at ${path(seen)} takes envelopes at one URL.`,
    fix: () =>
      "Set useSingleEndpoint on <CopilotKit>, or serve the runtime by createCopilotEndpoint of @copilotkit/runtime/v2.",
  },
  {
    id: "ag-ui-client-on-runtime",
    explains: "another protocol",
    seen: [strangers, client("ag-ui"), either(server("graphql"), server("envelope"), server("rest"))],
    certainty: [{ is: "certain" }],
    says: (seen) => `The client sends AG-UI runs, and ${path(seen)} is a CopilotKit runtime.`,
    fix: () => "Point HttpAgent at the agent behind the runtime, or use CopilotKit's client with it.",
  },
  {
    id: "agent-unknown",
    explains: "no agent",
    seen: [unknownAgent],
    certainty: [{ is: "certain" }],
    says: (seen) => `The runtime has no agent ${seen.url?.agent}; it has: ${agents(seen)}.`,
    fix: (seen) =>
      `<CopilotKit agent="${seen.protocol?.agents?.[0] ?? "…"}">, or register ${seen.url?.agent} in the runtime's agents.`,
  },
  {
    id: "runtime-without-agents",
    explains: "no agent",
    seen: [noAgents, not(unknownAgent)],
    certainty: [{ is: "certain" }],
    says: () => "The runtime has no agent at all.",
    fix: () => "new CopilotRuntime({ agents: { default: new HttpAgent({ url }) } })",
  },
];

/** The runtime itself is well; asking for a run to see this might change something, so only the log tells. */
const unreachable: Cause = {
  id: "agent-unreachable",
  explains: "no agent",
  seen: [mark("agent-unreachable")],
  unseen: [unknownAgent, noAgents],
  certainty: [{ is: "likely" }],
  says: (seen) =>
    `The runtime at ${path(seen)} answers, and does not reach the agent behind it: every run ends in "fetch failed".`,
  fix: () => "Start the agent, and compare its address with the runtime's: new HttpAgent({ url }).",
  apart: () => "wirecheck diagnose AGENT_URL --contract ag-ui, from the runtime's own machine",
};

/** The same by a 422 in the log, where nobody said which client it is. */
const logged = (["graphql", "envelope"] as const).flatMap((language): Cause[] => {
  const cause = table.find(({ id }) => id === `${language}-client-on-ag-ui-endpoint`);
  if (!cause) return [];
  const [understood, refused] = [server("ag-ui"), mark(`${language}-body`)];
  const certainty = [{ is: "certain", when: [understood] }, { is: "likely" }] as const;
  return [{ ...cause, seen: [refused], unseen: [all(...cause.seen)], certainty }];
});

/** Both sides speak, each another language; or one refuses what the other says. */
export const protocolCauses: readonly Cause[] = [...table, unreachable, ...logged].map((cause) => ({
  ...cause,
  seen: [isHttpUrl, ...cause.seen],
}));
