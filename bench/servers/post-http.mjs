import { createServer } from "node:http";
import { answer } from "../data/run.mjs";
import { listen } from "./serve.mjs";

/** A server of node:http and nothing else. @param {(body: unknown) => boolean} validate */
export function servePosts(validate) {
  const listener = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const good = request.url === "/run" && validate(JSON.parse(Buffer.concat(chunks).toString("utf8")));
      const text = JSON.stringify(good ? answer : { detail: "The body is wrong." });
      response.writeHead(good ? 200 : 422, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
      });
      response.end(text);
    });
  });
  listen(listener, "/run");
}
