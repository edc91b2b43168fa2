import type { JsonSchema } from "../../../contracts/index.ts";

/** One value and what is wrong with it, as "RULE POINTER". `news` is a breach read strictly and drift read tolerantly. */
export interface ShapeCase {
  readonly title: string;
  readonly schema: string;
  readonly value: unknown;
  readonly breaches?: readonly string[];
  readonly news?: readonly string[];
}

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const object = (properties: Record<string, unknown>, required: readonly string[] = []): JsonSchema => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});

export const shapeSchemas: Record<string, JsonSchema> = {
  Text: { type: "string" },
  Numbers: object({ list: { type: "array", items: { type: "number" } } }),
  Event: { oneOf: [ref("Start"), ref("Stop"), ref("Closed")] },
  Start: object({ type: { const: "START" }, id: { type: "string", minLength: 1 }, parts: ref("Parts") }, [
    "type",
    "id",
  ]),
  Stop: object({ type: { enum: ["STOP", "HALT"] }, reason: { anyOf: [{ type: "string" }, { type: "null" }] } }, [
    "type",
  ]),
  Closed: { ...object({ type: { const: "CLOSED" } }, ["type"]), additionalProperties: false },
  Parts: { type: "array", items: { oneOf: [ref("TextPart"), ref("FilePart")] }, maxItems: 3 },
  TextPart: object(
    { kind: { const: "text" }, text: { anyOf: [{ type: "string" }, { type: "array", items: ref("Word") }] } },
    ["kind"],
  ),
  FilePart: object({ kind: { const: "file" }, at: { type: "string", format: "date-time" } }, ["kind", "at"]),
  Word: {
    allOf: [object({ w: { type: "string", pattern: "^[a-z]+$" } }), object({ n: { type: "integer", minimum: 1 } })],
  },
  Either: { anyOf: [object({ a: { type: "string" } }, ["a"]), object({ b: { type: "string" } }, ["b"])] },
  Tree: object({ kids: { type: "array", items: ref("Tree") } }),
  Maybe: { anyOf: [ref("Start"), { type: "null" }] },
  Status: { oneOf: [{ const: "on", "x-since": "1" }, { const: "off" }] },
  Free: object({ any: { type: "object" }, map: { type: "object", additionalProperties: ref("Word") } }),
  Heirs: object({ constructor: { type: "string" }, toString: { type: "number" } }, ["constructor"]),
  Coloured: { "x-tag": "sort", ...object({}), oneOf: [ref("Red"), ref("Blue")] },
  Red: { allOf: [ref("Base"), object({ sort: { const: "red" } }, ["sort"])] },
  Blue: { allOf: [ref("Base"), object({ sort: { const: "blue" }, depth: { type: "number" } }, ["sort"])] },
  Base: object({ id: { type: "string" } }, ["id"]),
  "odd/na~me %": object({ next: { $ref: "#/$defs/odd~1na~0me%20%25" } }),
};

const start = { type: "START", id: "1" };

