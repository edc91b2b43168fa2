import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import {
  encodeClosing,
  encodePart,
  encodeSse,
  judgeExchange,
  loadContract,
  RecordingError,
  readRecording,
  recordingHead,
} from "../../contracts/index.ts";

const run = [
  { type: "RUN_STARTED", threadId: "t", runId: "r" },
  { type: "RUN_FINISHED", threadId: "t", runId: "r" },
];
const stream = run.map((event) => encodeSse(JSON.stringify(event))).join("");
const info = {
  type: "info",
  message: "Connected",
  timestamp: "2026-01-01T00:00:00.000000",
  client_id: "c",
  room: "coordinator_metrics",
};

const began = Date.UTC(2026, 0, 1);
const request = (method: string, url: string) => ({ method, url, headers: [{ name: "Accept", value: "*/*" }] });
const answer = (mimeType: string, content: object, status = 200) => ({
  status,
  statusText: "",
  headers: [{ name: "Content-Type", value: mimeType }],
  content: { mimeType, ...content },
});
const message = (type: "send" | "receive", seconds: number, data: unknown, opcode = 1) => ({
  type,
  time: began / 1000 + seconds,
  opcode,
  data: typeof data === "string" ? data : JSON.stringify(data),
});
const har = (...entries: object[]) => JSON.stringify({ log: { version: "1.2", entries } });
const run1 = {
  request: request("POST", "http://127.0.0.1/api/copilotkit"),
  response: answer("text/event-stream", { text: stream }),
};
const socket = (...messages: object[]) => ({
  startedDateTime: new Date(began).toISOString(),
  time: 9000,
  request: request("GET", "ws://localhost:3001/ws/coordinator"),
  response: { status: 101, statusText: "", headers: [] },
  _webSocketMessages: messages,
});

const shop = fileURLToPath(new URL("../../mocks/scenarios/documents/shop.openapi.json", import.meta.url));
const parts = [{ data: { shelf: {} }, hasNext: true }, { hasNext: false }]
  .map((part) => encodePart(JSON.stringify(part), "-"))
  .concat(encodeClosing("-"))
  .join("");

const exchange = {
  endpoint: "run",
  transport: "http",
  request: { method: "POST", url: "http://localhost/", headers: {} },
  response: { status: 200, reason: "OK", headers: { "content-type": "text/event-stream" } },
  frames: run.map((event) => ({ from: "server", at: 1, raw: encodeSse(JSON.stringify(event)) })),
  end: { how: "complete" },
};

/** What a file gives: for each exchange its endpoint, the number of its frames and the rules that it breaks. */
const files: Record<
  string,
  {
    contract: string;
    name: string;
    text: string;
    found: readonly (readonly [string | undefined, number, ...string[]])[];
  }
> = {
  "an event stream": { contract: "ag-ui", name: "run.sse", text: stream, found: [["run", 2]] },
  "an event stream with a byte order mark": {
    contract: "ag-ui",
    name: "run.txt",
    text: `\ufeff${stream}`,
    found: [["run", 2]],
  },
  "an event stream in CR LF": {
    contract: "ag-ui",
    name: "run.sse",
    text: stream.replaceAll("\n", "\r\n"),
    found: [["run", 2, "framing/sse-crlf"]],
  },
  "NDJSON of events, which is no event stream": {
    contract: "ag-ui",
    name: "run.txt",
    text: run.map((event) => `${JSON.stringify(event)}\n`).join(""),
    found: [["run", 1, "framing/not-sse"]],
  },
  "a body in parts": { contract: shop, name: "shelf.txt", text: parts, found: [["shelf", 3]] },
  "a body in parts that begins without a line end": {
    contract: shop,
    name: "shelf.txt",
    text: parts.slice(2),
    found: [["shelf", 3]],
  },
  "a body in parts without its end": {
    contract: shop,
    name: "shelf.txt",
    text: parts.slice(0, -9),
    found: [["shelf", 2, "framing/multipart-closed"]],
  },
  "a HAR with a body in parts": {
    contract: shop,
    name: "page.har",
    text: har({
      request: request("GET", "http://127.0.0.1/shelf"),
      response: answer('multipart/mixed; boundary="-"', { text: parts }),
    }),
    found: [["shelf", 3]],
  },
  "JSON lines of exchanges": {
    contract: "ag-ui",
    name: "x.jsonl",
    text: `${JSON.stringify(exchange)}\n\n${JSON.stringify({ ...exchange, frames: [] })}\n`,
    found: [
      ["run", 2],
      ["run", 0, "order/run-not-empty"],
    ],
  },
  "one exchange, indented": {
    contract: "ag-ui",
    name: "x.json",
    text: JSON.stringify(exchange, null, 2),
    found: [["run", 2]],
  },
  "a list of exchanges": { contract: "ag-ui", name: "x.json", text: JSON.stringify([exchange]), found: [["run", 2]] },
  "a HAR with a run under the contract's path": {
    contract: "customer-support",
    name: "page.har",
    text: har(run1, {
      request: request("GET", "http://127.0.0.1/app.js"),
      response: answer("text/javascript", { text: "1" }),
    }),
    found: [["run", 2]],
  },
  "a HAR with a run under any path": { contract: "ag-ui", name: "page.har", text: har(run1), found: [["run", 2]] },
  "a HAR with a body in base64": {
    contract: "customer-support",
    name: "page.har",
    text: har({
      ...run1,
      response: answer("text/event-stream", { text: Buffer.from(stream).toString("base64"), encoding: "base64" }),
    }),
    found: [["run", 2]],
  },
  "a HAR with a socket": {
    contract: "video-studio",
    name: "page.har",
    text: har(
      socket(
        message("receive", 0.01, info),
        message("send", 1, { type: "ping" }),
        message("receive", 1.1, { type: "pong" }),
      ),
    ),
    found: [["coordinator", 3]],
  },
  "a HAR with a late reply": {
    contract: "video-studio",
    name: "page.har",
    text: har(
      socket(
        message("receive", 0.01, info),
        message("send", 1, { type: "ping" }),
        message("receive", 4.1, { type: "pong" }),
      ),
    ),
    found: [["coordinator", 3, "order/reply"]],
  },
  "a HAR with a binary message": {
    contract: "video-studio",
    name: "page.har",
    text: har(socket(message("receive", 0.01, info), message("receive", 1, "AAEC", 2))),
    found: [["coordinator", 2, "framing/binary"]],
  },
};

