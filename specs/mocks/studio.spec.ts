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
