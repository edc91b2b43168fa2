import { get } from "node:http";
import { root, serve } from "../processes.mjs";
import { spread } from "../summary.mjs";

/** @import { Candidate, Row } from "../types.mjs" */

/** Starts of one sample; its value is their median. */
const starts = 5;

/** @param {string} id @param {string} what @param {string} file @param {readonly string[]} [args] @returns {Candidate} */
const program = (id, what, file, args = []) => ({
  id,
  what,
  open: async () => ({
    measure: async () => {
      const all = [];
      for (let start = 0; start < starts; start++) all.push(await firstAnswer(file, args));
      return { value: spread(all.map(({ value }) => value))?.median ?? 0, ...cpu(all.map((one) => one.cpu)) };
    },
    close: () => {},
  }),
});

/** @param {readonly (number | undefined)[]} each */
function cpu(each) {
  const known = spread(each.flatMap((one) => one ?? []));
  return known ? { cpu: known.median } : {};
}

/** Milliseconds from the start of a process to its first answer. @param {string} file @param {readonly string[]} args */
async function firstAnswer(file, args) {
  const began = performance.now();
  const server = await serve(file, args);
  try {
    await new Promise((resolve, reject) => get(server.url, (answer) => resolve(answer.resume())).on("error", reject));
    return { value: performance.now() - began, cpu: server.cpu() };
  } finally {
    await server.stop();
  }
}

/** @type {Row} */
export const start = {
  id: "start",
  title: "A mock until its first answer",
  how: `From the start of the process to the first HTTP answer; a sample is the median of ${starts} starts, one after another.`,
  unit: "ms",
  reference: "bare",
  targets: [{ candidate: "mock", of: "ratio", at: "most", limit: 2 }],
  candidates: [
    program("bare", "node:http with one handler", "bench/servers/bare.mjs"),
    program("mock", "`wirecheck mock`, every built-in contract", "dist/src/cli/main.js", ["mock", "--port", "0"]),
    program("one", "`wirecheck mock ag-ui`", "dist/src/cli/main.js", ["mock", "ag-ui", "--port", "0"]),
    program("aimock", "`aimock`", "node_modules/@copilotkit/aimock/dist/cli.js", [
      "--port",
      "0",
      "--fixtures",
      `${root}bench/data/aimock.json`,
    ]),
  ],
};
