import { expect, test } from "@playwright/test";
import { ProjectionError, project, projections } from "../../contracts/index.ts";

const text = { type: "string" };
const branch = (type: string, more: object = {}) => ({
  type: "object",
  properties: { type: { const: type }, ...more },
  required: ["type"],
});

/** What a document is at 1.0 and at 2.0. */
const cases: readonly (readonly [string, object, object, object])[] = [
  [
    "a property since 2.0",
    { type: "object", properties: { a: text, b: { ...text, "x-since": "2.0" } } },
    { type: "object", properties: { a: text } },
    { type: "object", properties: { a: text, b: text } },
  ],
  [
    "a required property until 2.0 is no longer required where it is gone",
    { type: "object", properties: { a: { ...text, "x-until": "2.0" } }, required: ["a"] },
    { type: "object", properties: { a: text }, required: ["a"] },
    { type: "object", properties: {} },
  ],
  [
    "what stood here before 2.0",
    { properties: { a: { ...text, "x-was": [{ until: "2.0", schema: { ...text, minLength: 1 } }] } } },
    { properties: { a: { ...text, minLength: 1 } } },
    { properties: { a: text } },
  ],
  [
    "a property that is required since 2.0",
    { properties: { a: { ...text, "x-required": { since: "2.0" } } }, required: ["a"] },
    { properties: { a: text } },
    { properties: { a: text }, required: ["a"] },
  ],
  [
    "a property that was required until 2.0",
    { properties: { a: { ...text, "x-required": { until: "2.0" } } } },
    { properties: { a: text }, required: ["a"] },
    { properties: { a: text } },
  ],
  [
    "an object that was closed until 2.0",
    { type: "object", properties: {}, "x-closed": { until: "2.0" } },
    { type: "object", properties: {}, additionalProperties: false },
    { type: "object", properties: {} },
  ],
  [
    "a member of an enumeration since 2.0",
    { oneOf: [{ const: "a" }, { const: "b", "x-since": "2.0" }] },
    { oneOf: [{ const: "a" }] },
    { oneOf: [{ const: "a" }, { const: "b" }] },
  ],
  [
    "a branch of a tagged union since 2.0",
    { oneOf: [branch("a"), { ...branch("b"), "x-since": "2.0" }] },
    { oneOf: [branch("a")], "x-tag": "type" },
    { oneOf: [branch("a"), branch("b")], "x-tag": "type" },
  ],
  [
    "an operation since 2.0",
    { paths: { "/a": { get: { operationId: "a" }, post: { operationId: "b", "x-since": "2.0" } } } },
    { paths: { "/a": { get: { operationId: "a" } } } },
    { paths: { "/a": { get: { operationId: "a" }, post: { operationId: "b" } } } },
  ],
];

for (const [what, document, before, now] of cases) {
  test(what, () => {
    const copy = structuredClone(document);
    expect(project(document, "1.0")).toEqual(before);
    expect(project(document, "2.0")).toEqual(now);
    expect(document).toEqual(copy);
  });
}

test("a mixin is written out, the schema's own properties winning", () => {
  const $defs = {
    Base: { type: "object", properties: { id: text, at: { ...text, "x-since": "2.0" } }, required: ["id"] },
    Own: { allOf: [{ $ref: "#/$defs/Base" }], properties: { id: { type: "integer" } }, required: ["id"] },
  };
  const { $defs: flat } = project({ "x-roots": ["Own"], $defs }, "2.0") as { $defs: object };
  expect(flat).toEqual({
    Own: { type: "object", properties: { id: { type: "integer" }, at: text }, required: ["id"] },
  });
});

const broken: readonly (readonly [string, object, string])[] = [
  ["an empty union", { a: { oneOf: [{ const: 1, "x-since": "2.0" }] } }, "#/a/oneOf is an empty union"],
  [
    "a union without a tag",
    { a: { oneOf: [branch("a"), { type: "object" }] } },
    "#/a/oneOf has no tag that every branch requires; use anyOf",
  ],
  [
    "a reference to nothing",
    { $defs: { A: { ...text, "x-since": "2.0" } }, a: { $ref: "#/$defs/A" } },
    "#/a refers to #/$defs/A, which does not exist at this version",
  ],
];

for (const [what, document, message] of broken) {
  test(`${what} is refused, with its place`, () => {
    expect(() => project(document, "1.0")).toThrow(new ProjectionError(message));
  });
}

test("names of Object.prototype are names like others", () => {
  const document = JSON.parse(
    '{"properties": {"__proto__": {"type": "string"}, "constructor": {"type": "string", "x-since": "2.0"}}}',
  );
  expect(JSON.stringify(project(document, "1.0"))).toBe('{"properties":{"__proto__":{"type":"string"}}}');
});

test("equal projections are one, with all of their versions", () => {
  const document = { "x-source": { package: "p", versions: ["1.0", "2.0", "3.0"] }, a: { ...text, "x-since": "3.0" } };
  expect(projections(document).map(({ versions }) => versions)).toEqual([["1.0", "2.0"], ["3.0"]]);
});
