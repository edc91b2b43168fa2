import { expect, test } from "@playwright/test";
import { outlineOf } from "../../src/gate/find/outline.ts";
import { outlineDifferences } from "../../src/gate/find/outline-differences.ts";
import { placeText } from "../../src/gate/find/place.ts";

type Schema = Record<string, unknown>;

const text = { type: "string" };
const object = (properties: Schema, ...required: string[]): Schema => ({ type: "object", properties, required });
const event = (type: string, properties: Schema = {}) => object({ type: { const: type }, ...properties }, "type");
const list = (items: Schema): Schema => ({ type: "array", items });

const found = (before: Schema, after: Schema) =>
  outlineDifferences(outlineOf({ $defs: { Root: before } }, "Root"), outlineOf({ $defs: { Root: after } }, "Root"));
const words = (before: Schema, after: Schema) =>
  found(before, after).map((one) => `${placeText(one.place)} ${one.kind}: ${one.before} → ${one.after}`);

/** A member before and after, and what is said of it. */
const members: Readonly<Record<string, readonly [Schema | undefined, Schema | undefined, readonly string[]]>> = {
  nothing: [text, { ...text, title: "A", default: "x" }, []],
  "a member more": [undefined, text, ["Root.a added: absent → optional string"]],
  "a member less": [text, undefined, ["Root.a removed: optional string → absent"]],
  "a type more": [text, { type: ["string", "null"] }, ["Root.a widened: optional string → optional string or null"]],
  "a type less": [{ type: "number" }, { type: "integer" }, ["Root.a narrowed: optional number → optional integer"]],
  "another type": [
    text,
    { type: "boolean" },
    ["Root.a widened: optional string → optional boolean", "Root.a narrowed: optional string → optional boolean"],
  ],
  "anything where a text was": [text, {}, ["Root.a widened: optional string → optional anything"]],
  "a value more": [{ enum: ["x"] }, { enum: ["x", "y"] }, ['Root.a widened: optional "x" → optional "x" or "y"']],
  "a value less": [{ enum: ["x", "y"] }, { enum: ["x"] }, ['Root.a narrowed: optional "x" or "y" → optional "x"']],
  "another value": [
    { const: "x" },
    { const: "y" },
    ['Root.a widened: optional "x" → optional "y"', 'Root.a narrowed: optional "x" → optional "y"'],
  ],
  "any value where some were": [{ enum: ["x"] }, text, ['Root.a widened: optional "x" → optional string']],
  "some values where any was": [text, { enum: ["x"] }, ['Root.a narrowed: optional string → optional "x"']],
  "many values": [
    { enum: [..."abcdefghij"] },
    { enum: [..."abcdefgh"] },
    [
      `Root.a narrowed: optional ${[..."abcdefgh"].map((one) => `"${one}"`).join(" or ")} or 2 more → optional ${[..."abcdefgh"].map((one) => `"${one}"`).join(" or ")}`,
    ],
  ],
  "a limit": [text, { ...text, minLength: 1 }, ["Root.a narrowed: optional string → optional string (minLength 1)"]],
  "no limit any more": [
    { ...text, minLength: 1 },
    text,
    ["Root.a widened: optional string (minLength 1) → optional string"],
  ],
  "another limit": [
    { ...text, minLength: 1 },
    { ...text, minLength: 2 },
    ["Root.a changed: optional string (minLength 1) → optional string (minLength 2)"],
  ],
  "another type, and a limit: the type is said": [
    text,
    { type: ["string", "null"], minLength: 1 },
    ["Root.a widened: optional string → optional string or null (minLength 1)"],
  ],
};

for (const [name, [before, after, lines]] of Object.entries(members)) {
  test(`a difference of outlines: ${name}`, () => {
    const whole = (a: Schema | undefined) => object(a ? { a } : {});
    expect(words(whole(before), whole(after))).toEqual(lines);
  });
}

