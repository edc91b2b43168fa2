import { input } from "../data/run.mjs";
import { server } from "../load/load.mjs";

/** @import { Row } from "../types.mjs" */

const body = JSON.stringify(input);
const load = { by: "bench/load/requests.mjs", args: [body, "50"] };
const candidate = (/** @type {string} */ id, /** @type {string} */ what) =>
  server(id, what, `bench/servers/${id}.mjs`, load, firstRead);

/** How much of the stream comes first, and how much in all. @param {string} url */
async function firstRead(url) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body });
  const counts = [];
  for await (const part of answer.body ?? []) counts.push(Buffer.from(part).toString("utf8").split("\n\n").length - 1);
  return `first ${counts[0]} of ${counts.reduce((sum, count) => sum + count, 0)} events`;
}

/** @type {Row} */
export const stream = {
  id: "stream",
  title: "A POST answered by 200 events",
  how: "50 kept-alive connections post a RunAgentInput, and each answer is an event stream of 200 events, as fast as it goes. Ours validates what is posted; the others only parse it. What a client reads first shows whether the first event waits for the rest.",
  unit: "streams/s",
  reference: "stream-writes",
  targets: [{ candidate: "stream-ours", of: "ratio", at: "least", limit: 2 }],
  candidates: [
    candidate("stream-ours", "wirecheck, a user's document with the events as its example, pace none"),
    candidate("stream-ours-made", "wirecheck, the contract ag-ui with events made for each run, pace none"),
    candidate("stream-writes", "node:http, one write an event"),
    candidate("stream-batches", "node:http, the first event by itself, the rest in batches of 8 KiB"),
    candidate("stream-aimock", "aimock's AGUIMock"),
  ],
};
