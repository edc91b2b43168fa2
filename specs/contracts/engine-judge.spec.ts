import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import {
  type Contract,
  createJudge,
  type Endpoint,
  encodeSse,
  judgeExchange,
  loadContract,
  type Violation,
} from "../../contracts/index.ts";
import { byHand, onSocket } from "./data/by-hand.ts";
import { exchangeCases } from "./data/exchange-cases.ts";

for (const { title, exchange, verdict, violations = [], unjudged = [], drift = [], mode = "strict" } of exchangeCases) {
  test(`${exchange.transport}: ${title} is judged ${verdict}${violations.length > 0 ? `, ${violations.join()}` : ""}`, () => {
    const judgement = judgeExchange(byHand, exchange, { mode });
    expect(judgement.violations.map(({ rule }) => rule)).toEqual(violations);
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.drift.map(({ rule }) => rule)).toEqual(drift);
    const byRules = judgement.unjudged.filter(({ because }) => /^[a-z]+\/[a-z-]+$/.test(because));
    expect(byRules.map(({ rule, because }) => `${rule} because ${because}`).sort()).toEqual([...unjudged].sort());
    if (verdict === "inconclusive") expect(judgement.unjudged.length).toBeGreaterThan(0);
  });
}

/** Of each exchange what is said of it: "RULE at FRAME POINTER: SENTENCE", and what could not be judged and why. */
const words: Record<string, string[]> = JSON.parse(
  readFileSync(new URL("./data/judgements.json", import.meta.url), "utf8"),
);
const inWords = (list: readonly Violation[]) =>
  list.map(({ rule, frame, path, message }) => `${rule} at ${frame ?? "no frame"}${path}: ${message}`);

test("each exchange is judged in these words", () => {
  const said = exchangeCases.map(({ title, exchange, mode = "strict" }) => {
    const { violations, drift, unjudged } = judgeExchange(byHand, exchange, { mode });
    const because = unjudged.map(({ rule, because }) => `unjudged ${rule}: ${because}`);
    const lines = [...inWords(violations), ...inWords(drift).map((line) => `drift ${line}`), ...because];
    return [`${exchange.transport}: ${title}`, lines];
  });
  expect(Object.fromEntries(said)).toEqual(words);
});

test("judging the same exchange twice gives the same judgement", () => {
  for (const { exchange } of exchangeCases) {
    const judge = () => judgeExchange(byHand, exchange, { mode: "strict" });
    expect(judge()).toEqual(judge());
  }
});

test("a violation names its endpoint, frame, pointer and page", () => {
  const exchange = onSocket([
    ["server", 1, { type: "hello", id: "1" }],
    ["server", 2, { type: "news", text: 7 }],
  ]);
  expect(judgeExchange(byHand, exchange, { mode: "strict" }).violations).toEqual([
    {
      rule: "shape/type",
      endpoint: "room",
      frame: 1,
      path: "/text",
      message: "text is 7; it must be string.",
      page: "docs/rules/shape/type.md",
    },
  ]);
});

const runOf = (contract: Contract) => contract.endpoints.find(({ id }) => id === "run") as Endpoint;
const started = { type: "RUN_STARTED", threadId: "t", runId: "r" };
const finished = { type: "RUN_FINISHED", threadId: "t", runId: "r" };

async function run(events: readonly unknown[], end: "complete" | "budget" | "left", request?: unknown) {
  const contract = await loadContract("ag-ui");
  const body = request === undefined ? {} : { body: JSON.stringify(request) };
  const judge = createJudge(contract, runOf(contract), {
    mode: "strict",
    request: { method: "POST", url: "/", headers: {}, ...body },
  });
  for (const event of events) judge.accept({ from: "server", at: 0, raw: encodeSse(JSON.stringify(event)) });
  const { violations, unjudged, verdict } = judge.end(
    end === "budget" ? { how: end, budget: "total", message: "The time was over." } : { how: end },
  );
  return { verdict, rules: violations.map(({ rule }) => rule), unjudged };
}

