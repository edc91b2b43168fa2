import { converse, serve } from "../processes.mjs";

/** @import { Candidate, Row } from "../types.mjs" */

const listeners = 1000;

/** @param {string} id @param {string} what @returns {Candidate} */
const candidate = (id, what) => ({
  id,
  what,
  async open() {
    const { url, cpu, stop } = await serve(`bench/servers/${id}.mjs`);
    const load = await converse("bench/load/listeners.mjs", [url, String(listeners)]);
    return {
      async measure(seconds) {
        const before = cpu();
        const { count, seconds: elapsed, loader } = await load.say(String(seconds));
        const after = cpu();
        const spent = before === undefined || after === undefined ? {} : { cpu: (after - before) / count };
        return { value: count / elapsed, ...spent, loader };
      },
      close: () => {
        load.stop();
        void stop();
      },
    };
  },
});

/** @type {Row} */
export const broadcast = {
  id: "broadcast",
  title: `A broadcast to ${listeners.toLocaleString("en")} sockets`,
  how: "A POST makes the server send its body, 190 bytes, to every open socket; the next one follows when all have heard it.",
  unit: "messages/s",
  reference: "broadcast-raw",
  targets: [{ candidate: "broadcast-ours", of: "ratio", at: "least", limit: 0.95 }],
  candidates: [
    candidate("broadcast-ours", "wirecheck, the contract video-studio"),
    candidate("broadcast-raw", "node:http, the frame made once and written to every socket"),
    candidate("broadcast-ws", "ws, `send` for every client"),
  ],
};