const wholes: Readonly<Record<string, readonly [Schema, Schema, readonly string[]]>> = {
  "a member that is required now": [
    object({ a: text }),
    object({ a: text }, "a"),
    ["Root.a required: optional string → string"],
  ],
  "a member that is required no more": [
    object({ a: text }, "a"),
    object({ a: text }),
    ["Root.a optional: string → optional string"],
  ],
  "an alternative more": [
    { anyOf: [event("A"), event("B")] },
    { anyOf: [event("A"), event("B"), event("C", { x: text })] },
    ["C added: absent → present"],
  ],
  "an alternative less": [
    { anyOf: [event("A"), event("B", { x: text })] },
    { anyOf: [event("A")] },
    ["B removed: present → absent"],
  ],
  "an alternative in a list": [
    object({ list: list({ anyOf: [event("A"), event("B")] }) }),
    object({ list: list({ anyOf: [event("A"), event("B"), event("C")] }) }),
    ["Root.list[C] added: absent → present"],
  ],
  "what came with its object is not said again": [
    object({}),
    object({ a: object({ b: object({ c: text }) }) }),
    ["Root.a added: absent → optional object"],
  ],
  "what is in what could be anything before is no news": [
    object({ a: {} }),
    object({ a: object({ b: text }) }),
    ["Root.a narrowed: optional anything → optional object"],
  ],
  "what is in an object that was a text is no news": [
    object({ a: text }),
    object({ a: object({ b: text }) }),
    ["Root.a widened: optional string → optional object", "Root.a narrowed: optional string → optional object"],
  ],
  "items of a list that came with it": [
    object({ a: text }),
    object({ a: { anyOf: [text, list(object({ b: text }))] } }),
    ["Root.a widened: optional string → optional string or array"],
  ],
  "a member of an object that could be a text as well": [
    object({ a: { anyOf: [text, object({ b: text })] } }),
    object({ a: { anyOf: [text, object({ b: text, c: text })] } }),
    ["Root.a.c added: absent → optional string"],
  ],
  "a root that went": [{}, text, ["Root narrowed: anything → string"]],
};

for (const [name, [before, after, lines]] of Object.entries(wholes)) {
  test(`a difference of outlines: ${name}`, () => {
    expect(words(before, after)).toEqual(lines);
  });
}

/** Payloads that show only what is before, only what is after, or neither. */
type Shows = readonly [before: Schema, after: Schema, shownBefore: readonly unknown[], shownAfter: readonly unknown[]];
const payloads = [{}, { a: "x" }, { a: "y" }, { a: 1 }, { a: null }, { b: 1 }, "x"];
const shows: Readonly<Record<string, Shows>> = {
  added: [object({}), object({ a: text }), [], [{ a: "x" }, { a: "y" }, { a: 1 }, { a: null }]],
  "added and required": [
    object({}),
    object({ a: text }, "a"),
    [{}, { b: 1 }],
    [{ a: "x" }, { a: "y" }, { a: 1 }, { a: null }],
  ],
  removed: [object({ a: text }), object({}), [{ a: "x" }, { a: "y" }, { a: 1 }, { a: null }], []],
  "removed where it was required": [
    object({ a: text }, "a"),
    object({}),
    [{ a: "x" }, { a: "y" }, { a: 1 }, { a: null }],
    [{}, { b: 1 }],
  ],
  required: [object({ a: text }), object({ a: text }, "a"), [{}, { b: 1 }], []],
  optional: [object({ a: text }, "a"), object({ a: text }), [], [{}, { b: 1 }]],
  widened: [object({ a: text }), object({ a: { type: ["string", "null"] } }), [], [{ a: null }]],
  narrowed: [object({ a: { type: ["string", "integer"] } }), object({ a: text }), [{ a: 1 }], []],
  "a value more": [object({ a: { const: "x" } }), object({ a: { enum: ["x", "y"] } }), [], [{ a: "y" }]],
  "a value less": [object({ a: { enum: ["x", "y"] } }), object({ a: { const: "x" } }), [{ a: "y" }], []],
  "any value": [object({ a: { const: "x" } }), object({ a: text }), [], [{ a: "y" }, { a: 1 }, { a: null }]],
  "some values": [object({ a: text }), object({ a: { const: "x" } }), [{ a: "y" }, { a: 1 }, { a: null }], []],
  "a limit": [
    object({ a: text }),
    object({ a: { ...text, minLength: 2 } }),
    [{ a: "x" }, { a: "y" }, { a: 1 }, { a: null }],
    [{ a: "x" }, { a: "y" }, { a: 1 }, { a: null }],
  ],
};

for (const [name, [before, after, shownBefore, shownAfter]] of Object.entries(shows)) {
  test(`what shows a difference: ${name}`, () => {
    const [one, ...more] = found(before, after);
    expect(more).toEqual([]);
    expect(one?.seenIn).toBe("schema");
    expect(payloads.filter((data) => one?.shownBefore?.(data))).toEqual(shownBefore);
    expect(payloads.filter((data) => one?.shownAfter?.(data))).toEqual(shownAfter);
    if (shownBefore.length === 0) expect(one?.shownBefore).toBeUndefined();
    if (shownAfter.length === 0) expect(one?.shownAfter).toBeUndefined();
  });
}
