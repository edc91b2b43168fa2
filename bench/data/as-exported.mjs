import { createRequire } from "node:module";
import { toJSONSchema } from "zod";

const require = createRequire(import.meta.url);
/** @type {typeof import("ajv/dist/2020.js")} */
const { Ajv2020 } = require("ajv/dist/2020");

/** The JSON Schema of a zod schema, as zod exports it. @param {any} schema @returns {Record<string, unknown>} */
export function exported(schema) {
  return /** @type {Record<string, unknown>} */ (toJSONSchema(schema, { unrepresentable: "any", io: "input" }));
}

/** Ajv's validator of that, with Ajv's defaults. @param {any} schema */
export function asExported(schema) {
  return new Ajv2020({ strict: false }).compile(exported(schema));
}
