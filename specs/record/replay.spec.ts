import { createRequire } from "node:module";
import { join } from "node:path";
import { ensurePackages } from "../../fixtures/packages/install.mjs";
import { openSocket } from "../../src/probe/index.ts";
import { expect, test } from "./test.ts";

/** As much of `@ag-ui/client` as is used here; each version has types of its own. */
interface HttpAgent {
  readonly messages: readonly object[];
  addMessage(message: object): void;
  runAgent(parameters: object, subscriber: object): Promise<unknown>;
}

/** What a client of one version has after two questions: every event that it heard, and the messages. */
async function talkOf(version: string, url: string, threadId: string) {
  const { folder } = await ensurePackages();
  const { HttpAgent } = createRequire(join(folder, "package.json"))(`client-${version}`);
  const agent: HttpAgent = new HttpAgent({ url, threadId });
  const events: unknown[] = [];
  const runs: string[] = [];
  for (const content of ["What is your refund policy?", "Hello?"]) {
    agent.addMessage({ id: `${threadId}-${runs.length}`, role: "user", content });
    const onEvent = ({ event }: { event: { type: string; runId?: string } }) => {
      if (event.type === "RUN_STARTED") runs.push(event.runId ?? "");
      events.push(event);
    };
    await agent.runAgent({}, { onEvent });
  }
  return { events, messages: agent.messages, runs };
}

type Heard = Awaited<ReturnType<typeof talkOf>>;

/** The same with names in place of the ids that differ from client to client. */
function named({ events, messages, runs }: Heard, threadId: string) {
  let text = JSON.stringify({ events, messages });
  for (const [index, run] of runs.entries()) text = text.replaceAll(run, `run-${index}`);
  return JSON.parse(text.replaceAll(threadId, "thread"));
}

for (const version of ["1.0.0", "0.0.59", "0.0.42"]) {
  test(`a recorded run replays to HttpAgent ${version} with the same result`, async ({ start, record }) => {
    const reference = `ag-ui@${version}`;
    const mock = await start(reference);
    const recording = await record(reference, mock.url);
    const recorded = await talkOf(version, recording.url, "thread-as-recorded");
    await expect.poll(() => recording.passed.map(({ judgement }) => judgement?.verdict)).toEqual(["pass", "pass"]);

    // Another seed: what is answered comes from the recording or not at all.
    const replay = await start(reference, { seed: 7, replay: recording.exchanges() });
    const replayed = await talkOf(version, replay.url, "thread-of-another-day");
    expect(named(replayed, "thread-of-another-day")).toEqual(named(recorded, "thread-as-recorded"));
    expect(replayed.runs).not.toEqual(recorded.runs);
    expect(replayed.events.length).toBeGreaterThan(10);

    // The same seed would have said the same without a recording; this one says something else.
    const other = await start(reference, { seed: 7 });
    const fresh = await talkOf(version, other.url, "thread-of-another-day");
    expect(named(fresh, "thread-of-another-day")).not.toEqual(named(recorded, "thread-as-recorded"));
  });
}

test("a recorded socket replays to the same client with the same result", async ({ start, record }) => {
  const talk = async (url: string, id: string) => {
    const socket = await openSocket({ url: `${url}/ws/workflow/flow-${id}?client_id=client-${id}` });
    socket.send({ type: "ping" });
    await socket.next(({ raw }) => raw.includes("pong"), 2000);
    socket.send("no JSON");
    await socket.next(({ raw }) => raw.includes("error"), 2000);
    socket.send({ type: "control", action: "start" });
    await socket.next(({ raw }) => raw.includes("completed"), 2000);
    await socket.close();
    return socket.exchange().frames.map(({ from, raw }) => `${from} ${raw.replaceAll(id, "ID")}`);
  };
  const mock = await start("video-studio");
  const recording = await record("video-studio", mock.url);
  const recorded = await talk(recording.url, "11112222");
  await expect.poll(() => recording.passed.length).toBe(1);
  const replay = await start("video-studio", { replay: recording.exchanges() });
  replay.advance(1_000_000);
  expect(await talk(replay.url, "33334444")).toEqual(recorded);
  expect(recorded.length).toBeGreaterThan(8);
});

test("an answer that is no stream replays as it was", async ({ start, record }) => {
  const mock = await start("customer-support");
  const first = await record("customer-support", mock.url);
  const ask = async (url: string) => {
    const asked = JSON.stringify({ threadId: "t", appName: "a", userId: "u" });
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: asked };
    return (await fetch(`${url}/agents/state`, init)).text();
  };
  const text = await ask(first.url);
  await expect.poll(() => first.passed.length).toBe(1);
  const replay = await start("customer-support", { replay: first.exchanges() });
  expect(await ask(replay.url)).toBe(text);
});
