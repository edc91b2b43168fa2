import { appendFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { http } from "../verify/raw-server.ts";
import { message } from "./cases/refusals.ts";
import { causesOf, diagnosed } from "./diagnosed.ts";

const budget = 12_000;
const path = "/api/copilotkit";

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

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
