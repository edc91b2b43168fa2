import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { test as plain } from "@playwright/test";
import { WebSocketServer } from "ws";
import { contractSuite, expect } from "../../src/playwright/index.ts";

const shelf = fileURLToPath(new URL("documents/shelf.openapi.yaml", import.meta.url));
const talk = fileURLToPath(new URL("documents/talk.asyncapi.yaml", import.meta.url));

/** A backend that keeps both documents. */
const server = createServer(async (request, response) => {
  const json = (status: number, value: unknown) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  const route = `${request.method} ${request.url}`;
  if (route === "GET /book") return json(200, { title: "Moby-Dick" });
  if (route === "GET /odd-book") return json(200, { title: 7 });
  if (route === "GET /pages") {
    return response.writeHead(200, { "content-type": "text/event-stream" }).end('data: {"page":1}\n\n');
  }
  if (/^GET \/shelves\/\w+$/.test(route)) return response.end();
  if (route !== "POST /notes") return json(404, { detail: "Not Found" });
  let text = "";
  for await (const chunk of request) text += chunk;
  return isNote(text, request.headers["content-type"]) ? json(201, { id: 1 }) : json(422, { detail: "not a note" });
});

function isNote(text: string, type = "application/json"): boolean {
  try {
    const note = JSON.parse(text);
    return type.startsWith("application/json") && typeof note.text === "string" && note.text.length > 0;
  } catch {
    return false;
  }
}

new WebSocketServer({ server, path: "/talk" }).on("connection", (socket) => {
  socket.send('{"type":"hello"}');
  socket.on("message", () => socket.send('{"type":"pong"}'));
});

let url = "";
plain.beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
plain.afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

contractSuite({ contract: [shelf, talk], url: () => url, allow: ["POST:/notes"] });

plain.describe("matchers", () => {
  plain("toKeep judges a response of Playwright's", async ({ request }) => {
    await expect(await request.get(`${url}/book`)).toKeep(shelf);
    await expect(await request.get(`${url}/pages`)).toKeep(shelf);
    const odd = await request.get(`${url}/odd-book`);
    await expect(odd).not.toKeep(shelf, { endpoint: "book" });
    await expect(expect(odd).toKeep(shelf, { endpoint: "book" })).rejects.toThrow(
      /shape\/type: .*title[\s\S]*docs\/rules\/shape\/type\.md/,
    );
    await expect(expect(odd).toKeep(shelf)).rejects.toThrow(
      /no endpoint of shelf; give one of book, shelf, pages, note/,
    );
  });

  plain("toHandshake tells an accepted upgrade from a refused one", async () => {
    await expect(`${url}/talk`).toHandshake({ accepted: true, first: { type: "hello" } });
    await expect(`${url}/talk`).not.toHandshake({ accepted: true, first: { type: "pong" } });
    await expect(`${url}/talk`).not.toHandshake({ refused: 403 });
    await expect(`${url}/nowhere`).toHandshake({ refused: 400 });
    await expect(expect(`${url}/nowhere`).toHandshake({ accepted: true })).rejects.toThrow(
      /got status 400[\s\S]*route-not-registered \(likely\): docs\/causes\/route-not-registered\.md/,
    );
  });

  const events = [
    { type: "RUN_STARTED", threadId: "t", runId: "r" },
    { type: "RUN_FINISHED", threadId: "t", runId: "r" },
  ];
  plain("toBeValidRun judges events and the text of a stream", async () => {
    await expect(events).toBeValidRun();
    await expect(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")).toBeValidRun();
    await expect(events.slice(0, 1)).not.toBeValidRun();
    await expect(expect(events.slice(1)).toBeValidRun()).rejects.toThrow(/order\/run-starts-first/);
    await expect(expect("data: [DONE]\n\n").toBeValidRun()).rejects.toThrow(/framing\/sse-done/);
  });
});