export const shapeCases: readonly ShapeCase[] = [
  { title: "a good event", schema: "Event", value: start },
  { title: "a missing key", schema: "Event", value: { type: "START" }, breaches: ["shape/required /id"] },
  { title: "a wrong type", schema: "Event", value: { ...start, id: 5 }, breaches: ["shape/type /id"] },
  { title: "too short a text", schema: "Event", value: { ...start, id: "" }, breaches: ["shape/length /id"] },
  { title: "an unknown key", schema: "Event", value: { ...start, x: 1 }, news: ["shape/unknown-key /x"] },
  { title: "an unknown type", schema: "Event", value: { type: "NOVEL", x: 1 }, news: ["shape/unknown-type /type"] },
  { title: "no type at all", schema: "Event", value: {}, breaches: ["shape/required /type"] },
  { title: "a type that is no text", schema: "Event", value: { type: 5 }, breaches: ["shape/type /type"] },
  { title: "no object", schema: "Event", value: "START", breaches: ["shape/type"] },
  { title: "null", schema: "Event", value: null, breaches: ["shape/type"] },
  { title: "a list", schema: "Event", value: [start], breaches: ["shape/type"] },
  { title: "the second value of a tag", schema: "Event", value: { type: "HALT", reason: null } },
  {
    title: "neither of X or null",
    schema: "Event",
    value: { type: "STOP", reason: 4 },
    breaches: ["shape/type /reason"],
  },
  {
    title: "an unknown key where none is allowed",
    schema: "Event",
    value: { type: "CLOSED", y: 1 },
    breaches: ["shape/unknown-key /y"],
  },
  {
    title: "faults of several nested branches",
    schema: "Event",
    value: { ...start, parts: [{ kind: "text", tex: "" }, { kind: "file" }, { kind: "film" }] },
    breaches: ["shape/required /parts/1/at"],
    news: ["shape/unknown-key /parts/0/tex", "shape/unknown-type /parts/2/kind"],
  },
  {
    title: "too many items, and one in the wrong format",
    schema: "Parts",
    value: [{ kind: "file", at: "noon" }, { kind: "text" }, { kind: "text" }, { kind: "text" }],
    breaches: ["shape/format /0/at", "shape/length"],
  },
  {
    title: "a union by JSON type, deep inside",
    schema: "TextPart",
    value: {
      kind: "text",
      text: [
        { w: "A", n: 0 },
        { w: "a", n: 1.5, z: 1 },
      ],
    },
    breaches: ["shape/pattern /text/0/w", "shape/range /text/0/n", "shape/type /text/1/n"],
    news: ["shape/unknown-key /text/1/z"],
  },
  {
    title: "none of the JSON types",
    schema: "TextPart",
    value: { kind: "text", text: 1 },
    breaches: ["shape/type /text"],
  },
  {
    title: "no branch of an untagged union",
    schema: "Either",
    value: { c: 1 },
    breaches: ["shape/one-of"],
    news: ["shape/unknown-key /c"],
  },
  {
    title: "a key of no branch of an untagged union",
    schema: "Either",
    value: { a: "", c: 1 },
    news: ["shape/unknown-key /c"],
  },
  { title: "keys of both branches", schema: "Either", value: { a: "", b: "" } },
  {
    title: "an unknown key in a tree",
    schema: "Tree",
    value: { kids: [{ kids: [{ z: 1 }] }] },
    news: ["shape/unknown-key /kids/0/kids/0/z"],
  },
  { title: "null where it may be", schema: "Maybe", value: null },
  {
    title: "the errors of X in X or null",
    schema: "Maybe",
    value: { type: "START" },
    breaches: ["shape/required /id"],
  },
  { title: "a constant of a dated list", schema: "Status", value: "on" },
  { title: "no constant of a dated list", schema: "Status", value: "up", breaches: ["shape/value"] },
  { title: "anything in a free object", schema: "Free", value: { any: { deep: { x: 1 } }, map: { k: { w: "a" } } } },
  {
    title: "an unknown key in the values of a map",
    schema: "Free",
    value: { map: { k: { v: 1 } } },
    news: ["shape/unknown-key /map/k/v"],
  },
  {
    title: "a missing key that every object inherits",
    schema: "Heirs",
    value: {},
    breaches: ["shape/required /constructor"],
  },
  { title: "keys that every object inherits", schema: "Heirs", value: { constructor: "c", toString: 1 } },
  {
    title: "a key named __proto__",
    schema: "Heirs",
    value: JSON.parse('{"constructor":"c","__proto__":{"x":1}}'),
    news: ["shape/unknown-key /__proto__"],
  },
  { title: "a tag behind allOf", schema: "Coloured", value: { sort: "blue", id: "b", depth: 1 } },
  {
    title: "a fault behind allOf",
    schema: "Coloured",
    value: { sort: "blue", depth: "x" },
    breaches: ["shape/required /id", "shape/type /depth"],
  },
  {
    title: "a key of another branch",
    schema: "Coloured",
    value: { sort: "red", id: "r", depth: 1 },
    news: ["shape/unknown-key /depth"],
  },
  {
    title: "a schema with an odd name",
    schema: "odd/na~me %",
    value: { next: { next: { odd: 1 } } },
    news: ["shape/unknown-key /next/next/odd"],
  },
  {
    title: "keys that need escaping in a pointer",
    schema: "Tree",
    value: { "a/b~c": 1 },
    news: ["shape/unknown-key /a~1b~0c"],
  },
];
