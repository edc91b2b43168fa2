// Asks the zod schemas that a package exports: node zod.mjs FOLDER < QUESTION > ANSWER.
//   {"ask": "schemas", "roots": {"Event": ["@ag-ui/core#EventSchemas", "@ag-ui/core/schemas#EventSchema"]}, "from": "@ag-ui/client"?}
//     -> {"Event": JSON Schema}
//   {"ask": "verdicts", "roots": …, "values": {"Event": [...]}}
//     -> {"Event": [[accepted, sent]]}; `sent`: what the schema makes of the value is the value again, so it can be sent like that
// The first export that is there counts. `from`: resolved as that package would, which has a copy of its own perhaps.
import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";

const [, , folder = "."] = process.argv;
const question = JSON.parse(readFileSync(0, "utf8"));
const top = createRequire(join(folder, "package.json"));
const inside = realpathSync(folder) + sep;
const from = question.from ? createRequire(top.resolve(question.from)) : top;

/** @param {readonly string[]} names */
function exported(names) {
  for (const name of names) {
    const [module = "", member = ""] = name.split("#");
    try {
      // Node looks into the folders above as well, where the user's own project may be: that is another package.
      if (!realpathSync(from.resolve(module)).startsWith(inside)) continue;
      const found = from(module)[member];
      if (found) return found;
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== "MODULE_NOT_FOUND" && code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") throw error;
    }
  }
  return undefined;
}

/** @param {any} schema of zod 3 or 4 */
function jsonSchemaOf(schema) {
  if ("_zod" in schema) {
    return top("zod/v4").toJSONSchema(schema, { unrepresentable: "any", io: "input", reused: "inline" });
  }
  return top("zod-to-json-schema").zodToJsonSchema(schema, { $refStrategy: "none", target: "jsonSchema2019-09" });
}

/** @param {any} schema @param {unknown} value @returns {[boolean, boolean]} */
function verdict(schema, value) {
  const { success, data } = schema.safeParse(value);
  return [success, success && isDeepStrictEqual(JSON.parse(JSON.stringify(data)), value)];
}

/** @type {Record<string, unknown>} */
const answer = {};
for (const [root, names] of Object.entries(question.roots)) {
  const schema = exported(names);
  if (!schema) continue;
  if (question.ask === "schemas") answer[root] = jsonSchemaOf(schema);
  else answer[root] = (question.values[root] ?? []).map((/** @type {unknown} */ value) => verdict(schema, value));
}
process.stdout.write(JSON.stringify(answer));
