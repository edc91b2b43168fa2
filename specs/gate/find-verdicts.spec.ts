import { expect, test } from "@playwright/test";
import type { Probe } from "../../src/gate/corpus/index.ts";
import { payloadDifferences } from "../../src/gate/find/index.ts";
import { placeText } from "../../src/gate/find/place.ts";

type Schema = Record<string, unknown>;
type Parser = (data: Readonly<Record<string, unknown>>) => boolean;

const text = { type: "string" };
const object = (properties: Schema, ...required: string[]): Schema => ({ type: "object", properties, required });
const valid = (data: unknown, pointer: string | undefined = ""): Probe => ({
  root: "Event",
  data,
  pointer,
  made: "valid",
});
const spoiled = (data: unknown, pointer: string, base: unknown): Probe => {
  return { root: "Event", data, pointer, made: "spoiled", base: JSON.stringify(base) };
};

/** What one version says: its schema, if it has one, and its parser. */
interface Version {
  readonly schema?: Schema;
  readonly parse: Parser;
}

const found = (probes: readonly Probe[], before: Version, after: Version) => {
  const [was, is] = [before, after].map(({ schema, parse }) => ({
    schemas: schema && { $defs: { Event: schema } },
    verdicts: probes.map(({ data }) => parse(data as Schema)),
  }));
  return payloadDifferences("Event", probes, was!, is!);
};
const words = (...args: Parameters<typeof found>) =>
  found(...args).map((one) => `${placeText(one.place)} ${one.kind} (${one.seenIn}): ${one.before} → ${one.after}`);

const takes = (parse: Parser, schema?: Schema): Version => ({ parse, ...(schema && { schema }) });
const all: Parser = () => true;
const none: Parser = () => false;
const event = { type: "A", delta: "x" };

const cases: Readonly<Record<string, readonly [readonly Probe[], Version, Version, readonly string[]]>> = {
  "nothing, where both say the same": [[valid(event)], takes(none), takes(none), []],
  "a refinement that is gone": [
    [valid(event), spoiled({ type: "A", delta: "" }, "/delta", event)],
    takes(({ delta }) => delta !== ""),
    takes(all),
    ['A.delta accepted (verdict): "" refused → "" accepted'],
  ],
  "a refinement that came": [
    [valid(event), spoiled({ type: "A", delta: "" }, "/delta", event)],
    takes(all),
    takes(({ delta }) => delta !== ""),
    ['A.delta refused (verdict): "" accepted → "" refused'],
  ],
  "several values of one place are one difference": [
    [{}, { a: null }, { a: [1] }, { a: { b: 1 } }, { a: 5 }].map((data) => spoiled(data, "/a", event)),
    takes(none),
    takes(all),
    ["Event.a accepted (verdict): absent, 5, a list and 2 more refused → absent, 5, a list and 2 more accepted"],
  ],
  "what is made of something that turned the same way is explained by that": [
    [valid(event), spoiled({ type: "A", delta: 5 }, "/delta", event)],
    takes(none),
    takes(all),
    ["A accepted (verdict): refused → accepted"],
  ],
  "what is made of something that turned the other way is not": [
    [valid(event), spoiled({ type: "A", delta: 5 }, "/delta", event)],
    takes(({ delta }) => delta === 5),
    takes(({ delta }) => delta !== 5),
    ["A accepted (verdict): refused → accepted", "A.delta refused (verdict): 5 accepted → 5 refused"],
  ],
  "a whole payload explains those of its kind that differ in what does not matter": [
    [valid({ type: "A", more: 1 }, "/more"), valid({ type: "A" }), valid({ type: "B", more: 1 }, "/more")],
    takes(none),
    takes(all),
    ["A accepted (verdict): refused → accepted", "B.more accepted (verdict): 1 refused → 1 accepted"],
  ],
  "a payload without a tag explains no other": [
    [valid({ more: 1 }, "/more"), valid({})],
    takes(none),
    takes(all),
    ["Event accepted (verdict): refused → accepted", "Event.more accepted (verdict): 1 refused → 1 accepted"],
  ],
  "a payload in which several things are special is about the whole": [
    [{ ...valid({ type: "A", a: 1, b: 2 }), pointer: undefined }],
    takes(none),
    takes(all),
    ["A accepted (verdict): refused → accepted"],
  ],
  "what the schemas show, and the parser": [
    [valid({ a: "x" }), spoiled({ a: 1 }, "/a", { a: "x" })],
    takes(({ a }) => typeof a === "string", object({ a: text })),
    takes(all, object({ a: { type: ["string", "integer"] } })),
    ["Event.a widened (schema): optional string → optional string or integer"],
  ],
  "what only a generator writes otherwise is nothing": [
    [valid({ a: "x" }), spoiled({ a: 1 }, "/a", { a: "x" })],
    takes(all, object({ a: text })),
    takes(all, object({ a: { type: ["string", "integer"] } })),
    [],
  ],
  "what the schemas show and no payload does is believed": [
    [valid({ a: "x" })],
    takes(all, object({ a: text })),
    takes(all, object({ a: { type: ["string", "integer"] } })),
    ["Event.a widened (schema): optional string → optional string or integer"],
  ],
  "what is new is news though the parser took it before, for it ignored it": [
    [valid({}), valid({ a: "x" }, "/a")],
    takes(all, object({})),
    takes(all, object({ a: text })),
    ["Event.a added (schema): absent → optional string"],
  ],
  "what is new explains all that is said of it": [
    [valid({}), spoiled({ a: 1 }, "/a", {})],
    takes(all, object({})),
    takes(({ a }) => a === undefined || typeof a === "string", object({ a: text })),
    ["Event.a added (schema): absent → optional string"],
  ],
  "a type that is gone does not explain a refinement that came": [
    [valid({ a: "" }, "/a"), valid({ a: 1 }, "/a"), valid({ a: "x" }, "/a")],
    takes(all, object({ a: { type: ["string", "integer"] } })),
    takes(({ a }) => typeof a === "string" && a !== "", object({ a: text })),
    [
      "Event.a narrowed (schema): optional string or integer → optional string",
      'Event.a refused (verdict): "" accepted → "" refused',
    ],
  ],
  "what the parser says inside of a type that changed belongs to that": [
    [valid({ a: "x" }, "/a"), valid({ a: [] }, "/a"), spoiled({ a: { b: 1 } }, "/a/b", { a: "x" })],
    takes(all, object({ a: {} })),
    takes(({ a }) => typeof a === "string", object({ a: text })),
    ["Event.a narrowed (schema): optional anything → optional string"],
  ],
  "where one has no schema, the parsers alone say it": [
    [valid({ a: "x" }, "/a")],
    takes(all, object({ a: text })),
    takes(none),
    ['Event.a refused (verdict): "x" accepted → "x" refused'],
  ],
};

