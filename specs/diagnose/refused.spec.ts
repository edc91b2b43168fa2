import { appendFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { http } from "../verify/raw-server.ts";
import { causesOf, diagnosed } from "./diagnosed.ts";

const budget = 12_000;
const path = "/api/copilotkit";

const run = { threadId: "t", runId: "r", state: {}, messages: [], tools: [], context: [], forwardedProps: {} };
const without = (key: keyof typeof run) => Object.fromEntries(Object.entries(run).filter(([name]) => name !== key));
const message = (more: object) => ({ ...run, messages: [{ id: "m", role: "user", content: "hello", ...more }] });
const graphql = { operationName: "availableAgents", query: "query availableAgents { id }", variables: {} };

type Found = Readonly<Record<string, string>>;

/** What was sent, and what the 422 that it got comes to; undefined where it gets none. */
const sent: readonly (readonly [what: string, body: unknown, old: Found, current: Found | undefined])[] = [
  [
    "GraphQL",
    graphql,
    { "graphql-client-on-ag-ui-endpoint": "certain" },
    { "graphql-client-on-ag-ui-endpoint": "certain" },
  ],
  [
    "info",
    { method: "info" },
    { "envelope-client-on-ag-ui-endpoint": "certain" },
    { "envelope-client-on-ag-ui-endpoint": "certain" },
  ],
  [
    "an envelope",
    { method: "agent/run", params: { agentId: "a" }, body: run },
    { "envelope-client-on-ag-ui-endpoint": "certain" },
    { "envelope-client-on-ag-ui-endpoint": "certain" },
  ],
  ["no id", message({ id: undefined }), { "message-without-id": "certain" }, { "message-without-id": "certain" }],
  ["no role", message({ role: undefined }), { "role-unknown": "certain" }, { "role-unknown": "certain" }],
  ["another role", message({ role: "human" }), { "role-unknown": "certain" }, { "role-unknown": "certain" }],
  [
    "activity",
    message({ role: "activity", activityType: "plan", content: {} }),
    { "role-newer-than-sdk": "certain" },
    undefined,
  ],
  ["reasoning", message({ role: "reasoning" }), { "role-newer-than-sdk": "certain" }, undefined],
  [
    "a result of no call",
    message({ role: "tool" }),
    { "tool-result-without-call": "certain" },
    { "tool-result-without-call": "certain" },
  ],
  [
    "a result that is a list",
    message({ role: "tool", toolCallId: "c", content: [] }),
    { "content-not-text": "certain" },
    undefined,
  ],
  ["parts", message({ content: [{ type: "text", text: "hello" }] }), { "content-not-text": "certain" }, undefined],
  ["protocolVersion", { ...run, protocolVersion: "1.0" }, { "key-refused-by-old-sdk": "certain" }, undefined],
  ["a key of its own", { ...run, tenant: "a" }, { "key-refused-by-old-sdk": "certain" }, undefined],
  ["no state", without("state"), { "run-incomplete": "certain" }, undefined],
  ["no forwardedProps", without("forwardedProps"), { "run-incomplete": "certain" }, undefined],
  ["no tools", without("tools"), { "run-incomplete": "likely" }, undefined],
  ["no threadId", without("threadId"), { "run-incomplete": "certain" }, { "run-incomplete": "certain" }],
  [
    "a tool without parameters",
    { ...run, tools: [{ name: "a", description: "b" }] },
    { "tool-without-parameters": "certain" },
    undefined,
  ],
  [
    "a context of objects",
    { ...run, context: [{ description: "a", value: {} }] },
    { "context-not-text": "certain" },
    { "context-not-text": "certain" },
  ],
  ["no JSON", '{"threadId":', { "body-not-json": "likely" }, { "body-not-json": "likely" }],
  ["a text", JSON.stringify(JSON.stringify(run)), { "body-not-object": "likely" }, { "body-not-object": "likely" }],
  [
    "two faults",
    { ...without("forwardedProps"), messages: [{ role: "user", content: "hello" }] },
    { "run-incomplete": "certain", "message-without-id": "certain" },
    { "message-without-id": "certain" },
  ],
];

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

for (const [name, stack, age] of [
  ["customer-support", "2025-10", "old"],
  ["customer-support", "current", "current"],
] as const) {
  test(`what the 422s of ${name} on ${stack} come to`, async () => {
    const backend = await startBackend({ name, stack });
    const url = backend.url + path;
    const log = test.info().outputPath("server.log");
    const found: unknown[] = [];
    for (const [what, body] of sent) {
      const answer = await post(url, body);
      const text = await answer.text();
      if (answer.status !== 422) {
        found.push([what, undefined]);
        continue;
      }
      writeFileSync(log, `INFO:     "POST ${path} HTTP/1.1" 422\n${text}\n`);
      const result = await diagnosed({ url, log, budget });
      expect(result.oneOf).toEqual([]);
      found.push([what, causesOf(result)]);
    }
    await backend.stop();
    expect(found).toEqual(sent.map(([what, , old, current]) => [what, age === "old" ? old : current]));
  });
}

test("a 422 is read as a runtime says it, as Python prints it, and laid out over many lines", async () => {
  const backend = await startBackend({ name: "customer-support" });
  const url = backend.url + path;
  const kept = await (await post(url, message({ id: undefined }))).text();
  const { detail } = JSON.parse(kept);
  const python = JSON.stringify(detail).replaceAll('"', "'").replace("['body', ", "('body', ");
  const texts = {
    runtime: JSON.stringify({ message: `HTTP 422: ${kept}` }),
    twice: JSON.stringify(JSON.stringify({ message: kept })),
    python: python.replace(/\['body'([^\]]*)\]/, "('body'$1)"),
    laidOut: JSON.stringify(JSON.parse(kept), undefined, 2),
  };
  const found: unknown[] = [];
  for (const text of Object.values(texts)) {
    const log = test.info().outputPath("server.log");
    writeFileSync(log, text);
    found.push(causesOf(await diagnosed({ url, log, budget })));
  }
  await backend.stop();
  expect(found).toEqual(Object.keys(texts).map(() => ({ "message-without-id": "certain" })));
});

test("a server that logs its 422s logs ours too, and they are not taken for a client's", async () => {
  const backend = await startBackend({ name: "plain-agent", stack: "ag-ui-0.1.9" });
  const log = test.info().outputPath("server.log");
  writeFileSync(log, "");
  const front = await http((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", async () => {
      const answer = await fetch(backend.url + request.url, {
        method: request.method ?? "GET",
        headers: { "content-type": request.headers["content-type"] ?? "text/plain" },
        redirect: "manual",
        ...(request.method === "POST" && { body: Buffer.concat(parts) }),
      });
      const text = await answer.text();
      // With what was sent, and without, as handlers of RequestValidationError do it.
      if (answer.status === 422) {
        const { detail } = JSON.parse(text);
        const short = detail.map(({ input: _, ctx: __, ...rest }: Record<string, unknown>) => rest);
        appendFileSync(log, `${text}\n${JSON.stringify({ detail: short })}\n`);
      }
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(text);
    });
  });
  const contract = await loadContract("ag-ui@0.0.59");
  for (const turn of ["first", "second"]) {
    const result = await diagnosed({ url: front.url + path, contract, log, budget });
    expect([turn, result.verdict, causesOf(result)]).toEqual([turn, "pass", {}]);
  }
  await front.close();
  await backend.stop();
});
