import { rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { judgeExchange } from "../../contracts/index.ts";
import { post, question } from "../support/runs.ts";
import { http, tcp } from "../verify/raw-server.ts";
import { expect, test } from "./test.ts";

const event = (members: object) => `data: ${JSON.stringify(members)}\n\n`;
const started = event({ type: "RUN_STARTED", threadId: "test-123", runId: "run-456" });
const finished = event({ type: "RUN_FINISHED", threadId: "test-123", runId: "run-456" });
const asStream = { "content-type": "text/event-stream" };
const asked = question("What is your refund policy?");

test("a run passes byte for byte, is judged, and the file says the same", async ({ start, record }) => {
  const mock = await start("customer-support");
  const recording = await record("customer-support", mock.url);
  const answer = await post(`${recording.url}/api/copilotkit`, asked);
  await expect.poll(() => recording.passed.length).toBe(1);

  const [direct] = mock.exchanges();
  const [exchange] = recording.exchanges();
  expect(answer.text).toBe(direct?.frames.map(({ raw }) => raw).join(""));
  expect(exchange?.frames.map(({ raw }) => raw).join("")).toBe(answer.text);
  expect(exchange).toMatchObject({ endpoint: direct?.endpoint, transport: "http", end: { how: "complete" } });
  expect(JSON.parse(exchange?.request.body ?? "")).toEqual(asked);
  const judged = judgeExchange(recording.contract, exchange!, { mode: "strict" });
  expect(judged.verdict).toBe("pass");
  expect(recording.passed[0]?.judgement).toEqual(judged);
});

test("the first line says what was recorded, and of the target no more than its origin", async ({ start, record }) => {
  const mock = await start("ag-ui@0.0.59");
  const recording = await record("ag-ui@0.0.59", `${mock.url}/some/path`);
  const before = Date.now();
  await post(recording.url, asked);
  await expect.poll(() => recording.passed.length).toBe(1);
  const head = JSON.parse(recording.text().split("\n")[0] ?? "");
  const { name, version, digest } = recording.contract;
  expect(head).toEqual({
    recording: 1,
    tool: { name: "wirecheck", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    contract: { name, version, digest },
    target: mock.url,
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
  expect(Date.parse(head.date)).toBeLessThanOrEqual(before);
});

test("a slow stream arrives piece by piece: the first before the last is sent", async ({ serve, record }) => {
  let release = () => {};
  const target = await serve(
    http((_, response) => {
      response.writeHead(200, asStream);
      response.write(started);
      release = () => response.end(finished);
    }),
  );
  const recording = await record("ag-ui", target.url);
  const answer = await fetch(recording.url, { method: "POST", body: JSON.stringify(asked) });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe(started);
  release();
  expect((await reader.read()).value).toBe(finished);
  expect((await reader.read()).done).toBe(true);
  await expect.poll(() => recording.passed.length).toBe(1);
  const [first, last] = recording.exchanges()[0]?.frames ?? [];
  expect(last!.at).toBeGreaterThanOrEqual(first!.at);
});

test("the head arrives before the first event is sent", async ({ serve, record }) => {
  let release = () => {};
  const target = await serve(
    http((_, response) => {
      response.writeHead(200, asStream).flushHeaders();
      release = () => response.end(started + finished);
    }),
  );
  const recording = await record("ag-ui", target.url);
  const answer = await fetch(recording.url, { method: "POST", body: JSON.stringify(asked) });
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  release();
  expect(await answer.text()).toBe(started + finished);
});

test("headers pass as they came, both ways, but for the host and those of one connection", async ({
  serve,
  record,
}) => {
  const heard: string[][] = [];
  const target = await serve(
    http((asking, response) => {
      heard.push(asking.rawHeaders);
      response.sendDate = false;
      const twice = ["X-Kept", "one", "x-kept", "two", "Connection", "close, x-hop", "X-Hop", "gone"];
      response.writeHead(418, "Short And Stout", ["Content-Length", "2", ...twice]).end("{}");
    }),
  );
  const recording = await record("ag-ui", target.url, { headers: { "x-added": "yes", "x-own": "ours" } });
  const { port } = new URL(recording.url);
  const sent = ["Host", "front.test", "X-Own", "theirs", "X-Twice", "a", "X-Twice", "b", "Keep-Alive", "timeout=5"];
  const [status, reason, raw] = await new Promise<[number | undefined, string | undefined, string[]]>((resolve) => {
    const asking = request({ port, method: "GET", path: "/else?q=1", headers: sent as never, agent: false });
    asking.on("response", (answer) => {
      resolve([answer.statusCode, answer.statusMessage, answer.rawHeaders]);
      answer.resume();
    });
    asking.end();
  });
  expect([status, reason]).toEqual([418, "Short And Stout"]);
  expect(raw.slice(0, 6)).toEqual(["Content-Length", "2", "X-Kept", "one", "x-kept", "two"]);
  expect(raw).not.toContain("gone");
  expect(raw.map((one) => one.toLowerCase())).not.toContain("date");
  const { host } = new URL(target.url);
  const expected = ["Host", host, "X-Twice", "a", "X-Twice", "b", "x-added", "yes", "x-own", "ours"];
  expect(heard[0]?.slice(0, expected.length)).toEqual(expected);
  expect(heard[0]).not.toContain("timeout=5");
});

test("a compressed answer passes compressed, and is recorded as text", async ({ serve, record }) => {
  const packed = gzipSync(started + finished);
  const target = await serve(
    http((_, response) => {
      response.writeHead(200, { ...asStream, "content-encoding": "gzip", "content-length": packed.length }).end(packed);
    }),
  );
  const recording = await record("ag-ui", target.url);
  const answer = await post(recording.url, asked);
  expect([answer.text, answer.headers.get("content-length")]).toEqual([started + finished, String(packed.length)]);
  await expect.poll(() => recording.passed.length).toBe(1);
  expect(recording.exchanges()[0]?.frames.map(({ raw }) => raw)).toEqual([started, finished]);
  expect(recording.passed[0]?.judgement?.verdict).toBe("pass");
});

test("a body that is no text passes as it is", async ({ serve, record }) => {
  const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x80]);
  const heard: Buffer[] = [];
  const target = await serve(
    http((asking, response) => {
      asking.on("data", (chunk: Buffer) => heard.push(chunk));
      asking.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(bytes));
    }),
  );
  const recording = await record("ag-ui", target.url);
  const answer = await fetch(recording.url, { method: "POST", body: bytes });
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  expect(Buffer.concat(heard)).toEqual(bytes);
  await expect.poll(() => recording.passed.length).toBe(1);
  const [exchange] = recording.exchanges();
  expect(exchange?.frames).toMatchObject([{ raw: bytes.toString("base64"), binary: true }]);
  expect(exchange?.request).not.toHaveProperty("body");
});

test("a target that nothing listens at is a 502 with the reason, and recorded as refused", async ({
  serve,
  record,
}) => {
  const target = await serve(tcp(() => undefined));
  await target.close();
  const recording = await record("ag-ui", target.url);
  const answer = await post(recording.url, asked);
  expect(answer.status).toBe(502);
  expect(answer.text).toMatch(
    /^wirecheck record got no answer from http:\S+: nothing listens on \S+ \(ECONNREFUSED\)\.\n$/,
  );
  const [exchange] = recording.exchanges();
  expect(exchange?.end).toMatchObject({ how: "refused" });
  expect(exchange).not.toHaveProperty("response");
  expect(recording.passed[0]?.judgement?.verdict).toBe("inconclusive");
});

test("a target that breaks off in the middle breaks the client's connection off", async ({ serve, record }) => {
  const target = await serve(
    http((_, response) => {
      response.writeHead(200, asStream);
      response.write(started, () => response.socket?.resetAndDestroy());
    }),
  );
  const recording = await record("ag-ui", target.url);
  await expect(post(recording.url, asked)).rejects.toThrow();
  await expect.poll(() => recording.passed.length).toBe(1);
  const [exchange] = recording.exchanges();
  expect(exchange?.end).toMatchObject({ how: "cut", message: expect.stringContaining("ECONNRESET") });
  expect(exchange?.frames.map(({ raw }) => raw)).toEqual([started]);
  expect(recording.passed[0]?.judgement?.violations.map(({ rule }) => rule)).toEqual(["order/run-terminates"]);
});

test("a client that goes away takes the target's answer with it, and broke nothing", async ({ serve, record }) => {
  let gone = false;
  const target = await serve(
    http((_, response) => {
      response.writeHead(200, asStream).write(started);
      response.on("close", () => {
        gone = true;
      });
    }),
  );
  const recording = await record("ag-ui", target.url);
  const leaving = new AbortController();
  const answer = await fetch(recording.url, { method: "POST", body: JSON.stringify(asked), signal: leaving.signal });
  await answer.body!.getReader().read();
  leaving.abort();
  await expect.poll(() => gone).toBe(true);
  await expect.poll(() => recording.exchanges()[0]?.end).toEqual({ how: "left" });
  expect(recording.passed[0]?.judgement?.violations).toEqual([]);
});

test("what is open when the recorder ends is written", async ({ serve, record }) => {
  const target = await serve(http((_, response) => void response.writeHead(200, asStream).write(started)));
  const recording = await record("ag-ui", target.url);
  const answer = await fetch(recording.url, { method: "POST", body: JSON.stringify(asked) });
  const reader = answer.body!.getReader();
  await reader.read();
  await recording.close();
  expect(recording.exchanges()).toMatchObject([{ end: { how: "left" }, frames: [{ raw: started }] }]);
  await expect(reader.read()).rejects.toThrow();
});

test("what is no endpoint of the contract passes, and is not recorded", async ({ start, record }) => {
  const mock = await start("customer-support");
  const recording = await record("customer-support", mock.url);
  expect((await fetch(`${recording.url}/favicon.ico`)).status).toBe(404);
  expect(recording.passed).toMatchObject([{ exchange: { request: { url: "/favicon.ico" } }, judgement: undefined }]);
  expect(recording.text()).toBe("");
});

test("a redirect to the target stays with the recorder", async ({ serve, record }) => {
  const target: { url: string } = await serve(
    http((_, response) => response.writeHead(307, { location: `${target.url}/else/` }).end()),
  );
  const recording = await record("ag-ui", target.url);
  const answer = await fetch(recording.url, { method: "POST", body: "{}", redirect: "manual" });
  expect(answer.headers.get("location")).toBe(`${recording.url}/else/`);
  expect(recording.exchanges()[0]?.response?.headers.location).toBe(`${target.url}/else/`);
});

/** Answers that are hard to pass on, and how the exchange is recorded. */
const hostile = {
  "a status that is none": { says: "HTTP/1.1 099 Low\r\ncontent-length: 0\r\n\r\n", how: "cut" },
  "an upgrade that nobody asked for": {
    says: "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
    how: "cut",
  },
  "no HTTP": { says: "220 mail.test ESMTP\r\n", how: "refused" },
  "a body shorter than it says": {
    says: "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 99\r\n\r\ndata: 1\n\n",
    how: "cut",
  },
} as const;

for (const [title, { says, how }] of Object.entries(hostile)) {
  test(`a target that answers with ${title} ends its exchange, and the next one passes`, async ({ serve, record }) => {
    const answers: string[] = [says, "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"];
    const target = await serve(tcp((socket) => void socket.once("data", () => socket.end(answers.shift() ?? ""))));
    const recording = await record("ag-ui", target.url);
    await post(recording.url, asked).catch(() => undefined);
    await expect.poll(() => recording.exchanges()[0]?.end.how).toBe(how);
    expect((await post(recording.url, asked)).status).toBe(204);
  });
}

test("a file that can no longer be written is told once, and everything still passes", async ({ start, record }) => {
  const mock = await start("ag-ui");
  const told: string[] = [];
  const folder = test.info().outputPath("gone");
  const failed = (error: Error) => told.push(error.message);
  const recording = await record("ag-ui", mock.url, { file: join(folder, "run.jsonl"), failed });
  rmSync(folder, { recursive: true });
  for (let time = 0; time < 2; time++) expect((await post(recording.url, asked)).status).toBe(200);
  await expect.poll(() => recording.passed.length).toBe(2);
  expect(told).toEqual([expect.stringMatching(/run\.jsonl cannot be written \(ENOENT\)\.$/)]);
});