for (const [name, [probes, before, after, lines]] of Object.entries(cases)) {
  test(`a difference of parsers: ${name}`, () => {
    expect(words(probes, before, after)).toEqual(lines);
  });
}

test("a difference of verdicts is shown by the payloads that turned, on the side that took them", () => {
  const probes = [valid(event), spoiled({ type: "A", delta: "" }, "/delta", event)];
  const [came] = found(
    probes,
    takes(({ delta }) => delta !== ""),
    takes(all),
  );
  expect([probes.map(({ data }) => came?.shownAfter?.(data)), came?.shownBefore]).toEqual([[false, true], undefined]);
  const [went] = found(
    probes,
    takes(all),
    takes(({ delta }) => delta !== ""),
  );
  expect([probes.map(({ data }) => went?.shownBefore?.(data)), went?.shownAfter]).toEqual([[false, true], undefined]);
});

const union = (...members: Schema[]): Schema => ({
  anyOf: members.map((more, at) => object({ type: { const: `E${at}` }, ...more }, "type")),
});
const many = (number: number, more: Schema) => Array.from({ length: number }, () => more);
const collapsed: Readonly<Record<string, readonly [Schema, Schema, readonly string[]]>> = {
  "four alternatives": [union(...many(4, {})), union(...many(4, { t: text })), ["Event.t"]],
  "three are told one by one": [union(...many(3, {})), union(...many(3, { t: text })), ["E0.t", "E1.t", "E2.t"]],
  "four that are told in two ways": [
    union(...many(4, {})),
    union(...many(3, { t: text }), { t: { type: "null" } }),
    ["E0.t", "E1.t", "E2.t", "E3.t"],
  ],
  "alternatives that came themselves are told one by one": [union({}), union(...many(5, {})), ["E1", "E2", "E3", "E4"]],
  "alternatives further in": [
    object({ list: { type: "array", items: union(...many(4, {})) } }),
    object({ list: { type: "array", items: union(...many(4, { t: text })) } }),
    ["Event.list[*].t"],
  ],
};

for (const [name, [before, after, places]] of Object.entries(collapsed)) {
  test(`one difference of many alternatives: ${name}`, () => {
    const differences = found([], takes(all, before), takes(all, after));
    expect(differences.map(({ place }) => placeText(place))).toEqual(places);
  });
}

test("one difference of many alternatives is shown by what shows any of them", () => {
  const [one] = found([], takes(all, union(...many(4, {}))), takes(all, union(...many(4, { t: text }))));
  const payloads = [{ type: "E0", t: "x" }, { type: "E3", t: "x" }, { type: "E3" }, { type: "E9", t: "x" }];
  expect(payloads.map((data) => one?.shownAfter?.(data))).toEqual([true, true, false, false]);
  expect(one?.shownBefore).toBeUndefined();
});

test("what the parser says inside of a changed type shows that change, too", () => {
  const probes = [valid({ a: "x" }, "/a"), valid({ a: 1 }, "/a"), spoiled({ a: { b: 1 } }, "/a/b", { a: "x" })];
  const parse: Parser = ({ a }) => typeof a === "string";
  const [one] = found(
    probes,
    takes(all, object({ a: { type: ["string", "integer", "object"] } })),
    takes(parse, object({ a: { type: ["string", "object"] } })),
  );
  expect(probes.map(({ data }) => one?.shownBefore?.(data))).toEqual([false, true, true]);
});
