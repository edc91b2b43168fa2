import { expect, test } from "@playwright/test";
import { inProcess } from "./in-process.ts";

const timestamp = "2026-01-01T00:00:00.000000";
const welcome = (client_id: unknown, room: string | null) => {
  return { type: "info", message: "Connected to ViMax WebSocket server", timestamp, client_id, room };
};
const info = (message: string) => ({ type: "info", message });
const error = (message: string) => ({ type: "error", message });
const progress = (state: string, stage: string, done: number) => ({
  type: "progress",
  workflow_id: "w1",
  timestamp,
  state,
  progress: done,
  stage,
  message: `${state}: ${stage}`,
  details: {},
});
const control = (action: string, status: string, message: string) => ({
  type: "control_response",
  action,
  status,
  message,
});
const pending = (workflow_id: string) => {
  return { type: "status", workflow_id, status: { state: "pending", message: "Workflow not started yet" } };
};
const view = (name: string, tasks_done: number, status = "idle") => {
  return { name, status, registered_at: timestamp, metrics: { tasks_done } };
};
const agent = (name: string, status: object) => ({ type: "agent_status", agent_name: name, timestamp, status });
const metrics = {
  total_agents: 3,
  active_workflows: 0,
  completed_workflows: 0,
  failed_workflows: 0,
  agents: { writer: view("writer", 0), artist: view("artist", 0), editor: view("editor", 0) },
};
const chunks = (...words: string[]) => words.map((word) => ({ type: "chunk", content: `${word} ` }));
const beat = { type: "heartbeat", timestamp };
const id = expect.stringMatching;

/** A socket, what it says on opening, and what it answers to each message. */
const sockets: readonly (readonly [string, readonly unknown[], readonly (readonly [unknown, ...unknown[]])[]])[] = [
  [
    "/ws/workflow/w1?client_id=me",
    [welcome("me", "workflow_w1"), pending("w1")],
    [
      [{ type: "ping" }, { type: "pong" }],
      ["no JSON", error("Invalid JSON format")],
      [{ type: "other", action: "start" }],
      [{ type: "control", action: "nope" }, error("Unknown action: nope")],
      [
        { type: "control", action: "pause" },
        control("pause", "not_implemented", "Pause functionality not yet implemented"),
      ],
      [
        { type: "control", action: "resume" },
        control("resume", "not_implemented", "Resume functionality not yet implemented"),
      ],
      [
        { type: "control", action: "start" },
        control("start", "success", "Workflow started"),
        progress("running", "outline", 0),
        progress("running", "script", 0.25),
        progress("running", "storyboard", 0.5),
        progress("running", "render", 0.75),
        progress("completed", "render", 1),
      ],
      // What does not run has nothing to stop.
      [{ type: "control", action: "cancel" }, control("cancel", "success", "Workflow cancelled")],
    ],
  ],
  ["/ws/workflow/w2", [welcome(id(/^workflow_w2_[0-9a-f]{8}$/), "workflow_w2"), pending("w2")], []],
  [
    "/ws/agent/writer?client_id=",
    [welcome(id(/^agent_writer_[0-9a-f]{8}$/), "agent_writer"), agent("writer", view("writer", 0))],
    [[{ type: "ping" }, { type: "pong" }], [{ type: "get_metrics" }]],
  ],
  [
    "/ws/agent/nobody?client_id=me",
    [welcome("me", "agent_nobody"), agent("nobody", { name: "nobody", status: "offline", metrics: {} })],
    [],
  ],
  [
    "/ws/coordinator",
    [
      welcome(id(/^coordinator_[0-9a-f]{8}$/), "coordinator_metrics"),
      { type: "coordinator_metrics", timestamp, metrics },
    ],
    [
      [{ type: "get_metrics" }, { type: "coordinator_metrics", timestamp, metrics }],
      [{ type: "other" }],
      ["[]", error("Invalid JSON format")],
    ],
  ],
  [
    "/api/v1/ws/connect",
    [welcome(id(/^client_[0-9a-f]{8}$/), null)],
    [
      [{ action: "ping" }, info("pong")],
      [{ action: "subscribe" }, error("Missing topic for action: subscribe")],
      [{ action: "unsubscribe", topic: 3 }, error("Missing topic for action: unsubscribe")],
      [{ action: "subscribe", topic: "t" }, info("Subscribed to topic: t")],
      [{ action: "unsubscribe", topic: "t" }, info("Unsubscribed from topic: t")],
      [{ action: "other", topic: "t" }, error("Unknown action: other")],
      [{}, error("Unknown action: None")],
      ["null", error("Error processing message: Expected a JSON object")],
    ],
  ],
  [
    "/api/v1/chat/ws/t1",
    [],
    [
      [{ message: "two words" }, ...chunks("You", "said", "in", "t1:", "two", "words"), { type: "done" }],
      [{ message: "" }, { type: "error", error: "Missing message" }],
      [{ message: 4 }, { type: "error", error: "Missing message" }],
      ["[1]", { type: "error", error: "Expected a JSON object" }],
    ],
  ],
];

