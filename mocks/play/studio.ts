import type { Json } from "../edit.ts";
import type { Client } from "../world/rooms.ts";
import { asPython } from "./as-python.ts";
import type { Answer, Behaviours, Call, Listener, Session } from "./behaviour.ts";
import { chat } from "./studio-chat.ts";
import { topics } from "./studio-topics.ts";

const info = "Connected to ViMax WebSocket server";
const refused = "Request validation failed. Check the error details.";

/** What the video studio does at its routes and sockets. */
export const studio: Behaviours = {
  http: {
    health: ({ world }) =>
      json({ status: "healthy", version: "3.0.0", timestamp: world.clock.iso(), database: "connected" }),
    "api-ws-stats": ({ world }) => json(world.rooms.stats()),
    "ws-stats": ({ world }) => json({ websocket: world.rooms.stats(), broadcaster: broadcasterStats(world) }),
    "ws-client": client,
    "api-ws-broadcast": ({ world, body }) =>
      json({ message: "Broadcast sent", recipients: world.rooms.broadcast(body as Json) }),
    "api-ws-publish": ({ world, body, parameters: { topic = "" } }) =>
      json({ message: "Message published", topic, subscribers: world.rooms.publish(topic, body as Json) }),
  },
  socket: {
    connect: (session) => topics(session, welcome(session, "client", undefined, { type: "basic" })),
    workflow: (session) => workflow(session, session.parameters.workflow_id ?? ""),
    agent: (session) => agent(session, session.parameters.agent_name ?? ""),
    coordinator,
    chat,
  },
  // Beside FastAPI's detail, two keys of its own.
  refuse: ({ text }, { detail }) => ({ status: 422, body: { detail, body: text, message: refused } }),
};

const json = (body: unknown): Answer => ({ status: 200, body });

function client({ world, parameters: { client_id: id = "" } }: Call): Answer {
  const known = world.rooms.client(id);
  if (!known) return { status: 404, body: { detail: "Client not found" } };
  const rooms = known.room === undefined ? [] : [known.room];
  const subscriptions = [...known.topics].sort();
  return json({ client_id: id, connected: true, rooms, subscriptions, metadata: known.metadata });
}

function broadcasterStats({ rooms }: Call["world"]): Json {
  const counts = Object.entries(rooms.counts());
  const named = (prefix: string) => counts.filter(([room]) => room.startsWith(prefix));
  const [workflows, agents, buffered] = [named("workflow_"), named("agent_"), rooms.buffered()];
  const sum = (all: typeof counts) => all.reduce((total, [, count]) => total + count, 0);
  return {
    workflow_subscriptions: sum(workflows),
    agent_subscriptions: sum(agents),
    total_agent_rooms: agents.length,
    buffered_rooms: buffered.rooms,
    total_buffered_messages: buffered.frames,
    workflows: workflows.map(([room]) => room.slice("workflow_".length)),
    agents: agents.map(([room]) => room.slice("agent_".length)),
  };
}

/** Welcomes, replays what this client missed of the room, and joins it. */
function welcome(session: Session, prefix: string, room: string | undefined, metadata: Json): Client {
  const { world, query, replay } = session;
  const id = query.get("client_id") || `${prefix}_${world.ids.short("client")}`;
  const send = (frame: Json) => session.send(frame);
  const joined = {
    id,
    room,
    metadata: { ...metadata, connected_at: world.clock.iso() },
    topics: new Set<string>(),
    send,
  };
  send({ type: "info", message: info, timestamp: world.clock.iso(), client_id: id, room: room ?? null });
  const missed = world.rooms.join(joined);
  if (replay !== "never") for (const frame of missed) send(frame);
  return joined;
}

/** The part that the sockets with a room share: pings, complaints, and goodbye. */
function inRoom({ world, send }: Session, joined: Client, answer: (frame: Json) => void): Listener {
  return {
    hear(frame) {
      if (frame === undefined) send({ type: "error", message: "Invalid JSON format" });
      else if (frame.type === "ping") send({ type: "pong" });
      else answer(frame);
    },
    beat: () => send({ type: "heartbeat", timestamp: world.clock.iso() }),
    leave: () => world.rooms.leave(joined),
  };
}

function workflow(session: Session, id: string): Listener {
  const { world, send } = session;
  const joined = welcome(session, `workflow_${id}`, `workflow_${id}`, { type: "workflow", workflow_id: id });
  send(world.crew.statusFrame(id));
  const respond = (action: unknown, status: string, message: string) =>
    send({ type: "control_response", action, status, message });
  return inRoom(session, joined, ({ type, action }) => {
    if (type !== "control") return;
    if (action === "start") {
      const run = world.crew.prepare(id);
      if (!run) return send({ type: "error", message: `Control action failed: Workflow '${id}' is already running` });
      respond(action, "success", "Workflow started");
      run();
    } else if (action === "cancel") {
      world.crew.cancel(id);
      respond(action, "success", "Workflow cancelled");
    } else if (action === "pause" || action === "resume") {
      const name = action === "pause" ? "Pause" : "Resume";
      respond(action, "not_implemented", `${name} functionality not yet implemented`);
    } else send({ type: "error", message: `Unknown action: ${asPython(action)}` });
  });
}

function agent(session: Session, name: string): Listener {
  const joined = welcome(session, `agent_${name}`, `agent_${name}`, { type: "agent", agent_name: name });
  session.send(session.world.crew.agentFrame(name));
  return inRoom(session, joined, () => {});
}

function coordinator(session: Session): Listener {
  const { world, send } = session;
  const joined = welcome(session, "coordinator", "coordinator_metrics", { type: "coordinator" });
  send(world.crew.metricsFrame());
  return inRoom(session, joined, ({ type }) => {
    if (type === "get_metrics") send(world.crew.metricsFrame());
  });
}