for (const [title, { contract: reference, name, text, found }] of Object.entries(files)) {
  test(`${title} is read and judged`, async () => {
    const contract = await loadContract(reference);
    const exchanges = readRecording(text, name, contract);
    const seen = exchanges.map((one) => {
      const { violations } = judgeExchange(contract, one, { mode: "strict" });
      return [one.endpoint, one.frames.length, ...new Set(violations.map(({ rule }) => rule))];
    });
    expect(seen).toEqual(found);
  });
}

const head = (more: object = {}) =>
  JSON.stringify({ recording: 1, contract: { name: "ag-ui", version: "0.0.42", digest: "0" }, target: "", ...more });

test("the first line of a recording is no exchange, and its version may be another", async () => {
  const contract = await loadContract("ag-ui@1.0.0");
  const text = `${head()}\n${JSON.stringify(exchange)}\n`;
  expect(readRecording(text, "x.jsonl", contract)).toEqual([exchange]);
  // What the file is named is no matter then.
  expect(readRecording(text, "x", contract)).toEqual([exchange]);
  expect(readRecording(head(), "x", contract)).toEqual([]);
  expect(recordingHead(text, "x")?.contract.version).toBe("0.0.42");
  expect(recordingHead(JSON.stringify(exchange), "x")).toBeUndefined();
});

const broken: Record<string, { name: string; text: string; says: RegExp }> = {
  "an empty file": { name: "x.sse", text: " \n", says: /x\.sse is empty/ },
  "a .har that is none": { name: "x.har", text: stream, says: /x\.har is not a HAR/ },
  "a HAR that was cut": { name: "x.har", text: har(run1).slice(0, -5), says: /x\.har is not a HAR/ },
  "a HAR entry without a request": {
    name: "x.har",
    text: har({ response: {} }),
    says: /x\.har, entry 1 has no request/,
  },
  "a HAR message without data": {
    name: "x.har",
    text: har(socket({ type: "send" })),
    says: /entry 1, message 1 has no data/,
  },
  "a line that is no JSON": {
    name: "x.jsonl",
    text: `${JSON.stringify(exchange)}\noops\n`,
    says: /x\.jsonl, line 2 is not JSON/,
  },
  "a line of a recording that was cut": {
    name: "x",
    text: `${head()}\n${JSON.stringify(exchange).slice(0, -9)}`,
    says: /x, line 2 is not JSON/,
  },
  "a recording of another contract": {
    name: "x.jsonl",
    text: head({ contract: { name: "video-studio", version: "3.0.0", digest: "0" } }),
    says: /x\.jsonl was recorded under video-studio@3\.0\.0, not ag-ui/,
  },
  "a recording that does not say its contract": {
    name: "x.jsonl",
    text: head({ contract: { name: "ag-ui" } }),
    says: /x\.jsonl does not say which contract/,
  },
  "a recording of a later format": {
    name: "x.jsonl",
    text: head({ recording: 2 }),
    says: /x\.jsonl is a recording of format 2; this version reads format 1/,
  },
  "an exchange without an end": {
    name: "x.jsonl",
    text: JSON.stringify({ ...exchange, end: undefined }),
    says: /its end must be/,
  },
  "a frame without text": {
    name: "x.json",
    text: JSON.stringify({ ...exchange, frames: [{ from: "server", at: 1 }] }),
    says: /x\.json is no exchange: its frames must be a list/,
  },
};

for (const [title, { name, text, says }] of Object.entries(broken)) {
  test(`${title} is refused in one sentence`, async () => {
    const contract = await loadContract("ag-ui");
    let caught: unknown;
    try {
      readRecording(text, name, contract);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(RecordingError);
    const { message: sentence, next } = caught as RecordingError;
    expect(sentence).toMatch(says);
    expect(sentence).toMatch(/^[^\n]+\.$/);
    expect(next).not.toBe("");
  });
}
