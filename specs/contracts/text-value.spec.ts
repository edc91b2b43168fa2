import { expect, test } from "@playwright/test";
import { checkText } from "../../contracts/engine/text-value.ts";
import { type JsonSchema, validatorsOf } from "../../contracts/index.ts";
import { contractWith } from "./data/contract-with.ts";

const list = { type: "array", items: { type: "string", maxLength: 2 } };

/** A schema, the text of a header or parameter, and what is wrong with it. */
const rows: readonly (readonly [schema: JsonSchema, text: string, wrong?: string])[] = [
  [{ type: "string" }, "7"],
  [{ type: "string" }, ""],
  ...["7", "-7", "7.5", "-7.25", "7e3", "7E-3", "1.5e+10"].map((text) => [{ type: "number" }, text] as const),
  ...["", "+7", "7.", ".5", "7e", "0x7", " 7", "7 ", "7a", "a7", "Infinity"].map(
    (text) => [{ type: "number" }, text, `The value is ${JSON.stringify(text)}; it must be number.`] as const,
  ),
  [{ type: "number" }, "007", 'The value is "007"; it must be number.'],
  [{ type: "boolean" }, "true"],
  [{ type: "boolean" }, "false"],
  [{ type: "boolean" }, "yes", 'The value is "yes"; it must be boolean.'],
  [{ type: "boolean" }, "true1", 'The value is "true1"; it must be boolean.'],
  [{ type: "null" }, "null"],
  [{ type: "object", required: ["a"] }, '{"a":\n1}'],
  [{ type: "object", required: ["a"] }, '{"b":1}', "a is missing."],
  [{ type: "object", required: ["a"] }, "{b}", 'The value is "{b}"; it must be object.'],
  [list, '["a","b"]'],
  [list, "a, b ,c"],
  [list, "a"],
  [list, "abc", 'The value is "abc"; it must be array.'],
  [{ type: "integer", minimum: 1 }, "0", "The value is 0; it must be >= 1."],
  [{ type: "string", maxLength: 1 }, "12", 'The value is "12"; it must have a length of at most 1.'],
  [{ type: "integer", enum: [1, 2] }, "0", "The value is 0; it must be one of 1,2."],
  [{ enum: [1, 2] }, "2"],
  [{ enum: [1, 2] }, "3", 'The value is "3"; it must be one of 1,2.'],
];

for (const [schema, text, wrong] of rows) {
  test(`${JSON.stringify(text)} as ${JSON.stringify(schema)} is ${wrong === undefined ? "right" : "wrong"}`, () => {
    const { breaches } = checkText(validatorsOf(contractWith({ It: schema })), "It", text, "strict");
    expect(breaches.map(({ message }) => message)).toEqual(wrong === undefined ? [] : [wrong]);
  });
}