for (const [path, first, talk] of sockets) {
  test(`${path} says what it should, and nothing else`, async () => {
    const mock = await inProcess("video-studio");
    const socket = mock.dial(path);
    expect(socket.said()).toEqual(first);
    for (const [message, ...answers] of talk) {
      socket.say(message);
      expect(socket.said(), JSON.stringify(message)).toEqual(answers);
    }
    expect(socket.wire.ends).toEqual([]);
    socket.talk?.ended(1000, "");
    expect(mock.world.rooms.stats().total_connections).toBe(0);
  });
}

for (const path of ["/ws/coordinator", "/api/v1/ws/connect"]) {
  test(`${path} has a heartbeat every half minute until it ends`, async () => {
    const mock = await inProcess("video-studio");
    const { setInterval: begin, clearInterval: end } = globalThis;
    const beats = new Map<unknown, readonly [() => void, number]>();
    Object.assign(globalThis, {
      setInterval: (act: () => void, every: number) => {
        const timer = { unref: () => beats.set(timer, [act, every]) };
        return timer;
      },
      clearInterval: (timer: unknown) => void beats.delete(timer),
    });
    try {
      const { said, talk } = mock.dial(path);
      said();
      for (const [beat] of beats.values()) beat();
      expect(said()).toEqual([beat]);
      expect([...beats.values()].map(([, every]) => every)).toEqual([30_000]);
      talk?.ended(1000, "");
      expect(beats.size).toBe(0);
    } finally {
      Object.assign(globalThis, { setInterval: begin, clearInterval: end });
    }
  });
}

test("agents and metrics are told of a workflow as it runs", async () => {
  const mock = await inProcess("video-studio");
  const [artist, board, flow] = ["agent/artist", "coordinator", "workflow/w1"].map((path) => mock.dial(`/ws/${path}`));
  for (const one of [artist, board]) one?.said();
  flow?.say({ type: "control", action: "start" });
  expect(artist?.said()).toEqual([agent("artist", view("artist", 0, "busy")), agent("artist", view("artist", 1))]);
  const agents = { writer: view("writer", 2), artist: view("artist", 1), editor: view("editor", 1) };
  expect(board?.said().map((frame) => frame.metrics)).toEqual([
    { ...metrics, active_workflows: 1 },
    { ...metrics, completed_workflows: 1, agents },
  ]);
  const again = mock.dial("/ws/workflow/w1");
  const status = { state: "completed", progress: 1, stage: "render", message: "completed" };
  expect(again.said()[1]).toEqual({ type: "status", workflow_id: "w1", status });
});

for (const [scenario, frames] of [
  ["studio", 5],
  ["breaks-order-replay", 0],
] as const) {
  test(`${scenario}: ${frames} frames that were missed are sent again`, async () => {
    const mock = await inProcess("video-studio", { scenario });
    mock.dial("/ws/workflow/w1?client_id=me").talk?.ended(1000, "");
    mock.dial("/ws/workflow/w1?client_id=other").say({ type: "control", action: "start" });
    const back = mock.dial("/ws/workflow/w1?client_id=me").said();
    expect(back.filter(({ type }) => type === "progress")).toHaveLength(frames);
  });
}

test("an agent whose workflow is cancelled has done nothing", async () => {
  const mock = await inProcess("video-studio", { pace: "realtime" });
  const [writer, flow] = ["agent/writer", "workflow/w1"].map((path) => mock.dial(`/ws/${path}`));
  for (const action of ["start", "cancel"]) flow?.say({ type: "control", action });
  const frames: unknown[] = [];
  await expect.poll(() => frames.push(...(writer?.said() ?? [])) && frames.length).toBe(4);
  expect(frames.slice(2)).toEqual([agent("writer", view("writer", 0, "busy")), agent("writer", view("writer", 0))]);
});

