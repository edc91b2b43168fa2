import { expect, test } from "@playwright/test";
import { prepare } from "../../contracts/engine/prepare.ts";
import type { JsonSchema } from "../../contracts/index.ts";

const branch = (tag: string, value: unknown, more: object = {}): JsonSchema => ({
  type: "object",
  required: [tag],
  properties: { [tag]: value },
  ...more,
});
const [a, b] = [branch("t", { const: "a" }), branch("t", { enum: ["b", "c"] })];
const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const text = { type: "string" };

const definitions: Record<string, JsonSchema> = {
  A: a,
  B: b,
  AnA: ref("A"),
  Text: text,
  Both: { allOf: [ref("A"), { required: ["x"] }] },
  Either: { oneOf: [a, b] },
  Loop: ref("Loop"),
  Ring: { anyOf: [ref("Ring"), text] },
  Knot: { type: "object", allOf: [ref("Knot")] },
  Coil: { type: "object", oneOf: [ref("Coil")] },
  Chain: { allOf: [ref("Chain")] },
};

const choice = (tag: string, ...oneOf: unknown[]) => ({
  type: "object",
  required: [tag],
  discriminator: { propertyName: tag },
  oneOf,
});
const when = (types: readonly string[], schema: unknown, otherwise: unknown) => ({
  if: { type: types },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so, and nothing awaits a schema.
  then: schema,
  else: otherwise,
});
const wrapped = (tag: string, values: readonly string[], inner: unknown) => ({
  properties: { [tag]: { enum: values } },
  allOf: [inner],
});

