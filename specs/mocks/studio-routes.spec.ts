import { expect, test } from "@playwright/test";
import { inProcess } from "./in-process.ts";

const timestamp = "2026-01-01T00:00:00.000000";
const info = (message: string) => ({ type: "info", message });
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
