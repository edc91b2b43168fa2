import { ask } from "../processes.mjs";

/** @import { Candidate, Row } from "../types.mjs" */

/** One process a round: what a compiler makes of a judge differs from process to process. @param {string} id @param {string} what @returns {Candidate} */
const judge = (id, what) => ({
  id,
  what,
  open: async () => ({ measure: (seconds) => ask(`bench/judges/${id}.mjs`, [String(seconds)]), close: () => {} }),
});

/** @type {Row} */
export const frames = {
  id: "frames",
  title: "Frames judged in one process",
  how: "A run of 200 AG-UI events, read from JSON beforehand, is judged again and again, in one process for each sample. zod and Ajv judge the shape of known keys alone; ours knows the unknown ones too.",
  unit: "frames in a second of processor time",
  reference: "zod",
  targets: [
    { candidate: "shape", of: "value", at: "least", limit: 5e6 },
    { candidate: "order", of: "value", at: "least", limit: 2e6 },
  ],
  candidates: [
    judge("shape", "wirecheck, shape: `validatorsOf(contract).check`, strict"),
    judge("order", "wirecheck, shape and the 27 rules of order"),
    judge("text", "wirecheck, `createJudge`: from the text of the event stream, so with framing and JSON.parse"),
    judge("zod", "`EventSchemas.safeParse` of @ag-ui/core"),
    judge("ajv", "Ajv on that schema as zod exports it"),
    judge("parse", "JSON.parse of the same events, and nothing else"),
  ],
};
