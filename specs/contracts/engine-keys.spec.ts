import { expect, test } from "@playwright/test";
import { createKeyPlans } from "../../contracts/engine/key-plan.ts";
import { unknownKeys } from "../../contracts/engine/known-keys.ts";
import type { JsonSchema } from "../../contracts/index.ts";

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const keys = (...names: string[]): JsonSchema => ({
  properties: Object.fromEntries(names.map((name) => [name, {}])),
});
const inner = { properties: { in: keys("a") } };
const tagged = (value: string, ...names: string[]): JsonSchema => ({
  type: "object",
  required: ["t"],
  properties: { t: { const: value }, ...keys(...names).properties! },
});

const definitions: Record<string, JsonSchema> = {
  Ab: keys("a", "b"),
  Tree: { properties: { kids: { items: ref("Tree") }, next: ref("Tree") } },
  Loop: { allOf: [ref("Loop"), keys("a")] },
  One: { ...tagged("one", "x"), allOf: [ref("Base")] },
  Two: { allOf: [ref("Base"), tagged("two", "y")] },
  Base: keys("id"),
};

const union = { oneOf: [ref("One"), ref("Two")] };

/** A schema, a value, and pointers to the keys of it that the schema does not know. */
const rows: readonly (readonly [title: string, schema: JsonSchema, value: unknown, ...unknown: string[]])[] = [
  ["no object", keys("a"), 5],
  ["null", keys("a"), null],
  ["known keys", keys("a", "b"), { a: 1, b: { any: 1 } }],
  ["an unknown key", keys("a"), { a: 1, "b/~": 1 }, "/b~1~0"],
  ["an unknown key in a known one", inner, { in: { a: 1, b: 1 }, x: 1 }, "/in/b", "/x"],
  ["no keys listed", { type: "object" }, { a: 1 }],
  ["an empty list of keys", { properties: {} }, { a: 1 }],
  ["an empty list of keys inside", { properties: { in: { properties: {} } } }, { in: { a: 1 } }],
  ["a key that is only required", { ...keys("a"), required: ["b"] }, { a: 1, b: { x: 1 } }],
  ["keys that are only required", { required: ["a"] }, { b: 1 }],
  ["a property that is no schema", { properties: { a: true } }, { a: { x: 1 }, b: 1 }, "/b"],
  ["a reference", ref("Ab"), { a: 1, c: 1 }, "/c"],
  ["a reference and more", { ...ref("Ab"), ...keys("c") }, { a: 1, c: 1, d: 1 }, "/d"],
  ["a reference to nothing", ref("Gone"), { a: 1 }],
  ["allOf", { allOf: [keys("a"), keys("b")] }, { a: 1, b: 1, c: 1 }, "/c"],
  [
    "allOf that knows one key twice",
    { allOf: [inner, { properties: { in: keys("b") } }] },
    { in: { a: 1, b: 1, c: 1 } },
    "/in/c",
  ],
  ["allOf with any object", { allOf: [keys("a"), { type: "object" }] }, { b: 1 }],
  ["allOf with what names no keys", { allOf: [keys("a"), { minProperties: 1 }] }, { b: 1 }, "/b"],
  ...["$ref", "allOf", "oneOf", "anyOf", "required", "patternProperties"].map(
    (key) =>
      [
        `allOf with an object that has ${key}`,
        { allOf: [keys("a"), { type: "object", [key]: [] }] },
        { b: 1 },
        "/b",
      ] as const,
  ),
  [
    "conditions beside a union by tag",
    { ...union, ...JSON.parse('{"if": {"properties": {"a": {}}}, "then": {"properties": {"b": {}}}}') },
    { t: "one", id: 1, x: 1, a: 1, b: 1, c: 1 },
    "/c",
  ],
  [
    "conditions",
    JSON.parse(
      '{"if": {"properties": {"a": {}}}, "then": {"properties": {"b": {}}}, "else": {"properties": {"c": {}}}}',
    ),
    { a: 1, b: 1, c: 1, d: 1 },
    "/d",
  ],
  ["a union without a tag", { anyOf: [keys("a"), keys("b")] }, { a: 1, b: 1, c: 1 }, "/c"],
  ["a union with an object that may have any keys", { anyOf: [keys("a"), { type: "object" }] }, { c: 1 }],
  ["an object or a text", { anyOf: [{ type: "string", ...keys("z") }, keys("a")] }, { a: 1, z: 1 }, "/z"],
  [
    "an object or a list of objects",
    { anyOf: [keys("a"), { type: "array", items: keys("b") }] },
    [{ a: 1, b: 1 }],
    "/0/a",
  ],
  ["the same union, as an object", { anyOf: [keys("a"), { type: "array", items: keys("b") }] }, { a: 1, b: 1 }, "/b"],
  ["a union by tag, first", union, { t: "one", id: 1, x: 1, y: 1 }, "/y"],
  ["a union by tag, second", union, { t: "two", id: 1, x: 1, y: 1 }, "/x"],
  ["a union by tag, none", union, { t: "three", id: 1, x: 1, z: 1 }],
  ["a union by tag, without", union, { x: 1, z: 1 }],
  ["a union by tag, where the tag is no text", union, { t: ["one"], z: 1 }],
  ["a union by tag or null", { oneOf: [...union.oneOf, { type: "null" }] }, { t: "one", y: 1 }, "/y"],
  ["a union by tag, with keys of its own", { ...union, ...keys("own") }, { t: "one", own: 1, y: 1 }, "/y"],
  [
    "two unions by tag",
    {
      allOf: [
        union,
        {
          oneOf: [
            { ...tagged("x"), required: ["u"], properties: { u: { const: "x" }, p: {} } },
            { type: "object", required: ["u"], properties: { u: { const: "y" }, q: {} } },
          ],
        },
      ],
    },
    { t: "one", id: 1, x: 1, u: "x", p: 1, q: 1, z: 1 },
    "/z",
  ],
  ["a list", { items: keys("a") }, [{ a: 1 }, { b: 1 }, 5, null], "/1/b"],
  ["a list of lists", { items: { items: keys("a") } }, [[{ b: 1 }]], "/0/0/b"],
  ["a list with a head", { prefixItems: [keys("a")], items: keys("b") }, [{ a: 1, b: 1, c: 1 }], "/0/c"],
  ["a list where keys are listed", keys("a"), [{ b: 1 }]],
  ["a map", { additionalProperties: keys("a") }, { k: { a: 1, b: 1 } }, "/k/b"],
  ["a map beside keys", { ...keys("k"), additionalProperties: keys("a") }, { k: { x: 1 }, l: { x: 1 } }, "/l/x"],
  ["a closed object is the validator's business", { ...keys("a"), additionalProperties: false }, { b: 1 }],
  ["an object closed over all parts, too", { ...keys("a"), unevaluatedProperties: false }, { b: 1 }],
  ["an object that is closed at this version, too", { ...keys("a"), "x-closed": true }, { b: 1 }],
  ["an object that says it is open", { ...keys("a"), additionalProperties: true }, { b: 1 }],
  ["what is left over", { ...keys("a"), unevaluatedProperties: keys("c") }, { b: { c: 1, d: 1 } }, "/b/d"],
  [
    "patterns",
    { ...keys("a"), patternProperties: { "^x-": keys("y") } },
    { "x-1": { y: 1, z: 1 }, b: 1 },
    "/x-1/z",
    "/b",
  ],
  [
    "a pattern that takes anything",
    { ...keys("a"), patternProperties: { "^x-": true } },
    { "x-1": { y: 1 }, b: 1 },
    "/b",
  ],
  [
    "patterns alone, inside",
    { properties: { in: { patternProperties: { "^x": keys("a") } } } },
    { in: { x: { b: 1 } } },
    "/in/x/b",
  ],
  ["patterns alone", { patternProperties: { "^x-": {} } }, { b: 1 }],
  ["a tree", ref("Tree"), { kids: [{ next: { kids: [], a: 1 } }], b: 1 }, "/kids/0/next/a", "/b"],
  ["a schema that holds itself", ref("Loop"), { a: 1, b: 1 }, "/b"],
  [
    "keys that every object inherits",
    keys("a"),
    JSON.parse('{"__proto__": 1, "toString": 1}'),
    "/__proto__",
    "/toString",
  ],
];

