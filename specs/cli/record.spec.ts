import { readFileSync, writeFileSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { createMock, type Mock } from "../../mocks/index.ts";
import { post, question } from "../support/runs.ts";
import { tcp } from "../verify/raw-server.ts";
import { runCli, startCli } from "./run-cli.ts";
import { problemsOf } from "./schemas.ts";

type Start = (reference: string, scenario?: string) => Promise<Mock>;

const test = base.extend<{ start: Start }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  start: async ({}, use) => {
    const mocks: Mock[] = [];
    await use(async (reference, scenario) => {
      const contracts = [await loadContract(reference)];
      const mock = await createMock({ contracts, pace: "none", ...(scenario !== undefined && { scenario }) });
      mocks.push(mock);
      return mock;
    });
    await Promise.all(mocks.map((mock) => mock.close()));
  },
});

/** Starts the command and waits until it says that it runs. */
async function startServing(words: readonly string[], cwd?: string) {
  const { child, output } = startCli(words, cwd);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  await expect.poll(() => output.stdout, { timeout: 20_000 }).toContain("Ctrl-C stops it.");
  const url = /^(http:\/\/\S+)/m.exec(output.stdout)?.[1] ?? "";
  const stop = () => {
    child.kill("SIGINT");
    return ended;
  };
  return { output, url, stop };
}

const startRecord = (target: string, contract: string, file: string, ...more: string[]) =>
  startServing(["record", "--target", target, "--contract", contract, "--port", "0", "--out", file, ...more]);

const asked = question("What is your refund policy?");

test("record, check and replay: what was kept is 0, in each", async ({ start }) => {
  const file = test.info().outputPath("run.jsonl");
  const mock = await start("customer-support");
  const { output, url, stop } = await startRecord(mock.url, "customer-support", file);
  expect(output.stdout).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+ stands for http:\/\/127\.0\.0\.1:\d+\/? {2}customer-support@/,
  );
  const { text } = await post(`${url}/api/copilotkit`, asked);
  await fetch(`${url}/favicon.ico`);
  await expect.poll(() => output.stdout).toContain("favicon");
  expect(await stop()).toBe(0);
  expect(output.stdout).toMatch(/\nPOST \/api\/copilotkit 200 \d+ frames \d+ ms\n/);
  expect(output.stdout).toContain("\n  – not in customer-support: passed, not recorded\n");
  expect(output.stdout).toMatch(/\n1 exchange with customer-support@\S+ recorded: all as promised\.\n$/);
  expect(output.stderr).toBe("");

  const checked = await runCli(["check", file, "--contract", "customer-support"]);
  expect(checked).toMatchObject({ code: 0, stderr: "" });
  expect(checked.stdout).toContain("1 of 1 check passed");

  const replay = await startServing(["mock", "--replay", file, "--port", "0", "--pace", "none"]);
  const again = await post(`${replay.url}/api/copilotkit`, { ...asked, threadId: "thread-of-today" });
  expect(again.text).toBe(text.replaceAll(asked.threadId, "thread-of-today"));
  await expect.poll(() => replay.output.stdout).toMatch(/POST \/api\/copilotkit 200 .* replayed 1 of 1\n/);
  expect(await replay.stop()).toBe(0);
});

