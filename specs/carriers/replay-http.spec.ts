import type { Exchange, Frame } from "../../contracts/index.ts";
import { question } from "../support/runs.ts";
import { ask } from "./reply.ts";
import { expect, test } from "./test.ts";

const patience = 5000;
const at = (time: number, raw: string): Frame => ({ from: "server", at: time, raw });
const event = (members: object) => `data: ${JSON.stringify(members)}\n\n`;
const asStream = { "content-type": "text/event-stream" };
const complete = { how: "complete" } as const;

/** A recorded run of `ag-ui`; everything but the frames has a usual value. */
function run(frames: readonly Frame[], more: Partial<Exchange> = {}): Exchange {
  const request = { method: "POST", url: "/", headers: {}, body: JSON.stringify(question("Hello", "recorded-thread")) };
  const response = { status: 200, reason: "OK", headers: asStream };
  return { endpoint: "run", transport: "http", request, response, frames, end: complete, ...more };
}
const saying = (delta: string) => run([at(0, event({ type: "CUSTOM", name: delta, value: 1 }))]);
const live = question("Hello", "live-thread-of-a-client");

test("recorded answers come in order, and the last one again; the log says so", { tag: "@http" }, async ({ start }) => {
  const lines: string[] = [];
  const mock = await start("ag-ui", { replay: [saying("one"), saying("two")], log: (line) => lines.push(line) });
  const names: unknown[] = [];
  for (let time = 0; time < 4; time++) {
    const { blocks } = await ask(mock.url, live, patience);
    names.push(JSON.parse(blocks[0]?.slice("data: ".length) ?? "").name);
  }
  expect(names).toEqual(["one", "two", "two", "two"]);
  await expect.poll(() => lines.length).toBe(4);
  expect(lines.map((line) => line.replace(/^.* ms/, ""))).toEqual([
    " replayed 1 of 2",
    " replayed 2 of 2",
    " replayed 2 of 2 again: all were played",
    " replayed 2 of 2 again: all were played",
  ]);
  mock.reset();
  expect((await ask(mock.url, live, patience)).text).toContain("one");
});

test("a stream comes byte for byte, however odd, and without pace at once", { tag: "@http" }, async ({ start }) => {
  const odd = [": hello\n\n", 'event: x\ndata:{"type":"é"}\r\n\r\n', "data: [DONE]\n\n", "data: unfinished"];
  const mock = await start("ag-ui", { replay: [run(odd.map((raw, index) => at(60_000 * index, raw)))] });
  const reply = await ask(mock.url, live, patience);
  expect({ text: reply.text, end: reply.end }).toEqual({ text: odd.join(""), end: "complete" });
  await expect.poll(() => mock.exchanges().map(({ frames }) => frames.length)).toEqual([4]);
});

test("in realtime the frames come at the times at which they came", { tag: "@http" }, async ({ start }) => {
  const frames = [at(50, event({ type: "A" })), at(250, event({ type: "B" }))];
  const mock = await start("ag-ui", { pace: "realtime", replay: [run(frames)] });
  const { took } = await ask(mock.url, live, patience);
  expect(took).toBeGreaterThanOrEqual(240);
  await expect.poll(() => mock.exchanges().length).toBe(1);
  const [first, second] = mock.exchanges()[0]?.frames ?? [];
  expect(first!.at).toBeGreaterThanOrEqual(49);
  expect(second!.at).toBeGreaterThanOrEqual(249);
});