for (const [title, schema, value, ...unknown] of rows) {
  test(`keys not known to ${title}: ${unknown.join(" ") || "none"}`, () => {
    const breaches = unknownKeys(createKeyPlans(definitions)(schema), value);
    expect(breaches.map(({ path }) => path)).toEqual(unknown);
    for (const { rule, path, message } of breaches) {
      const place = path.slice(1).replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
      expect({ rule, message }).toEqual({
        rule: "shape/unknown-key",
        message: `${place} is not a key that the contract knows.`,
      });
    }
  });
}

test("no more keys are reported than the limit, in one object or in many", () => {
  const plan = createKeyPlans({})({ items: keys("a") });
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`k${at}`, 1]));
  expect(unknownKeys(plan, [many, many], 4).map(({ path }) => path)).toEqual(["/0/k0", "/0/k1", "/0/k2", "/0/k3"]);
  expect(unknownKeys(plan, [many, many], 10).at(-1)?.path).toBe("/1/k0");
  expect(unknownKeys(plan, Array(99).fill({ b: 1 })).length).toBe(50);
});

test("a plan is made once for each schema", () => {
  const planOf = createKeyPlans(definitions);
  const tree = ref("Tree");
  expect(planOf(tree)).toBe(planOf(tree));
  const next = () => planOf(tree).keys.get("next")?.();
  expect(next()).toBe(next());
  expect(next()?.keys.get("next")?.()).toBe(next());
});