const stats = {
  total_connections: 4,
  total_rooms: 3,
  total_subscriptions: 2,
  rooms: ["workflow_w1", "agent_writer", "coordinator_metrics"],
  room_client_count: { workflow_w1: 1, agent_writer: 1, coordinator_metrics: 1 },
  topics: ["s", "t"],
  topic_subscriber_count: { s: 1, t: 1 },
};
const news = { type: "progress", percentage: 5, message: "news" };
const client = { connected: true, subscriptions: [], rooms: ["workflow_w1"] };
const connected_at = timestamp;

/** A request, and the answer: with a room each, and one of topics. */
const requests: readonly (readonly [string, string, unknown, number, object])[] = [
  ["GET", "/health", undefined, 200, { status: "healthy", version: "3.0.0", timestamp, database: "connected" }],
  ["GET", "/api/v1/ws/stats", undefined, 200, stats],
  [
    "GET",
    "/ws/stats",
    undefined,
    200,
    {
      websocket: stats,
      broadcaster: {
        workflow_subscriptions: 1,
        agent_subscriptions: 1,
        total_agent_rooms: 1,
        buffered_rooms: 1,
        total_buffered_messages: 5,
        workflows: ["w1"],
        agents: ["writer"],
      },
    },
  ],
  [
    "GET",
    "/ws/client/a",
    undefined,
    200,
    { ...client, client_id: "a", metadata: { type: "workflow", workflow_id: "w1", connected_at } },
  ],
  [
    "GET",
    "/ws/client/b",
    undefined,
    200,
    {
      ...client,
      client_id: "b",
      rooms: ["agent_writer"],
      metadata: { type: "agent", agent_name: "writer", connected_at },
    },
  ],
  [
    "GET",
    "/ws/client/c",
    undefined,
    200,
    { ...client, client_id: "c", rooms: ["coordinator_metrics"], metadata: { type: "coordinator", connected_at } },
  ],
  [
    "GET",
    "/ws/client/d",
    undefined,
    200,
    { ...client, client_id: "d", rooms: [], subscriptions: ["s", "t"], metadata: { type: "basic", connected_at } },
  ],
  ["GET", "/ws/client/e", undefined, 404, { detail: "Client not found" }],
  ["POST", "/api/v1/ws/broadcast", info("hello"), 200, { message: "Broadcast sent", recipients: 4 }],
  ["POST", "/api/v1/ws/publish/t", news, 200, { message: "Message published", topic: "t", subscribers: 1 }],
];

for (const [method, path, body, status, answer] of requests) {
  test(`${method} ${path} is ${status}`, async () => {
    const mock = await inProcess("video-studio");
    mock.dial("/ws/workflow/w1?client_id=away").talk?.ended(1000, "");
    const paths = ["/ws/workflow/w1?client_id=a", "/ws/agent/writer?client_id=b", "/ws/coordinator?client_id=c"];
    const [first] = [...paths, "/api/v1/ws/connect?client_id=d"].map((path) => mock.dial(path));
    const last = mock.world.rooms.client("d");
    for (const topic of ["t", "s"]) last?.topics.add(topic);
    if (path === "/ws/stats") first?.say({ type: "control", action: "start" });
    const said = await mock.ask(method, path, body);
    expect([said.status, said.body]).toEqual([status, answer]);
  });
}

test("who subscribes gets what was published before, and hears so; a client has a thousand topics", async () => {
  const mock = await inProcess("video-studio");
  for (const percentage of [1, 2]) await mock.ask("POST", "/api/v1/ws/publish/t", { ...news, percentage });
  const socket = mock.dial("/api/v1/ws/connect?client_id=d");
  socket.said();
  socket.say({ action: "subscribe", topic: "t" });
  expect(socket.said()).toEqual([
    info("Subscribed to topic: t"),
    { ...info("Sending 2 historical messages for topic: t"), timestamp },
    { ...news, percentage: 1 },
    { ...news, percentage: 2 },
  ]);
  for (let number = 1; number <= 1000; number++) socket.say({ action: "subscribe", topic: `t${number}` });
  const topics = mock.world.rooms.client("d")?.topics;
  expect([topics?.size, topics?.has("t999"), topics?.has("t1000")]).toEqual([1000, true, false]);
});
