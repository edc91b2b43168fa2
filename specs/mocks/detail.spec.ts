import { expect, test } from "@playwright/test";
import type { RequestBreach } from "../../contracts/index.ts";
import { detailsOf } from "../../mocks/service/detail.ts";

/** pydantic's sentence for each of its types. */
const sentences: Readonly<Record<string, string>> = {
  missing: "Field required",
  string_type: "Input should be a valid string",
  list_type: "Input should be a valid list",
  model_attributes_type: "Input should be a valid dictionary or object to extract fields from",
  int_type: "Input should be a valid integer",
  float_type: "Input should be a valid number",
  bool_type: "Input should be a valid boolean",
  extra_forbidden: "Extra inputs are not permitted",
  literal_error: "Input should be one of the expected values",
  union_tag_invalid: "Input tag found does not match any of the expected tags",
  json_invalid: "JSON decode error",
};

const breach = (rule: string, path: string, message: string, place: RequestBreach["in"] = "body") =>
  ({ rule, frame: null, path, message, in: place }) as RequestBreach;
const user = { role: "user", content: 1 };
const absent = (path: string) => breach("shape/required", path, "");
const wrong = (path: string, wanted = "a string") => breach("shape/type", path, `It must be ${wanted}.`);
const rule = (name: string, path: string) => breach(`shape/${name}`, path, "");
const plain = breach("request/content-type", "", "It is sent with text/plain.");

/** What is wrong, the body, and pydantic's type, place and input. */
const rows: readonly (readonly [RequestBreach, unknown, string, readonly (string | number)[], unknown])[] = [
  [absent("/a"), { b: 1 }, "missing", ["body", "a"], { b: 1 }],
  [absent("/a/b"), { a: { c: 1 } }, "missing", ["body", "a", "b"], { c: 1 }],
  [absent("/type"), { id: "m" }, "missing", ["body", "type"], { id: "m" }],
  [absent("/messages/0/role"), { messages: [7] }, "missing", ["body", "messages", 0, "role"], 7],
  [absent("/messages/0/id"), { messages: [user] }, "missing", ["body", "messages", 0, "user", "id"], user],
  [absent(""), "", "missing", ["body"], null],
  [breach("shape/required", "/x-a", "", "header"), "", "missing", ["header", "x-a"], "x-a"],
  [
    breach("shape/type", "/a~1b~0c/d", "It must be an integer.", "query"),
    {},
    "int_type",
    ["query", "a/b~c", "d"],
    "a/b~c/d",
  ],
  [plain, "[1]", "model_attributes_type", ["body"], "[1]"],
  // The tag of a union stands in the place.
  [wrong("/p/0/t"), { p: [{ type: "text", t: 1 }] }, "string_type", ["body", "p", 0, "text", "t"], 1],
  [wrong("/a/p/0/t"), { a: { p: [{ type: "text", t: 1 }] } }, "string_type", ["body", "a", "p", 0, "text", "t"], 1],
  [wrong("/p/0/t/u"), { p: [{ role: "r", t: { u: 1 } }] }, "string_type", ["body", "p", 0, "r", "t", "u"], 1],
  [wrong("/p/0/role"), { p: [{ role: "x" }] }, "string_type", ["body", "p", 0, "role"], "x"],
  [wrong("/p/0/id"), { p: [{ type: "function", id: 1 }] }, "string_type", ["body", "p", 0, "id"], 1],
  [wrong("/p/0/id"), { p: [{ type: 5, id: 1 }] }, "string_type", ["body", "p", 0, "id"], 1],
  [wrong("/p/0/id"), { p: [{ role: 5, id: 1 }] }, "string_type", ["body", "p", 0, "id"], 1],
  [wrong("/o/id"), { o: { role: "x", id: 1 } }, "string_type", ["body", "o", "id"], 1],
  [wrong("/a/0/1"), { a: [["x", 2]] }, "string_type", ["body", "a", 0, 1], 2],
  // What is a number in the place, and what is not there.
  [wrong("/a1/1a"), { a1: { "1a": 2 } }, "string_type", ["body", "a1", "1a"], 2],
  [wrong("/a/10"), { a: {} }, "string_type", ["body", "a", 10], undefined],
  [wrong("/a/b"), { a: null }, "string_type", ["body", "a", "b"], undefined],
  [wrong("/a/length"), { a: "x" }, "string_type", ["body", "a", "length"], undefined],
  // Our words for a type, and pydantic's.
  [wrong("/a", "an array, not a string"), { a: "x" }, "list_type", ["body", "a"], "x"],
  [wrong("/a", "array"), { a: "x" }, "list_type", ["body", "a"], "x"],
  [wrong("/a", "an object; it is a string"), { a: "x" }, "model_attributes_type", ["body", "a"], "x"],
  [wrong("/a", "a number. It is a string"), { a: "x" }, "float_type", ["body", "a"], "x"],
  [wrong("/a", "a boolean"), { a: "x" }, "bool_type", ["body", "a"], "x"],
  [wrong("/a", "an integer"), { a: "x" }, "int_type", ["body", "a"], "x"],
  [rule("unknown-key", "/more"), { more: 1 }, "extra_forbidden", ["body", "more"], 1],
  [rule("unknown-type", "/m/0/role"), { m: [{ role: "ghost" }] }, "union_tag_invalid", ["body", "m", 0], "ghost"],
  [rule("value", "/a"), { a: "x" }, "literal_error", ["body", "a"], "x"],
];

for (const [wrong, body, type, loc, input] of rows) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  test(`${wrong.rule} at ${wrong.path}: ${wrong.message} of ${text} is ${type} at ${loc.join(".")}`, () => {
    expect(detailsOf([wrong], text)).toEqual([{ type, loc, msg: sentences[type], input }]);
  });
}

for (const tag of ["role", "type"]) {
  test(`a union without its ${tag} is named`, () => {
    expect(detailsOf([absent(`/m/0/${tag}`)], '{"m":[{"id":1}]}')).toEqual([
      {
        type: "union_tag_not_found",
        loc: ["body", "m", 0],
        msg: `Unable to extract tag using discriminator '${tag}'`,
        input: { id: 1 },
        ctx: { discriminator: `'${tag}'` },
      },
    ]);
  });
}

for (const message of ["It must be stringent.", "It must be a substring.", "It is empty."]) {
  test(`"${message}" names no type`, () => {
    const [detail] = detailsOf([breach("shape/length", "/a", message)], '{"a":""}');
    expect(detail).toEqual({ type: "value_error", loc: ["body", "a"], msg: message, input: "" });
  });
}

for (const [text, place] of [
  ['{"a":1,,}', 7],
  ['{"a":1,"bc":2,,}', 14],
  ["", 0],
] as const) {
  test(`${text || "nothing"} is no JSON from ${place} on`, () => {
    const [detail] = detailsOf([breach("framing/json", "", "")], text);
    const ctx = { error: "Expecting value" };
    expect(detail).toEqual({ type: "json_invalid", loc: ["body", place], msg: sentences.json_invalid, input: {}, ctx });
  });
}

test("every breach has its detail", () => {
  expect(detailsOf([absent("/a"), absent("/b")], "{}").map(({ loc }) => loc[1])).toEqual(["a", "b"]);
});