/** What the recorded client sent, what the live one sends, what was answered, and what is. */
const swaps: Record<string, { recorded: object; live: object; answered: string; answers: string }> = {
  "ids that the client chose": {
    recorded: { threadId: "recorded-thread", runId: "r1" },
    live: { threadId: "live-thread-9", runId: "uuid-of-a-run" },
    answered: event({ threadId: "recorded-thread", runId: "r1", text: "r1 of recorded-thread, not recorded-thread2" }),
    answers: event({
      threadId: "live-thread-9",
      runId: "uuid-of-a-run",
      text: "r1 of live-thread-9, not recorded-thread2",
    }),
  },
  "ids deep in the messages": {
    recorded: { messages: [{ id: "m1" }, { toolCalls: [{ id: "call_1" }], tool_call_id: "call_2" }] },
    live: { messages: [{ id: "n1" }, { toolCalls: [{ id: "call_a" }], tool_call_id: 'quo"te' }, { id: "more" }] },
    answered: event({ messageId: "m1", toolCallId: "call_1", other: "call_2", deep: { id: "m1" } }),
    answers: event({ messageId: "n1", toolCallId: "call_a", other: 'quo"te', deep: { id: "n1" } }),
  },
  "ids that changed places": {
    recorded: { threadId: "aaaaaaaa", runId: "bbbbbbbb" },
    live: { threadId: "bbbbbbbb", runId: "aaaaaaaa" },
    answered: event({ threadId: "aaaaaaaa", runId: "bbbbbbbb" }),
    answers: event({ threadId: "bbbbbbbb", runId: "aaaaaaaa" }),
  },
  "only ids: what was asked stays what was answered": {
    recorded: { threadId: "t", question: "Where is it?", paid: "cash-money", valid: "yes-indeed" },
    live: { threadId: "t", question: "Who is it?", paid: "card-money", valid: "no-indeed" },
    answered: event({ threadId: "t", said: ["Where is it?", "cash-money", "yes-indeed"] }),
    answers: event({ threadId: "t", said: ["Where is it?", "cash-money", "yes-indeed"] }),
  },
};

for (const [title, { recorded, live: sent, answered, answers }] of Object.entries(swaps)) {
  test(`what is put in place: ${title}`, { tag: "@http" }, async ({ start }) => {
    const request = { method: "POST", url: "/", headers: {}, body: JSON.stringify(recorded) };
    const mock = await start("ag-ui", { replay: [run([at(0, answered)], { request })] });
    expect((await ask(mock.url, sent, patience)).text).toBe(answers);
  });
}

test("an id in the path is put in place", { tag: "@http" }, async ({ start }) => {
  const request = { method: "GET", url: "/ws/client/recorded-me", headers: {} };
  const response = { status: 200, reason: "", headers: { "content-type": "application/json" } };
  const exchange = run([at(0, '{"client_id":"recorded-me"}')], { endpoint: "ws-client", request, response });
  const mock = await start("video-studio", { replay: [exchange] });
  const { text } = await ask(`${mock.url}/ws/client/live%20one`, undefined, patience, { method: "GET" });
  expect(text).toBe('{"client_id":"live one"}');
});

test("a refusal is refused again, and a good answer given to a bad request, which the log tells", {
  tag: "@http",
}, async ({ start }) => {
  const head = { status: 422, reason: "", headers: { "content-type": "application/json", "x-why": "recorded" } };
  const refusal = run([at(1, '{"detail":"recorded"}')], { response: head });
  const lines: string[] = [];
  const mock = await start("ag-ui", { replay: [refusal, saying("fine")], log: (line) => lines.push(line) });
  const first = await ask(mock.url, { hello: 1 }, patience);
  expect([first.status, first.text, first.headers.get("x-why")]).toEqual([422, '{"detail":"recorded"}', "recorded"]);
  expect((await ask(mock.url, { hello: 1 }, patience)).text).toContain("fine");
  await expect.poll(() => lines.length).toBe(2);
  expect(lines[0]).toMatch(/ replayed 1 of 2$/);
  expect(lines[1]).toMatch(/ replayed 2 of 2, though the request breaks shape\/required at \S+$/);
});

