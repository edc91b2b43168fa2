import { expect as expectWire } from "../../src/playwright/index.ts";
import { eventsIn, post, question } from "../support/runs.ts";
import { expect, test } from "./test.ts";

test("the request of the first report calls a tool and gets a valid run with its own ids", { tag: "@http" }, async ({
  start,
}) => {
  const { url } = await start("customer-support");
  const { status, headers, text } = await post(`${url}/api/copilotkit`, question("Hello"));
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  await expectWire(eventsIn(text)).toBeValidRun({ input: question("Hello") });
  expect(eventsIn(text)).toContainEqual(
    expect.objectContaining({ type: "TOOL_CALL_START", toolCallName: "search_knowledge_base" }),
  );
  expect(eventsIn(text).at(-1)).toEqual({ type: "RUN_FINISHED", threadId: "test-123", runId: "run-456" });
});

test("a question about refunds gets the policy, in several pieces", { tag: "@http" }, async ({ start }) => {
  const { url } = await start("customer-support");
  const { text } = await post(`${url}/api/copilotkit`, question("What is your refund policy?"));
  const pieces = eventsIn(text).filter(({ type }) => type === "TEXT_MESSAGE_CONTENT");
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.map(({ delta }) => delta).join("")).toContain("30 days");
});

test("the result of a tool is answered without another call", { tag: "@http" }, async ({ start }) => {
  const { url } = await start("ag-ui");
  const call = { id: "c-1", type: "function", function: { name: "f", arguments: "{}" } };
  const asked = question("Show me a card");
  const messages = [
    ...asked.messages,
    { id: "msg-2", role: "assistant", toolCalls: [call] },
    { id: "msg-3", role: "tool", toolCallId: "c-1", content: "shown" },
  ];
  const { text } = await post(url, { ...asked, messages });
  const types = eventsIn(text).map(({ type }) => type);
  expect(types).not.toContain("TOOL_CALL_START");
  expect(types).toContain("TEXT_MESSAGE_CONTENT");
});

test("a thread is known afterwards, another is not", { tag: "@http" }, async ({ start }) => {
  const { url } = await start("customer-support");
  await post(`${url}/api/copilotkit`, question("Hello", "known"));
  const known = JSON.parse((await post(`${url}/agents/state`, { threadId: "known" })).text);
  expect(known).toMatchObject({ threadExists: true, messages: [{ role: "user" }, { role: "assistant" }] });
  const other = JSON.parse((await post(`${url}/agents/state`, { threadId: "other" })).text);
  expect(other).toEqual({ threadId: "other", threadExists: false, state: {}, messages: [] });
});

test("a workflow progresses to completion, and whoever watches sees it", async ({ start, dial }) => {
  const { url } = await start("video-studio");
  const [owner, watcher, agent, board] = await Promise.all(
    ["workflow/w1", "workflow/w1", "agent/writer", "coordinator"].map((path) => dial(`${url}/ws/${path}`)),
  );
  expect(await owner?.hear({ type: "status" })).toMatchObject({ status: { state: "pending" } });
  owner?.say({ type: "control", action: "start" });
  expect(await owner?.hear({ type: "control_response" })).toMatchObject({ action: "start", status: "success" });
  for (const talk of [owner, watcher]) {
    expect(await talk?.hear({ type: "progress", state: "completed" })).toMatchObject({ progress: 1, stage: "render" });
  }
  const stages = watcher
    ?.said()
    .filter(({ type }) => type === "progress")
    .map(({ stage }) => stage);
  expect(stages).toEqual(["outline", "script", "storyboard", "render", "render"]);
  expect(await agent?.hear({ type: "agent_status" })).toMatchObject({ status: { name: "writer" } });
  board?.say({ type: "get_metrics" });
  await expect.poll(() => board?.said().at(-1)).toMatchObject({ metrics: { completed_workflows: 1 } });
});