test("a misshapen event does not move the order, and what follows is not judged by it", async () => {
  const misshapen = { type: "TEXT_MESSAGE_START", messageId: 5, role: "assistant" };
  const { rules, unjudged } = await run([started, misshapen, { type: "TEXT_MESSAGE_END", messageId: "m" }], "complete");
  expect(rules).toEqual(["shape/type"]);
  expect(unjudged).toEqual([{ rule: "order/*", because: "shape/type" }]);
});

test("an unknown key leaves the order to be judged", async () => {
  expect((await run([{ ...started, x: 1 }], "complete")).rules).toEqual(["shape/unknown-key", "order/run-terminates"]);
});

test("a run that we left or could not wait for has no end to be judged", async () => {
  expect(await run([started], "left")).toEqual({ verdict: "pass", rules: [], unjudged: [] });
  const budget = await run([started], "budget");
  expect(budget.verdict).toBe("inconclusive");
  expect(budget.unjudged).toEqual([{ rule: "order/*", because: "The time was over." }]);
});

test("what the request says is known to the order rules", async () => {
  const result = { type: "TOOL_CALL_RESULT", messageId: "m", toolCallId: "c", content: "" };
  const call = { id: "c", type: "function", function: { name: "f", arguments: "{}" } };
  const history = { messages: [{ id: "a", role: "assistant", toolCalls: [call] }] };
  expect((await run([started, result, finished], "complete")).rules).toEqual(["order/tool-result-known"]);
  expect((await run([started, result, finished], "complete", history)).rules).toEqual([]);
});

test("a stream without an end keeps a bounded number of violations, and counts the rest", async () => {
  const contract = await loadContract("ag-ui");
  const judge = createJudge(contract, runOf(contract), { mode: "strict" });
  const frames = 20_000;
  for (let at = 0; at < frames; at++) {
    judge.accept({ from: "server", at, raw: encodeSse(JSON.stringify({ type: `NOVEL_${at}` })) });
    judge.accept({ from: "server", at, raw: `data: {"type":"STEP_STARTED","stepName":"${at}","x":1}\n\n` });
  }
  const { violations, unjudged, frames: seen } = judge.end({ how: "left" });
  expect(seen).toBe(2 * frames);
  expect(violations.length).toBeLessThanOrEqual(60);
  expect(unjudged.length).toBeLessThanOrEqual(200);
  const counted = violations.filter(({ message }) => /, and \d+ more like it\.$/.test(message)).map(({ rule }) => rule);
  expect(counted).toEqual(expect.arrayContaining(["shape/unknown-type", "shape/unknown-key"]));
});

test("a client that asks without end is forgotten at the bound, not remembered", () => {
  const endpoint = byHand.endpoints[0] as Endpoint;
  const judge = createJudge(byHand, endpoint, { mode: "strict", limits: { replies: 10 } });
  judge.head({ status: 101, reason: "", headers: { "sec-websocket-protocol": "chat.v1" } });
  judge.accept({ from: "server", at: 0, raw: '{"type":"hello","id":"1"}' });
  for (let at = 0; at < 1000; at++) judge.accept({ from: "client", at: 0, raw: '{"type":"ping"}' });
  const { violations, unjudged } = judge.end({ how: "left" }, 9000);
  expect(violations.filter(({ rule }) => rule === "order/reply").length).toBe(10);
  expect(unjudged).toEqual([{ rule: "order/reply", because: "More than 10 messages waited for a reply at one time." }]);
});

test("a frame over the limit is one violation, and the rest of its exchange is skipped", async () => {
  const contract = await loadContract("ag-ui");
  const judge = createJudge(contract, runOf(contract), { mode: "strict", limits: { frame: 100 } });
  judge.accept({ from: "server", at: 0, raw: `data: ${"x".repeat(100)}` });
  judge.accept({ from: "server", at: 0, raw: "no event stream" });
  expect(judge.end({ how: "complete" }).violations.map(({ rule }) => rule)).toEqual(["framing/size"]);
});
