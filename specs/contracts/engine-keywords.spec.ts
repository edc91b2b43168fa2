import { expect, test } from "@playwright/test";
import { type JsonSchema, validatorsOf } from "../../contracts/index.ts";
import { contractWith } from "./data/contract-with.ts";

const two = { properties: { a: {}, b: {} } };

/** A schema, a value, and each breach as "RULE POINTER: SENTENCE". */
const rows: readonly (readonly [schema: JsonSchema, value: unknown, ...breaches: string[]])[] = [
  [{ type: "string" }, 5, "shape/type : The value is 5; it must be string."],
  [{ type: ["string", "null"] }, 5, "shape/type : The value is 5; it must be string or null."],
  [{ const: "a" }, "b", 'shape/value : The value is "b"; it must be "a".'],
  [{ enum: ["a", 1] }, "b", 'shape/value : The value is "b"; it must be one of "a",1.'],
  [{ uniqueItems: true }, [1, 2, 1], "shape/value : The value is [1,2,1]; its items 0 and 2 must differ."],
  [{ required: ["a"] }, {}, "shape/required /a: a is missing."],
  [{ dependentRequired: { a: ["b"] } }, { a: 1 }, "shape/required /b: b is missing."],
  [
    { properties: { o: { ...two, additionalProperties: false } } },
    { o: { a: 1, c: 1 } },
    "shape/unknown-key /o/c: o.c is not a key that the contract knows.",
  ],
  [
    { properties: { o: { ...two, unevaluatedProperties: false } } },
    { o: { c: 1 } },
    "shape/unknown-key /o/c: o.c is not a key that the contract knows.",
  ],
  [
    { propertyNames: { maxLength: 1 } },
    { ab: 1, c: 1 },
    "shape/unknown-key /ab: ab is not a key that the contract knows.",
  ],
  [{ properties: { a: false } }, { a: 1 }, "shape/unknown-key /a: a is not a key that the contract knows."],
  [{ minLength: 2 }, "a", 'shape/length : The value is "a"; it must have a length of at least 2.'],
  [{ maxLength: 2 }, "abc", 'shape/length : The value is "abc"; it must have a length of at most 2.'],
  [{ minItems: 1 }, [], "shape/length : The value is []; it must have a number of items of at least 1."],
  [{ maxItems: 1 }, [1, 2], "shape/length : The value is [1,2]; it must have a number of items of at most 1."],
  [{ minProperties: 1 }, {}, "shape/length : The value is {}; it must have a number of keys of at least 1."],
  [
    { maxProperties: 1 },
    { a: 1, b: 2 },
    'shape/length : The value is {"a":1,"b":2}; it must have a number of keys of at most 1.',
  ],
  [
    { prefixItems: [{}], unevaluatedItems: false },
    [1, 2],
    "shape/length : The value is [1,2]; it has items that the contract does not know.",
  ],
  [
    { contains: { type: "string" } },
    [1],
    "shape/length : The value is [1]; too few or too many of its items are as promised.",
  ],
  [{ contains: { type: "string" }, minContains: 0 }, [1]],
  [
    { contains: { type: "string" }, minContains: 2 },
    ["a", 1],
    'shape/length : The value is ["a",1]; too few or too many of its items are as promised.',
  ],
  [{ pattern: "^a$" }, "b", 'shape/pattern : The value is "b"; it must match ^a$.'],
  [{ format: "date" }, "noon", 'shape/format : The value is "noon"; it must be written as date.'],
  [{ multipleOf: 2 }, 3, "shape/range : The value is 3; it must be a multiple of 2."],
  [{ minimum: 2 }, 1, "shape/range : The value is 1; it must be >= 2."],
  [{ maximum: 2 }, 3, "shape/range : The value is 3; it must be <= 2."],
  [{ exclusiveMinimum: 2 }, 2, "shape/range : The value is 2; it must be > 2."],
  [{ exclusiveMaximum: 2 }, 2, "shape/range : The value is 2; it must be < 2."],
  [{ not: { const: 1 } }, 1, "shape/one-of : The value is 1; that fits nothing that the contract allows here."],
  [
    { type: "object", properties: { o: { anyOf: [{ required: ["a"] }, { required: ["b"] }] } } },
    { o: { c: 1 } },
    'shape/one-of /o: o is {"c":1}; that fits nothing that the contract allows here.',
  ],
  [
    { oneOf: [{ minimum: 1 }, { minimum: 2 }] },
    3,
    "shape/one-of : The value is 3; that fits nothing that the contract allows here.",
  ],
  [JSON.parse('{"if": {"minimum": 1}, "then": {"maximum": 2}}'), 3, "shape/range : The value is 3; it must be <= 2."],
  [{ allOf: [{ minimum: 5 }, { multipleOf: 2 }] }, 3, "shape/range : The value is 3; it must be >= 5."],
  [
    { properties: { list: { items: { properties: { n: { type: "number" } } } } } },
    { list: [{ n: 1 }, { n: "x" }] },
    'shape/type /list/1/n: list.1.n is "x"; it must be number.',
  ],
  [
    { properties: { [`${"k".repeat(81)}`]: { type: "number" } } },
    { [`${"k".repeat(81)}`]: "x" },
    `shape/type /${"k".repeat(81)}: …${"k".repeat(79)} is "x"; it must be number.`,
  ],
  [
    { properties: { [`${"k".repeat(80)}`]: { type: "number" } } },
    { [`${"k".repeat(80)}`]: "x" },
    `shape/type /${"k".repeat(80)}: ${"k".repeat(80)} is "x"; it must be number.`,
  ],
];

const either = [{ required: ["a"] }, { required: ["b"] }];
const nothingFits = "that fits nothing that the contract allows here.";
const beside: typeof rows = [
  [{ oneOf: either }, {}, `shape/one-of : The value is {}; ${nothingFits}`],
  [
    { properties: { o: { anyOf: either }, oo: { type: "string" }, p: { type: "string" } } },
    { oo: 5, p: 5, o: {} },
    `shape/one-of /o: o is {}; ${nothingFits}`,
    "shape/type /oo: oo is 5; it must be string.",
    "shape/type /p: p is 5; it must be string.",
  ],
  [
    {
      properties: {
        a: { type: "string" },
        o: { anyOf: [{ properties: { x: { type: "null" } } }, { minProperties: 2 }] },
      },
    },
    { a: 5, o: { x: 1 } },
    "shape/type /a: a is 5; it must be string.",
    'shape/one-of /o: o is {"x":1}; that fits nothing that the contract allows here.',
  ],
];

const union = {
  discriminator: { propertyName: "t" },
  oneOf: [
    { type: "object", required: ["t"], properties: { t: { const: "a" } } },
    { type: "object", required: ["t"], properties: { t: { const: "b" } } },
  ],
};

const tagged: typeof rows = [
  [union, { t: "c" }, 'shape/unknown-type /t: t is "c"; that is no type that the contract knows here.'],
  [union, {}, "shape/required /t: t is missing."],
  [union, { t: 5 }, "shape/type /t: t is 5; it must be string."],
  [union, 5, "shape/type : The value is 5; it must be object."],
];

for (const [at, [schema, value, ...breaches]] of [...rows, ...beside, ...tagged].entries()) {
  test(`row ${at}: ${JSON.stringify(schema).slice(0, 90)}`, () => {
    const read = validatorsOf(contractWith({ It: schema })).check("It", value, "strict").breaches;
    expect(read.map(({ rule, path, message }) => `${rule} ${path}: ${message}`)).toEqual(breaches);
    expect(read.map(({ frame }) => frame)).toEqual(breaches.map(() => null));
  });
}