test("a workflow that runs cannot be started again, and is cancelled in the middle", async ({ start, dial }) => {
  const { url } = await start("video-studio", { pace: "realtime" });
  const [talk, agent] = [await dial(`${url}/ws/workflow/w1`), await dial(`${url}/ws/agent/writer`)];
  talk.say({ type: "control", action: "start" });
  expect(await talk.hear({ type: "progress", stage: "outline" })).toMatchObject({ state: "running", progress: 0 });
  talk.say({ type: "control", action: "start" });
  expect(await talk.hear({ type: "error" })).toMatchObject({
    message: "Control action failed: Workflow 'w1' is already running",
  });
  talk.say({ type: "control", action: "cancel" });
  expect(await talk.hear({ type: "progress", state: "cancelled" })).toMatchObject({ workflow_id: "w1" });
  expect(await talk.hear({ type: "control_response", action: "cancel" })).toMatchObject({ status: "success" });
  // The agent lays its work down, and nothing follows.
  const states = () => agent.said().flatMap(({ status }) => (status as { status?: string } | undefined)?.status ?? []);
  await expect.poll(states).toEqual(["idle", "busy", "idle"]);
  expect(talk.said().at(-1)).toMatchObject({ type: "control_response", action: "cancel" });
  const back = await dial(`${url}/ws/workflow/w1`);
  expect(await back.hear({ type: "status" })).toMatchObject({ status: { state: "cancelled", stage: "outline" } });
  back.say({ type: "control", action: "start" });
  expect(await back.hear({ type: "progress", state: "completed" })).toMatchObject({ progress: 1 });
});

for (const [action, status] of [
  ["cancel", "success"],
  ["pause", "not_implemented"],
  ["resume", "not_implemented"],
]) {
  test(`a workflow answers to ${action}`, async ({ start, dial }) => {
    const talk = await dial(`${(await start("video-studio")).url}/ws/workflow/w1`);
    talk.say({ type: "control", action });
    expect(await talk.hear({ type: "control_response" })).toMatchObject({ action, status });
  });
}

test("topics: what was published before is sent on subscribing, what comes later at once", { tag: "@http" }, async ({
  start,
  dial,
}) => {
  const { url } = await start("video-studio");
  const news = { type: "progress", percentage: 50, message: "half" };
  await post(`${url}/api/v1/ws/publish/t1`, news);
  const talk = await dial(`${url}/api/v1/ws/connect`);
  talk.say({ action: "subscribe", topic: "t1" });
  expect(await talk.hear({ message: "Sending 1 historical messages for topic: t1" })).toBeDefined();
  expect(await talk.hear({ type: "progress" })).toEqual(news);
  expect(JSON.parse((await post(`${url}/api/v1/ws/publish/t1`, { ...news, percentage: 75 })).text)).toMatchObject({
    subscribers: 1,
  });
  expect(await talk.hear({ percentage: 75 })).toBeDefined();
  talk.say({ action: "unsubscribe", topic: "t1" });
  expect(await talk.hear({ message: "Unsubscribed from topic: t1" })).toBeDefined();
  expect(JSON.parse((await post(`${url}/api/v1/ws/publish/t1`, news)).text)).toMatchObject({ subscribers: 0 });
});

test("a broadcast reaches every socket, and the figures count them", { tag: "@http" }, async ({ start, dial }) => {
  const { url } = await start("video-studio");
  const [basic, board] = [await dial(`${url}/api/v1/ws/connect`), await dial(`${url}/ws/coordinator`)];
  const { text } = await post(`${url}/api/v1/ws/broadcast`, { type: "info", message: "hello" });
  expect(JSON.parse(text)).toEqual({ message: "Broadcast sent", recipients: 2 });
  for (const talk of [basic, board]) expect(await talk.hear({ message: "hello" })).toBeDefined();
  const stats = (await (await fetch(`${url}/ws/stats`)).json()) as Record<string, unknown>;
  expect(stats.websocket).toMatchObject({ total_connections: 2, room_client_count: { coordinator_metrics: 1 } });
});

test("a chat answers in chunks, then is done", async ({ start, dial }) => {
  const talk = await dial(`${(await start("video-studio")).url}/api/v1/chat/ws/t1`);
  talk.say({ message: "two words" });
  expect(await talk.hear({ type: "done" })).toEqual({ type: "done" });
  const chunks = talk.said().filter(({ type }) => type === "chunk");
  expect(chunks.map(({ content }) => content).join("")).toBe("You said in t1: two words ");
});

test("a socket has a heartbeat, as often as was asked for", async ({ start, dial }) => {
  const talk = await dial(`${(await start("video-studio", { heartbeat: 10 })).url}/ws/coordinator`);
  for (let beat = 0; beat < 3; beat++) expect(await talk.hear({ type: "heartbeat" })).toHaveProperty("timestamp");
});
