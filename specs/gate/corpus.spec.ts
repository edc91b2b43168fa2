import { expect, test } from "@playwright/test";
import { corpusOf } from "../../src/gate/corpus/index.ts";

type Schema = Record<string, unknown>;

const text = { type: "string" };
const object = (properties: Schema, ...required: string[]): Schema => ({ type: "object", properties, required });
const schemas = (Root: Schema, more: Schema = {}) => ({ $defs: { Root, ...more } });
const corpus = (...all: ReturnType<typeof schemas>[]) => corpusOf(all, "Root");
const told = (...all: ReturnType<typeof schemas>[]) =>
  corpus(...all).map(({ data, pointer, made, base }) => {
    return [made, pointer ?? "several", JSON.stringify(data), ...(base === undefined ? [] : [`of ${base}`])].join(" ");
  });

test("a corpus has plain payloads, each spoiled in one place, and null in place of each member", () => {
  expect(told(schemas(object({ a: text }, "a")))).toEqual([
    'valid  {"a":"a"}',
    'spoiled  "wrong" of {"a":"a"}',
    'spoiled /a {} of {"a":"a"}',
    'spoiled /a {"a":{"wrong":true}} of {"a":"a"}',
    'null /a {"a":null} of {"a":"a"}',
    'empty /a {"a":""} of {"a":"a"}',
  ]);
});

test("a text that may not be empty is tried, whether a schema says so or not", () => {
  expect(told(schemas(object({ a: { ...text, minLength: 1 } }, "a")))).toContain('spoiled /a {"a":""} of {"a":"a"}');
});

test("every alternative is there, where it is special is said, and what is special in several places is said to be", () => {
  const union = {
    anyOf: [object({ type: { const: "A" } }, "type"), object({ type: { const: "B" }, b: text, c: text }, "type")],
  };
  const lines = told(schemas(union));
  expect(lines).toEqual(
    expect.arrayContaining([
      'valid  {"type":"A"}',
      'valid  {"type":"B"}',
      'valid /b {"type":"B","b":"sample"}',
      'valid /c {"type":"B","c":"sample"}',
      'valid several {"type":"B","b":"b","c":"c"}',
    ]),
  );
});

test("no text stands in place of texts alone, further in, too", () => {
  const inner = object({ x: text, n: { type: "integer" } }, "x", "n");
  const lines = told(schemas(object({ list: { type: "array", items: inner, minItems: 1 } }, "list")));
  expect(lines.filter((line) => line.startsWith("empty"))).toEqual([
    expect.stringMatching(/^empty \/list\/0\/x \{"list":\[\{"x":"","n":\d+\}\]\} of /),
  ]);
});

test("null stands in place of members of the first item, and of members of members", () => {
  const inner = object({ x: text }, "x");
  const lines = told(
    schemas(object({ list: { type: "array", items: inner, minItems: 1 }, one: inner }, "list", "one")),
  );
  for (const [pointer, data] of [
    ["/list", { list: null, one: { x: "x" } }],
    ["/list/0/x", { list: [{ x: null }], one: { x: "x" } }],
    ["/one", { list: [{ x: "x" }], one: null }],
    ["/one/x", { list: [{ x: "x" }], one: { x: null } }],
  ] as const) {
    expect(
      lines.some((line) => line.startsWith(`null ${pointer} ${JSON.stringify(data)} of `)),
      pointer,
    ).toBe(true);
  }
});

test("a payload is once in a corpus, valid where one of the schemas says so", () => {
  const [old, now] = [schemas(object({ a: text }, "a")), schemas(object({ a: { type: ["string", "null"] } }, "a"))];
  for (const all of [corpus(old, now), corpus(now, old)]) {
    const texts = all.map(({ data }) => JSON.stringify(data));
    expect(new Set(texts).size).toBe(texts.length);
    expect(all.find(({ data }) => JSON.stringify(data) === '{"a":null}')).toEqual({
      root: "Root",
      data: { a: null },
      pointer: "/a",
      made: "valid",
    });
  }
});

test("a valid payload stays one, whatever else makes the same of it", () => {
  // With everything, it is special in several places; without `b`, required in the other, it is spoiled there.
  const open = schemas(object({ a: text, c: text }, "a"));
  const strict = schemas(object({ a: text, c: text, b: text }, "a", "b", "c"));
  const data = '{"a":"a","c":"c"}';
  for (const all of [corpus(open, strict), corpus(strict, open)]) {
    expect(all.find((one) => JSON.stringify(one.data) === data)?.made).toBe("valid");
  }
});

test("equal schemas give an equal corpus, and it is made once", () => {
  const make = () => schemas(object({ a: text, b: { anyOf: [text, { type: "null" }] } }));
  expect(corpus(make())).toBe(corpus(make()));
  expect(corpus(make())).not.toBe(corpus(make(), make()));
  expect(corpus(make(), make())).toEqual(corpus(make()));
});

test("what only one of several schemas has is in the corpus", () => {
  const lines = told(schemas(object({})), schemas(object({ later: text })));
  expect(lines).toContain('valid /later {"later":"sample"}');
});

test("schemas without such a payload give nothing", () => {
  expect(corpusOf([schemas(text)], "Other")).toEqual([]);
  expect(corpusOf([], "Root")).toEqual([]);
});
