import { appendFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { startZoo } from "../../fixtures/backends/index.mjs";
import { http, tcp } from "../verify/raw-server.ts";
import { causesOf, diagnosed } from "./diagnosed.ts";

/** A socket of a real server whose log is written as it comes, and what its log makes of the causes. */
const sockets: readonly (readonly [server: string, path: string, found: Readonly<Record<string, string>>])[] = [
  ["uvicorn-auto@zoo", "/ws/raises-after", { "crash-after-accept": "certain" }],
  ["uvicorn-auto@zoo", "/ws/returns-after", { "crash-after-accept": "likely", "handler-returns": "possible" }],
  ["uvicorn-auto@zoo", "/ws/raises-before", { "crash-before-accept": "certain" }],
  ["uvicorn-auto@zoo", "/ws/returns-before", { "crash-before-accept": "certain" }],
  ["uvicorn-auto@zoo-old", "/ws/token", { "refused-before-accept": "certain" }],
  ["uvicorn-auto@zoo-old", "/ws/item/one", { "refused-before-accept": "certain" }],
  ["uvicorn-none@zoo-old", "/ws/ok", { "no-websocket-library": "certain" }],
  ["uvicorn-auto-static@zoo-old", "/ws/missing", { "mount-takes-sockets": "certain" }],
];

for (const [server, path, found] of sockets) {
  test(`the log of ${server} for ${path}`, async () => {
    const log = test.info().outputPath("server.log");
    // An old traceback says nothing of now.
    writeFileSync(log, "Traceback (most recent call last):\n");
    const started = await startZoo(server, { output: (text) => appendFileSync(log, text) });
    const result = await diagnosed({ url: started.url.replace("http", "ws") + path, log, budget: 12_000 });
    await started.stop();
    expect(causesOf(result), JSON.stringify(result.evidence.find(({ id }) => id === "log")?.data)).toEqual(found);
  });
}

const nothing: readonly (readonly [what: string, log: string, found: string])[] = [
  ["an import that failed", "INFO: Will watch\nModuleNotFoundError: No module named 'fastapi'\n", "crashed-at-start"],
  [
    "a port that was taken",
    "ERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 3001): address already in use\n",
    "crashed-at-start",
  ],
  [
    "an old failure before a good start",
    "ModuleNotFoundError: No module named 'x'\nINFO:     Uvicorn running on http://127.0.0.1:3001\n",
    "nothing-listening",
  ],
  ["nothing of use", "hello\n", "nothing-listening"],
];

for (const [what, text, found] of nothing) {
  test(`nothing listens, and the log tells of ${what}`, async () => {
    const server = await tcp(() => undefined);
    await server.close();
    const log = test.info().outputPath("server.log");
    writeFileSync(log, text);
    expect(causesOf(await diagnosed({ url: server.url, log }))).toEqual({ [found]: "certain" });
  });
}

test("a 422 in the log names the message without id", async () => {
  const server = await http((_, response) => response.writeHead(405).end());
  const log = test.info().outputPath("server.log");
  writeFileSync(
    log,
    '{"detail":[{"type":"missing","loc":["body","messages",0,"user","id"],"msg":"Field required"}]}\n',
  );
  expect(causesOf(await diagnosed({ url: server.url, log }))).toEqual({ "message-without-id": "likely" });
  await server.close();
});