/** A schema, and what Ajv is given in its place; `$ref` to NAME is "id of NAME". */
const rows: readonly (readonly [title: string, schema: unknown, prepared: unknown])[] = [
  ["true", true, {}],
  ["false", false, false],
  ["what is no schema", "x", {}],
  ["null", null, {}],
  ["annotations", { title: "T", description: "d", "x-since": "1", default: 1, type: "string" }, text],
  [
    "every keyword of values",
    {
      ...{ type: "object", const: 1, enum: [1], required: ["a"], dependentRequired: {}, pattern: "a", format: "date" },
      ...{ multipleOf: 1, uniqueItems: true, minLength: 1, maxLength: 1, minimum: 1, maximum: 1, exclusiveMinimum: 1 },
      ...{ exclusiveMaximum: 1, minItems: 1, maxItems: 1, minContains: 1, maxContains: 1, minProperties: 1 },
      ...{ maxProperties: 1 },
    },
    {
      ...{ type: "object", const: 1, enum: [1], required: ["a"], dependentRequired: {}, pattern: "a", format: "date" },
      ...{ multipleOf: 1, uniqueItems: true, minLength: 1, maxLength: 1, minimum: 1, maximum: 1, exclusiveMinimum: 1 },
      ...{ exclusiveMaximum: 1, minItems: 1, maxItems: 1, minContains: 1, maxContains: 1, minProperties: 1 },
      ...{ maxProperties: 1 },
    },
  ],
  ...["properties", "patternProperties", "dependentSchemas"].map(
    (key) => [key, { [key]: { k: { title: "T", ...text } } }, { [key]: { k: text } }] as const,
  ),
  ...["allOf", "prefixItems"].map(
    (key) => [key, { [key]: [{ title: "T" }, ref("A")] }, { [key]: [{}, { $ref: "id of A" }] }] as const,
  ),
  ...[
    ...["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"],
    ...["unevaluatedProperties", "unevaluatedItems"],
  ].map(
    (key) => [key, Object.fromEntries([[key, { title: "T", ...text }]]), Object.fromEntries([[key, text]])] as const,
  ),
  ["keywords that hold no schema", { properties: 5, allOf: 5, items: false }, { items: false }],
  ["a closed object", { "x-closed": true }, { additionalProperties: false }],
  ["a closed object with others", { "x-closed": true, additionalProperties: text }, { additionalProperties: text }],
  ["an object that is closed in some version", { "x-closed": { since: "1" } }, {}],
  ["a reference", ref("A"), { $ref: "id of A" }],
  ["a reference and more", { ...ref("A"), required: ["x"] }, { $ref: "id of A", required: ["x"] }],
  ["a reference elsewhere", { $ref: "other.json" }, {}],
  ["a union of constants", { oneOf: [{ const: "a", title: "A" }, { const: 2 }] }, { enum: ["a", 2] }],
  ["any of constants", { type: "string", anyOf: [{ const: "a" }] }, { type: "string", allOf: [{ enum: ["a"] }] }],
  ["an empty union", { oneOf: [] }, { oneOf: [] }],
  ["a constant or more", { oneOf: [{ const: "a" }, text] }, { oneOf: [{ const: "a" }, text] }],
  ["no list of branches", { oneOf: 5 }, {}],
  ["branches that are no schemas", { anyOf: [true, text] }, { anyOf: [{}, text] }],
  ["both kinds of union", { oneOf: [text], anyOf: [{ type: "null" }] }, { oneOf: [text], anyOf: [{ type: "null" }] }],
  [
    "a text or a list",
    { oneOf: [text, { type: "array" }] },
    when(["string"], text, when(["array"], { type: "array" }, { type: ["string", "array"] })),
  ],
  [
    "integers are numbers",
    { anyOf: [{ type: "integer" }, { type: ["string", "null"] }] },
    when(
      ["number"],
      { type: "integer" },
      when(["string", "null"], { type: ["string", "null"] }, { type: ["number", "string", "null"] }),
    ),
  ],
  [
    "a type twice",
    { anyOf: [{ type: "integer" }, { type: "number" }] },
    { anyOf: [{ type: "integer" }, { type: "number" }] },
  ],
  [
    "objects without a tag",
    { anyOf: [{ type: "object" }, { type: "object" }] },
    { anyOf: [{ type: "object" }, { type: "object" }] },
  ],
  [
    "one object or a text",
    { anyOf: [{ type: "object" }, text] },
    when(["object"], { type: "object" }, when(["string"], text, { type: ["object", "string"] })),
  ],
  [
    "an object or a list of types with object",
    { anyOf: [a, { type: ["object", "null"] }] },
    { anyOf: [a, { type: ["object", "null"] }] },
  ],
  [
    "X or null, where X may be anything",
    { anyOf: [{ minimum: 1 }, { type: "null" }] },
    when(["null"], { type: "null" }, { allOf: [{ minimum: 1 }] }),
  ],
  [
    "X or null or Y",
    { anyOf: [{ minimum: 1 }, { type: "null" }, { maximum: 1 }] },
    { anyOf: [{ minimum: 1 }, { type: "null" }, { maximum: 1 }] },
  ],
  [
    "two branches that may be anything",
    { anyOf: [{ minimum: 1 }, { maximum: 1 }] },
    { anyOf: [{ minimum: 1 }, { maximum: 1 }] },
  ],
  ["null twice", { anyOf: [{ type: "null" }, { type: "null" }] }, { anyOf: [{ type: "null" }, { type: "null" }] }],
  [
    "types by constants",
    { oneOf: [{ enum: [1, 2] }, { const: ["x"] }, { const: null }] },
    when(
      ["number"],
      { enum: [1, 2] },
      when(["array"], { const: ["x"] }, when(["null"], { const: null }, { type: ["number", "array", "null"] })),
    ),
  ],
  ["a union by tag", { oneOf: [a, b] }, choice("t", a, b)],
  [
    "a union by tag, by reference",
    { oneOf: [ref("A"), ref("B")] },
    choice("t", { $ref: "id of A" }, { $ref: "id of B" }),
  ],
  ["a tag two references away", { oneOf: [ref("AnA"), b] }, choice("t", wrapped("t", ["a"], { $ref: "id of AnA" }), b)],
  ["a tag behind allOf", { oneOf: [ref("Both"), b] }, choice("t", wrapped("t", ["a"], { $ref: "id of Both" }), b)],
  ["a tag by reference", { oneOf: [branch("t", ref("Text")), b] }, { oneOf: [branch("t", { $ref: "id of Text" }), b] }],
  [
    "a tag of a union of unions",
    { oneOf: [ref("Either"), branch("t", { const: "d" })] },
    choice("t", wrapped("t", ["a", "b", "c"], { $ref: "id of Either" }), branch("t", { const: "d" })),
  ],
  [
    "a tag with a value in two branches",
    { oneOf: [a, branch("t", { enum: ["a", "b"] })] },
    { oneOf: [a, branch("t", { enum: ["a", "b"] })] },
  ],
  [
    "a tag with a number",
    { oneOf: [a, branch("t", { enum: ["b", 1] })] },
    { oneOf: [a, branch("t", { enum: ["b", 1] })] },
  ],
  ["a tag that may be absent", { oneOf: [a, { ...b, required: [] }] }, { oneOf: [a, { ...b, required: [] }] }],
  [
    "a tag that the union asks for",
    { required: ["t"], oneOf: [a, { ...b, required: [] }] },
    { required: ["t"], allOf: [choice("t", a, { ...b, required: [] })] },
  ],
  [
    "a tag with a value that objects inherit",
    { oneOf: [a, branch("t", { const: "constructor" })] },
    { oneOf: [a, branch("t", { const: "constructor" })] },
  ],
  [
    "a tag or null",
    { oneOf: [a, b, { type: "null" }] },
    when(["object"], choice("t", a, b), when(["null"], { type: "null" }, { type: ["object", "null"] })),
  ],
  ["a union that says its type", { type: "object", oneOf: [a, b] }, choice("t", a, b)],
  ["a union that says more", { minProperties: 2, oneOf: [a, b] }, { minProperties: 2, allOf: [choice("t", a, b)] }],
  ["a union and allOf", { allOf: [text], oneOf: [a, b] }, { allOf: [text, choice("t", a, b)] }],
  [
    "a union whose type holds for its branches",
    {
      type: "object",
      oneOf: [
        { required: ["t"], properties: { t: { const: "a" } } },
        { required: ["t"], properties: { t: { const: "b" } } },
      ],
    },
    choice(
      "t",
      { required: ["t"], properties: { t: { const: "a" } } },
      { required: ["t"], properties: { t: { const: "b" } } },
    ),
  ],
  [
    "two tags, of which a hint names the second",
    { "x-tag": "u", oneOf: [both("a"), both("b")] },
    choice("u", both("a"), both("b")),
  ],
  [
    "two tags, of which OpenAPI's discriminator names the second",
    { discriminator: { propertyName: "u" }, oneOf: [both("a"), both("b")] },
    choice("u", both("a"), both("b")),
  ],
  ["two tags", { oneOf: [both("a"), both("b")] }, choice("t", both("a"), both("b"))],
  ["a hint that is wrong", { "x-tag": "w", oneOf: [a, b] }, choice("t", a, b)],
  [
    "a schema that is itself",
    { anyOf: [ref("Loop"), ref("Chain")] },
    { anyOf: [{ $ref: "id of Loop" }, { $ref: "id of Chain" }] },
  ],
  ["a reference to nothing", { anyOf: [ref("Gone"), text] }, { anyOf: [{ $ref: "id of Gone" }, text] }],
  [
    "true or a text",
    { anyOf: [{ const: true }, text] },
    when(["boolean"], { const: true }, when(["string"], text, { type: ["boolean", "string"] })),
  ],
  [
    "a union that holds itself, or null",
    { anyOf: [ref("Ring"), { type: "null" }] },
    when(["null"], { type: "null" }, { allOf: [{ $ref: "id of Ring" }] }),
  ],
  [
    "a union of which one branch says no type",
    { anyOf: [{ anyOf: [{}, text] }, { type: "boolean" }] },
    { anyOf: [{ anyOf: [{}, text] }, { type: "boolean" }] },
  ],
  [
    "X or null or null",
    { anyOf: [{ minimum: 1 }, { type: "null" }, { type: "null" }] },
    { anyOf: [{ minimum: 1 }, { type: "null" }, { type: "null" }] },
  ],
  [
    "an object, and one that may be null",
    { anyOf: [a, { ...b, type: ["object", "null"] }] },
    { anyOf: [a, { ...b, type: ["object", "null"] }] },
  ],
  [
    "a union with its type and more",
    { type: "object", minProperties: 2, oneOf: [a, b] },
    { type: "object", minProperties: 2, allOf: [choice("t", a, b)] },
  ],
  [
    "a tag that is a union of constants",
    { oneOf: [a, branch("t", { oneOf: [{ const: "b" }, { const: "c" }] })] },
    choice("t", a, wrapped("t", ["b", "c"], branch("t", { enum: ["b", "c"] }))),
  ],
  [
    "a tag that is any of constants",
    { oneOf: [a, branch("t", { anyOf: [{ const: "b" }] })] },
    choice("t", a, wrapped("t", ["b"], branch("t", { enum: ["b"] }))),
  ],
  [
    "a tag with a constant that is no text",
    { oneOf: [a, branch("t", { oneOf: [{ const: "b" }, { const: 5 }] })] },
    { oneOf: [a, branch("t", { enum: ["b", 5] })] },
  ],
  [
    "a branch that refers and says more",
    { oneOf: [{ ...ref("A"), minProperties: 1 }, b] },
    choice("t", wrapped("t", ["a"], { $ref: "id of A", minProperties: 1 }), b),
  ],
  [
    "a branch of which only a part has the tag",
    { oneOf: [a, { type: "object", oneOf: [b, { type: "object" }] }] },
    { oneOf: [a, { type: "object", oneOf: [b, { type: "object" }] }] },
  ],
  ...["Knot", "Coil"].flatMap((name) => [
    [`a ${name} first`, { anyOf: [ref(name), a] }, { anyOf: [{ $ref: `id of ${name}` }, a] }] as const,
    [`a ${name} second`, { anyOf: [a, ref(name)] }, { anyOf: [a, { $ref: `id of ${name}` }] }] as const,
  ]),
];

function both(value: string): JsonSchema {
  return { type: "object", required: ["t", "u"], properties: { t: { const: value }, u: { const: value } } };
}

for (const [title, schema, prepared] of rows) {
  test(`${title}: as Ajv is given it`, () => {
    expect(prepare(schema, definitions, (name) => `id of ${name}`)).toStrictEqual(prepared);
  });
}