test("a violation stands below its exchange, in 80 columns, and the exit code is 1", async ({ start }) => {
  const file = test.info().outputPath("run.jsonl");
  const mock = await start("customer-support", "breaks-framing-sse-crlf");
  const { output, url, stop } = await startRecord(mock.url, "customer-support", file);
  await post(`${url}/api/copilotkit`, asked);
  await expect.poll(() => output.stdout).toContain("framing/sse-crlf");
  expect(await stop()).toBe(1);
  expect(output.stdout).toMatch(/\nPOST \/api\/copilotkit 200 [^\n]*\n {2}✗ framing\/sse-crlf: /);
  const told = output.stdout.split("\n").slice(2);
  expect(Math.max(...told.filter((line) => !line.includes(file)).map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(output.stdout).toContain("recorded: 1 broken.");
  expect((await runCli(["check", file, "--contract", "customer-support"])).code).toBe(1);
});

test("a request that breaks the contract is told, though it was refused as promised, and the exit code is 1", async ({
  start,
}) => {
  const file = test.info().outputPath("run.jsonl");
  const mock = await start("customer-support");
  const { output, url, stop } = await startRecord(mock.url, "customer-support", file);
  const nameless = { ...asked.messages[0], id: undefined };
  await post(`${url}/api/copilotkit`, { ...asked, messages: [nameless] });
  await expect.poll(() => output.stdout).toContain("✗");
  expect(await stop()).toBe(1);
  expect(output.stdout).toMatch(
    /\nPOST \/api\/copilotkit 422 [^\n]*\n {2}✗ the request breaks shape\/required: [^✗]*\(\/messages\/0/,
  );
  expect(output.stdout).toContain("recorded: 1 broken.");
});

test("every line keeps the published schema, and one with a strange member does not", async ({ start }) => {
  const file = test.info().outputPath("run.jsonl");
  const mock = await start("customer-support");
  const more = ["--note", "a client 1.2.3", "--shorten", "4"];
  const { url, stop } = await startRecord(mock.url, "customer-support", file, ...more);
  await post(`${url}/api/copilotkit`, asked);
  await fetch(`${url}/health`);
  await stop();
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ note: "a client 1.2.3", shortened: 4 });
  expect(JSON.parse(lines[1] ?? "").request.body).toMatch(/"content":"[^"]{4} … \(\d+ more characters\)"/);
  for (const line of lines) expect(problemsOf("recording-line", JSON.parse(line))).toEqual([]);
  for (const line of lines) expect(problemsOf("recording-line", { ...JSON.parse(line), more: 1 })).not.toEqual([]);
});

test("a target that does not answer yet is told, and recorded when it is asked", async () => {
  const file = test.info().outputPath("run.jsonl");
  const gone = await tcp(() => undefined);
  await gone.close();
  const { output, url, stop } = await startRecord(gone.url, "ag-ui", file);
  expect(output.stderr).toMatch(
    /^wirecheck: \S+ does not answer yet: nothing listens on \S+ \(ECONNREFUSED\)\. [^\n]+\n$/,
  );
  expect((await post(url, asked)).status).toBe(502);
  await expect.poll(() => output.stdout).toContain("not judged: nothing listens");
  expect(await stop()).toBe(1);
  expect(output.stdout).toContain("1 not judged.");
});

test("where nothing was recorded the exit code is 1, and the file that was there stays", async ({ start }) => {
  const file = test.info().outputPath("run.jsonl");
  writeFileSync(file, "what was there\n");
  const mock = await start("ag-ui");
  const { output, stop } = await startRecord(mock.url, "ag-ui", file);
  expect(await stop()).toBe(1);
  expect(output.stdout).toContain("Nothing was recorded: no request was one of ag-ui@");
  expect(readFileSync(file, "utf8")).toBe("what was there\n");
});

test("without --out the file is named after the contract and the time", async ({ start }) => {
  const mock = await start("ag-ui");
  const words = ["record", "--target", mock.url, "--contract", "ag-ui", "--port", "0"];
  const { output, stop } = await startServing(words, test.info().outputPath());
  expect(output.stdout).toMatch(/\nRecording into ag-ui-\d{8}-\d{6}\.jsonl\. Ctrl-C stops it\.\n/);
  await stop();
});

test("what is open at Ctrl-C is in the file", async ({ start }) => {
  const file = test.info().outputPath("run.jsonl");
  const mock = await start("video-studio");
  const { output, url, stop } = await startRecord(mock.url, "video-studio", file);
  const { WebSocket } = await import("ws");
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws/coordinator`);
  await new Promise((resolve) => socket.once("message", resolve));
  await expect.poll(() => mock.exchanges().length).toBe(0);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  expect(await stop()).toBe(0);
  await closed;
  expect(output.stdout).toMatch(/\nSOCKET \/ws\/coordinator 101 \d+ frames? \d+ ms left\n/);
  expect((await runCli(["check", file, "--contract", "video-studio"])).code).toBe(0);
});

test("a port in use is one sentence, and exit 2", async ({ start }) => {
  const mock = await start("ag-ui");
  const { port } = new URL(mock.url);
  const words = ["record", "--target", "http://127.0.0.1:9", "--contract", "ag-ui", "--port", port];
  const { code, stdout, stderr } = await runCli(words, test.info().outputPath());
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toBe(`wirecheck: Port ${port} is in use. Choose another: --port N, or --port 0 for any.\n`);
});

test("a target that is the recorder itself is refused", async () => {
  const free = await tcp(() => undefined);
  await free.close();
  const { port } = new URL(free.url);
  const words = ["record", "--target", free.url, "--contract", "ag-ui", "--port", port];
  const { code, stderr } = await runCli(words, test.info().outputPath());
  expect(code).toBe(2);
  expect(stderr).toContain("is where the recorder itself listens");
});
