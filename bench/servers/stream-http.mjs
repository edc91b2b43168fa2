import { createServer } from "node:http";
import { events } from "../data/run.mjs";
import { listen } from "./serve.mjs";

/** A server of node:http that answers every run with the 200 events. @param {(response: import("node:http").ServerResponse, events: readonly object[]) => void} write */
export function serveStreams(write) {
  const listener = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      JSON.parse(Buffer.concat(chunks).toString("utf8"));
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" });
      write(response, events);
    });
  });
  listen(listener, "/run");
}

/** @param {object} event */
export const block = (event) => `data: ${JSON.stringify(event)}\n\n`;
