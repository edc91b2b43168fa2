import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer } from "../data/run.mjs";

const built = (/** @type {string} */ path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
/** @type {typeof import("../../contracts/index.ts")} */
export const contracts = await built("contracts/index.js");
/** @type {typeof import("../../mocks/index.ts")} */
export const mocks = await built("mocks/index.js");

const json = (/** @type {object} */ media) => ({ "application/json": media });
const small = json({ schema: { type: "object" }, example: answer });

/**
 * The mock of a user's document: one operation, whose request is validated and whose answer is the document's example.
 *
 * @param {unknown} schema of the request
 * @param {Record<string, unknown>} [schemas] that it refers to
 * @param {object} [content] of the answer
 */
export async function serveDocument(schema, schemas = {}, content = small) {
  const document = {
    openapi: "3.1.0",
    info: { title: "Runs", version: "1" },
    paths: {
      "/run": {
        post: {
          requestBody: { required: true, content: json({ schema }) },
          responses: {
            200: { description: "Accepted", content },
            422: { description: "Refused", content: json({ schema: { type: "object" } }) },
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
