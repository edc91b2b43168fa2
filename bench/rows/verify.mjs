import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shelfDocument } from "../data/shelf.mjs";
import { end, serve } from "../processes.mjs";
import { spread } from "../summary.mjs";

/** @import { Candidate, Row } from "../types.mjs" */

/** Runs of one sample; its value is their median. */
const runs = 3;

/** @param {string} id @param {string} what @param {(url: string, document: string) => readonly string[]} command @returns {Candidate} */
const program = (id, what, command) => ({
  id,
  what,
  async open() {
    const backend = await serve("bench/servers/shelf.mjs");
    const folder = mkdtempSync(join(tmpdir(), "wirecheck-bench-"));
    const document = join(folder, "openapi.json");
    writeFileSync(document, JSON.stringify(shelfDocument()));
    const [file = "", ...args] = command(backend.url, document);
    return {
      async measure() {
        const all = [];
        for (let run = 0; run < runs; run++) {
          const before = backend.cpu() ?? 0;
          const took = await end(file, args);
          all.push(took - ((backend.cpu() ?? 0) - before) / 1000);
        }
        return { value: spread(all)?.median ?? 0 };
      },
      close: () => {
        void backend.stop();
        rmSync(folder, { recursive: true });
      },
    };
  },
});

/** @type {Row} */
export const verify = {
  id: "verify",
  title: "verify of eight endpoints",
  how: `The whole process, from its start to its exit, less the processor time that the backend spent meanwhile; a sample is the median of ${runs} runs.`,
  unit: "ms",
  reference: "script",
  targets: [{ candidate: "verify", of: "value", at: "most", limit: 500 }],
  candidates: [
    program("verify", "`wirecheck verify URL --contract openapi.json`, which must pass", (url, document) => [
      "dist/src/cli/main.js",
      ...["verify", url, "--contract", document],
    ]),
    program("script", "a script that asks each operation once with fetch", (url) => ["bench/load/script.mjs", url]),
  ],
};
