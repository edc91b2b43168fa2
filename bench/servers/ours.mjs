import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer } from "../data/run.mjs";

const built = (/** @type {string} */ path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
/** @type {typeof import("../../contracts/index.ts")} */
export const contracts = await built("contracts/index.js");
/** @type {typeof import("../../mocks/index.ts")} */
export const mocks = await built("mocks/index.js");

/**
 * The mock of a user's document: one operation, whose request is validated and whose answer is the document's example.
 *
 * @param {unknown} schema of the request
 * @param {Record<string, unknown>} [schemas] that it refers to
 */
export async function serveDocument(schema, schemas = {}) {
  const json = (/** @type {object} */ media) => ({ content: { "application/json": media } });
  const document = {
    openapi: "3.1.0",
    info: { title: "Runs", version: "1" },
    paths: {
      "/run": {
        post: {
          requestBody: { required: true, ...json({ schema }) },
          responses: {
            200: { description: "Accepted", ...json({ schema: { type: "object" }, example: answer }) },
            422: { description: "Refused", ...json({ schema: { type: "object" } }) },
          },
        },
      },
    },
    components: { schemas },
  };
  const folder = mkdtempSync(join(tmpdir(), "wirecheck-bench-"));
  try {
    const file = join(folder, "openapi.json");
    writeFileSync(file, JSON.stringify(document));
    const contract = await contracts.loadContract(file);
    const mock = await mocks.createMock({ contracts: [contract], pace: "none" });
    process.stdout.write(`${mock.url}/run\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
