import { badInput, input } from "../data/run.mjs";
import { server } from "../load/load.mjs";

/** @import { Row } from "../types.mjs" */

const load = { by: "bench/load/requests.mjs", args: [JSON.stringify(input), "50"] };
const candidate = (/** @type {string} */ id, /** @type {string} */ what) =>
  server(id, what, `bench/servers/${id}.mjs`, load, refusal);

/** What a server answers to a body that is wrong. @param {string} url */
async function refusal(url) {
  const headers = { "content-type": "application/json" };
  const { status } = await fetch(url, { method: "POST", headers, body: JSON.stringify(badInput) });
  return `a wrong body gets ${status}`;
}

/** @type {Row} */
export const post = {
  id: "post",
  title: "A validated POST of RunAgentInput",
  how: "50 kept-alive connections post a body of 650 bytes; it is routed, parsed, validated and answered with 300 bytes of JSON. Each server is asked beforehand whether it refuses a body that is wrong.",
  unit: "requests/s",
  reference: "post-ajv",
  targets: [{ candidate: "post-ours", of: "ratio", at: "least", limit: 1.15 }],
  candidates: [
    candidate("post-ours", "wirecheck, a user's document with the schema that `wirecheck export` gives, pace none"),
    candidate("post-ours-exported", "wirecheck, a user's document with the schema as zod exports it, pace none"),
    candidate("post-ajv", "node:http and Ajv on the schema as zod exports it"),
    candidate("post-parse", "node:http and JSON.parse, not validated"),
    candidate("post-fastify", "fastify with that schema"),
    candidate("post-aimock", "aimock's AGUIMock, not validated, answers two events"),
  ],
};
