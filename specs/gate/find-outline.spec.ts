import { expect, test } from "@playwright/test";
import { outlineOf } from "../../src/gate/find/outline.ts";

type Schema = Record<string, unknown>;

const text = { type: "string" };
const object = (properties: Schema, ...required: string[]): Schema => ({ type: "object", properties, required });
const event = (type: string, properties: Schema = {}, ...required: string[]) =>
  object({ type: { const: type }, ...properties }, "type", ...required);

/** An outline in words, a line a place: `Root.a: string!`, the mark for what is required. */
function words(root: Schema, defs: Schema = {}): string[] {
  const outline = outlineOf({ $defs: { ...defs, Root: root } }, "Root");
  return [...outline].map(([where, { types, values, required, limits }]) => {
    const what = types.size === 7 ? "any" : [...types].sort().join("|");
    const among = values ? ` {${[...values].sort().join(",")}}` : "";
    return `${where}: ${what}${among}${required ? "!" : ""}${limits && ` [${limits}]`}`;
  });
}

const cases: Readonly<Record<string, readonly [Schema, readonly string[], Schema?]>> = {
  "members, required and not": [
    object({ a: text, b: { type: "boolean" } }, "a"),
    ["Root: object!", "Root.a: string!", "Root.b: boolean"],
  ],
  "a list, and what is in it": [
    object({ list: { type: "array", items: { type: "null" } } }),
    ["Root: object!", "Root.list: array", "Root.list[]: null {null}!"],
  ],
  "a list that says nothing of its items": [{ type: "array" }, ["Root: array!", "Root[]: any!"]],
  "a list that has no items": [{ type: "array", items: false }, ["Root: array!", "Root[]: any!"]],
  "a map": [{ type: "object", additionalProperties: text }, ["Root: object!", "Root.*: string"]],
  "an object that is closed, open or says neither": [
    object({ a: { additionalProperties: false, type: "object" }, b: { additionalProperties: {}, type: "object" } }),
    ["Root: object!", "Root.a: object", "Root.b: object"],
  ],
  "an object that does not say its type": [{ properties: { a: text } }, ["Root: object!", "Root.a: string"]],
  "anything, however it is written": [
    object({ a: true as unknown as Schema, b: {}, c: { $ref: "#/$defs/Nowhere" } }),
    ["Root: object!", "Root.a: any", "Root.b: any", "Root.c: any"],
  ],
  "a number is whole or not": [object({ a: { type: "number" } }), ["Root: object!", "Root.a: integer|number"]],
  "several types": [{ type: ["string", "null"] }, ["Root: null|string!"]],
  "an enumeration": [{ enum: ["a", 1, null] }, ['Root: integer|null|string {"a",1,null}!']],
  "one constant of an enumeration is a tag": [
    { anyOf: [object({ role: { enum: ["a"] }, x: text }, "role"), object({ role: { enum: ["b"] } }, "role")] },
    ["Root: object!", "a: object", "a.x: string", "b: object"],
  ],
  "a constant that is no text is no tag": [
    object({ type: { const: 1 } }, "type"),
    ["Root: object!", "Root.type: integer {1}!"],
  ],
  "alternatives by their tag": [
    { oneOf: [event("A", { x: text }, "x"), event("B", { x: { type: "boolean" } })] },
    ["Root: object!", "A: object", "A.x: string!", "B: object", "B.x: boolean"],
  ],
  "tags in lists and in members": [
    object({ list: { type: "array", items: { anyOf: [event("A"), event("B")] } }, one: event("C") }),
    [
      "Root: object!",
      "Root.list: array",
      "Root.list[]: object!",
      "Root.list[A]: object",
      "Root.list[B]: object",
    ].concat("Root.one: object", "Root.one<C>: object"),
  ],
  "the first tag wins": [event("A", { role: { const: "r" } }), ["Root: object!", "A: object", 'A.role: string {"r"}']],
  "alternatives without a tag are merged: what either allows, and only what both ask for": [
    { anyOf: [object({ a: text, b: text }, "a", "b"), object({ a: { type: "null" } }, "a"), { type: "string" }] },
    ["Root: object|string!", "Root.a: null|string!", "Root.b: string!"],
  ],
  "nullable, as either generator writes it": [
    object({ a: { anyOf: [text, { type: "null" }] }, b: { type: ["string", "null"] } }),
    ["Root: object!", "Root.a: null|string", "Root.b: null|string"],
  ],
  "values of several alternatives together": [
    { anyOf: [{ const: "a" }, { enum: ["b", "c"] }] },
    ['Root: string {"a","b","c"}!'],
  ],
  "values and a type beside them": [{ anyOf: [{ const: "a" }, text] }, ["Root: string!"]],
  "a type and values beside it": [{ anyOf: [text, { const: "a" }] }, ["Root: string!"]],
  "what stands beside a union is in each alternative": [
    { anyOf: [event("A"), event("B")], properties: { id: text }, required: ["id"] },
    ["Root: object!", "A: object", "A.id: string!", "B: object", "B.id: string!"],
  ],
  "parts of a whole": [
    { allOf: [object({ a: text }, "a"), object({ b: text })] },
    ["Root: object!", "Root.a: string!", "Root.b: string"],
  ],
  "references, and references to references": [
    object({ a: { $ref: "#/$defs/One" } }),
    ["Root: object!", "Root.a: string"],
    { One: { $ref: "#/$defs/Two" }, Two: text },
  ],
  "what holds itself is said once": [
    object({ next: { $ref: "#/$defs/Root" }, a: text }),
    ["Root: object!", "Root.a: string"],
  ],
  "one definition used twice is said at both": [
    object({ a: { $ref: "#/$defs/One" }, b: { $ref: "#/$defs/One" } }),
    ["Root: object!", "Root.a: object", "Root.a.x: string", "Root.b: object", "Root.b.x: string"],
    { One: object({ x: text }) },
  ],
  limits: [
    object({ a: { type: "string", minLength: 1, pattern: "^a", maxLength: 9 }, b: { type: "array", minItems: 1 } }),
    ["Root: object!", "Root.a: string [maxLength 9, minLength 1, pattern ^a]", "Root.b: array [minItems 1]"].concat(
      "Root.b[]: any!",
    ),
  ],
  "the bounds of safe integers are no limits": [
    { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
    ["Root: integer!"],
  ],
  "of several alternatives, the limits of all": [
    {
      anyOf: [
        { type: "string", minLength: 1, maxLength: 2 },
        { type: "string", minLength: 1 },
      ],
    },
    ["Root: string! [minLength 1]"],
  ],
  "what generators write beside: titles, defaults, descriptions": [
    { ...object({ a: { ...text, title: "A", default: "x", description: "An a", examples: ["y"] } }), title: "Root" },
    ["Root: object!", "Root.a: string"],
  ],
};

for (const [name, [root, lines, defs]] of Object.entries(cases)) {
  test(`the outline: ${name}`, () => {
    expect(words(root, defs)).toEqual(lines);
  });
}

test("the outline of what is deeper than anybody looks ends", () => {
  const deep = (levels: number): Schema => (levels === 0 ? text : object({ a: deep(levels - 1) }));
  const lines = words(deep(40));
  expect(lines.length).toBe(19);
  expect(lines.at(-1)).toBe(`Root${".a".repeat(18)}: object`);
});

/** How three generators write the same: zod-to-json-schema, zod 4, pydantic. */
const written: Readonly<Record<string, readonly [Schema, Schema?]>> = {
  "zod-to-json-schema": [
    {
      anyOf: [
        {
          type: "object",
          properties: { type: { type: "string", const: "A" }, n: { type: "number" } },
          required: ["type"],
          additionalProperties: false,
        },
        {
          type: "object",
          properties: { type: { type: "string", const: "B" }, s: { type: ["string", "null"] } },
          required: ["type", "s"],
          additionalProperties: false,
        },
      ],
    },
  ],
  "zod 4": [
    {
      oneOf: [
        {
          type: "object",
          properties: { type: { type: "string", const: "A" }, n: { type: "number" } },
          required: ["type"],
        },
        {
          type: "object",
          properties: { type: { type: "string", const: "B" }, s: { anyOf: [{ type: "string" }, { type: "null" }] } },
          required: ["type", "s"],
          additionalProperties: {},
        },
      ],
    },
  ],
  pydantic: [
    {
      discriminator: { propertyName: "type", mapping: { A: "#/$defs/A", B: "#/$defs/B" } },
      oneOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/B" }],
    },
    {
      A: {
        title: "A",
        type: "object",
        properties: {
          type: { const: "A", default: "A", title: "Type", type: "string" },
          n: { type: "number", title: "N" },
        },
      },
      B: {
        title: "B",
        type: "object",
        properties: {
          type: { enum: ["B"], default: "B", type: "string" },
          s: { title: "S", anyOf: [{ type: "string" }, { type: "null" }] },
        },
        required: ["s"],
      },
    },
  ],
};

for (const [name, [root, defs]] of Object.entries(written)) {
  test(`the outline is the same, as ${name} writes it`, () => {
    const lines = ["Root: object!", "A: object", "A.n: integer|number", "B: object", "B.s: null|string!"];
    expect(words(root, defs)).toEqual(lines);
  });
}