test("headers of the recorded connection, cookies and the recorded origin stay away", { tag: "@http" }, async ({
  start,
}) => {
  const headers = {
    ...asStream,
    "content-length": "3",
    "content-encoding": "gzip",
    "transfer-encoding": "chunked",
    "set-cookie": "REDACTED",
    "access-control-allow-origin": "http://recorded.test",
    "x-kept": "yes",
  };
  const mock = await start("ag-ui", {
    replay: [{ ...saying("one"), response: { status: 201, reason: "", headers } }],
  });
  const reply = await ask(mock.url, live, patience, { headers: { origin: "http://localhost:1234" } });
  expect([reply.status, reply.end]).toEqual([201, "complete"]);
  expect(reply.text).toContain("one");
  const seen = ["content-encoding", "set-cookie", "x-kept"].map((name) => reply.headers.get(name));
  expect(seen).toEqual([null, null, "yes"]);
  expect(reply.headers.get("access-control-allow-origin")).not.toBe("http://recorded.test");
});

/** How the recorded answer ended, and what a client gets then. */
const ends = {
  cut: { end: { how: "cut", message: "" }, gets: { status: 200, end: "cut" } },
  left: { end: { how: "left" }, gets: { status: 200, end: "waiting" } },
} as const;

for (const [how, { end, gets }] of Object.entries(ends)) {
  test(`an answer that ended as ${how} ends so again`, { tag: "@http" }, async ({ start }) => {
    const mock = await start("ag-ui", { replay: [{ ...saying("one"), end }] });
    const { status, end: seen, text } = await ask(mock.url, live, how === "left" ? 500 : patience);
    expect({ status, end: seen }).toEqual(gets);
    expect(text).toContain("one");
  });
}

test("where nothing was answered the connection breaks", { tag: "@http" }, async ({ start }) => {
  const { response: _, ...refused } = run([], { end: { how: "refused", message: "nothing listens" } });
  const mock = await start("ag-ui", { replay: [refused] });
  expect(await ask(mock.url, live, patience)).toMatchObject({ status: undefined, end: "cut" });
});

test("a body that is no text is the same bytes", { tag: "@http" }, async ({ start }) => {
  const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x80]);
  const response = { status: 200, reason: "", headers: { "content-type": "application/octet-stream" } };
  const frame = { from: "server", at: 0, raw: bytes.toString("base64"), binary: true } as const;
  const mock = await start("ag-ui", { replay: [run([frame], { response })] });
  const answer = await fetch(mock.url, { method: "POST", body: "{}" });
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
});

test("an endpoint that was not recorded answers as ever", { tag: "@http" }, async ({ start }) => {
  const mock = await start("customer-support", { replay: [saying("unseen")] });
  const asked = await ask(`${mock.url}/agents/state`, { threadId: "t", appName: "a", userId: "u" }, patience);
  expect(asked.status).toBe(200);
});

test("a fault spoils a recorded answer too", { tag: "@http" }, async ({ start }) => {
  const frames = ["RUN_STARTED", "CUSTOM", "RUN_FINISHED"].map((type) =>
    at(0, event({ type, threadId: "t", runId: "r" })),
  );
  const mock = await start("ag-ui", { replay: [run(frames)], fault: "reset-mid-stream" });
  const reply = await ask(mock.url, live, patience);
  expect(reply.end).toBe("cut");
  mock.use({ fault: "http-500" });
  expect((await ask(mock.url, live, patience)).status).toBe(500);
  mock.use({ fault: null });
  expect((await ask(mock.url, live, patience)).text).toBe(frames.map(({ raw }) => raw).join(""));
});

test("exchanges that no contract takes are refused in one sentence", { tag: "@http" }, async ({ start }) => {
  const foreign = { ...saying("x"), endpoint: "else", request: { method: "GET", url: "/nowhere", headers: {} } };
  await expect(start("ag-ui", { replay: [foreign] })).rejects.toMatchObject({
    id: "nothing-to-replay",
    message: "No recorded exchange is with an endpoint of ag-ui.",
  });
});
