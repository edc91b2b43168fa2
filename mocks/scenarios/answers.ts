import { without } from "../edit.ts";
import { breaking, type Scenario } from "./scenario.ts";
import { guarded } from "./shape.ts";

const support = "customer-support";
const studio = "video-studio";

/** One scenario for each rule about routes, answers, handshakes and replies. */
export const answers: readonly Scenario[] = [
  breaking("route/registered", studio, "The route of the socket figures is not there", {
    endpoint: "ws-stats",
    absent: true,
  }),
  breaking("route/unregistered", support, "A path without a route is gone, not unknown", {
    endpoint: "unregistered",
    unregistered: { status: 410, headers: { "content-type": "application/json" }, body: { detail: "Gone" } },
  }),
  breaking("response/status", support, "The health answers 201", {
    endpoint: "health",
    head: ({ headers }) => ({ status: 201, headers }),
  }),
  breaking("response/content-type", support, "The health is sent as a text", {
    endpoint: "health",
    head: ({ status, headers }) => ({ status, headers: { ...headers, "content-type": "text/plain" } }),
  }),
  breaking("response/header", support, "The preflight does not allow credentials", {
    endpoint: "preflight",
    head: ({ status, headers: { "access-control-allow-credentials": _, ...headers } }) => ({ status, headers }),
  }),
  breaking("response/refusal", support, "A thread that was not named is found all the same", {
    endpoint: "agents-state",
    lenient: true,
  }),
  breaking("handshake/accepted", studio, "The socket of the agents is refused", {
    endpoint: "agent",
    upgrade: { status: 403 },
  }),
  breaking("handshake/refused", guarded, "A page of another origin is let in", { endpoint: "guarded", lenient: true }),
  breaking("handshake/first-frame", studio, "Nobody is welcomed", { endpoint: "agent", frames: without("info") }),
  breaking("handshake/subprotocol", studio, "A subprotocol that nobody asked for", {
    endpoint: "agent",
    upgrade: "unasked-subprotocol",
  }),
  breaking("order/reply", studio, "A ping is not answered", { endpoint: "coordinator", frames: without("pong") }),
  breaking("order/silence", studio, "What this socket does not know is answered", {
    endpoint: "workflow",
    answers: ({ type }) => (type === "subscribe" ? { type: "error", message: "Unknown type: subscribe" } : undefined),
  }),
  breaking("order/replay", studio, "What was missed is lost", { endpoint: "workflow", replay: "never" }),
  breaking(
    "compat/input-refused",
    support,
    "The input of a client of AG-UI 1.0 is refused for its protocolVersion",
    { endpoint: "run", refuses: ["protocolVersion"] },
    { client: "ag-ui@1.0.0" },
  ),
];
