import { expect, test } from "@playwright/test";
import { createSseSplitter, decodeJsonText, decodeSse, depthLimit, encodeSse } from "../../contracts/index.ts";

function split(pieces: readonly string[], limit?: number): string[] {
  const splitter = createSseSplitter(limit === undefined ? {} : { limit });
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

const streams: Record<string, { text: string; blocks: readonly string[] }> = {
  "line feeds": { text: "data: 1\n\ndata: 2\n\n", blocks: ["data: 1\n\n", "data: 2\n\n"] },
  "CR LF": { text: "data: 1\r\n\r\ndata: 2\r\n\r\n", blocks: ["data: 1\r\n\r\n", "data: 2\r\n\r\n"] },
  "bare CR": { text: "data: 1\r\rdata: 2\r\r", blocks: ["data: 1\r\r", "data: 2\r\r"] },
  "mixed line ends": { text: "data: 1\r\n\ndata: 2\n\r\n", blocks: ["data: 1\r\n\n", "data: 2\n\r\n"] },
  "a last event without a blank line": { text: "data: 1\n\ndata: 2", blocks: ["data: 1\n\n", "data: 2"] },
  "extra blank lines": { text: "\n\ndata: 1\n\n\n", blocks: ["\n", "\n", "data: 1\n\n", "\n"] },
  "several lines and comments": { text: ": hi\ndata: a\ndata: b\n\n", blocks: [": hi\ndata: a\ndata: b\n\n"] },
  "text beyond ASCII": { text: "data: é🙂\ud800\n\n", blocks: ["data: é🙂\ud800\n\n"] },
  nothing: { text: "", blocks: [] },
};

for (const [title, { text, blocks }] of Object.entries(streams)) {
  test(`a stream with ${title} gives the same blocks however it is cut`, () => {
    for (let first = 0; first <= text.length; first++) {
      for (let second = first; second <= text.length; second++) {
        const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)];
        expect(split(pieces), `cut at ${first} and ${second}`).toEqual(blocks);
      }
    }
    expect(split([...text])).toEqual(blocks);
  });
}

test("a block over the limit comes out cut, and the rest is skipped", () => {
  for (const pieces of [
    ["data: 1\n\n", `data: ${"x".repeat(50)}`, "\n\ndata: 2\n\n"],
    [`data: 1\n\ndata: ${"x".repeat(99)}\n\ndata: 2\n\n`],
  ]) {
    const blocks = split(pieces, 20);
    expect(blocks).toEqual(["data: 1\n\n", `data: ${"x".repeat(15)}`]);
  }
});

test("a block of exactly the limit is whole", () => {
  expect(split(["data: 12\n\ndata: 3\n\n"], 10)).toEqual(["data: 12\n\n", "data: 3\n\n"]);
});

test("a stream without a line end holds no more than the limit", () => {
  const splitter = createSseSplitter({ limit: 1000 });
  let length = 0;
  for (let chunk = 0; chunk < 5000; chunk++) for (const block of splitter.push("x".repeat(100))) length += block.length;
  expect(length).toBe(1001);
  expect(splitter.over).toBe(true);
  expect(splitter.end()).toEqual([]);
});

test("an event is given with the piece that ends it, but a CR may be half of a line end", () => {
  const given = (...pieces: string[]) => {
    const { push } = createSseSplitter();
    return pieces.map((piece) => push(piece).join(""));
  };
  expect(given("data: 1\n", "\n", "data: 2\n\n")).toEqual(["", "data: 1\n\n", "data: 2\n\n"]);
  expect(given("data: 1\r\r", "\n\n")).toEqual(["", "data: 1\r\r\n\n"]);
});

interface Reading {
  readonly data?: string;
  readonly event?: string;
  readonly id?: string;
  readonly comment?: boolean;
  readonly rule?: string;
  readonly says?: string;
}

const strange = (shown: string) => ({
  rule: "framing/not-sse",
  says: `The line ${shown} is no field of an event stream; each event must be "data: " and JSON.`,
});
const carriage = {
  rule: "framing/sse-crlf",
  says: "The lines of the event end in CR; they must end in LF alone.",
};
const spaceless = {
  rule: "framing/sse-space",
  says: 'There is no space after "data:"; older clients drop the event.',
};
const done = {
  rule: "framing/sse-done",
  says: 'The event is "[DONE]", which is not JSON; the stream must simply end.',
};

const events: Record<string, Reading & { readonly block: string }> = {
  "an event": { block: 'data: {"a":1}\n\n', data: '{"a":1}' },
  "an event without a blank line": { block: "data: 1", data: "1" },
  "an event and its fields": { block: "event: x\nid: 7\nretry: 10\ndata: 1\n\n", event: "x", id: "7", data: "1" },
  "an event without data": { block: "event: x\n\n", event: "x" },
  "an id alone": { block: "id: 7\n\n", id: "7", comment: true },
  "several data lines": { block: "data: [1,\ndata: 2]\n\n", data: "[1,\n2]" },
  "a data line of two spaces": { block: "data:  1\n\n", data: " 1" },
  "empty data": { block: "data:\n\n", data: "" },
  "a field without a colon": { block: "data\n\n", data: "" },
  "a comment": { block: ": ping\n\n", comment: true },
  "a blank line": { block: "\n", comment: true },
  "a retry alone": { block: "retry: 5\n\n", comment: true },
  "a byte order mark": { block: "\ufeffdata: 1\n\n", data: "1" },
  "an unknown field": { block: "extra: 1\ndata: 2\n\n", data: "2" },
  "CR LF": { block: "data: 1\r\n\r\n", data: "1", ...carriage },
  "no space": { block: "data:1\n\n", data: "1", ...spaceless },
  "[DONE]": { block: "data: [DONE]\n\n", data: "[DONE]", ...done },
  "[DONE] among spaces": { block: "data:  [DONE] \n\n", data: " [DONE] ", ...done },
  NDJSON: { block: '{"a":1}\n{"a":2}\n', ...strange('"{\\"a\\":1}"') },
  "a JSON array": { block: "[1]", ...strange('"[1]"') },
  "indented JSON after the first line": { block: 'data: {\n  "a": 1\n}\n\n', ...strange('"  \\"a\\": 1"') },
  "JSON right behind an event": { block: "data: 1\n{", ...strange('"{"') },
  HTML: { block: "<!doctype html>\n", ...strange('"<!doctype html>"') },
  "an error in plain words": { block: "Internal Server Error", ...strange('"Internal Server Error"') },
  "a line of 40 characters": { block: "🙂".repeat(40), ...strange(`"${"🙂".repeat(40)}"`) },
  "a line of 41 characters": { block: "🙂".repeat(41), ...strange(`"${"🙂".repeat(40)}…"`) },
};

for (const [title, { block, rule, says, ...read }] of Object.entries(events)) {
  test(`${title} reads as ${rule ?? "it should"}`, () => {
    const breaches = rule === undefined ? [] : [{ rule, message: says }];
    expect(decodeSse(block)).toStrictEqual({ comment: false, ...read, breaches });
  });
}

test("what is encoded is decoded again", () => {
  for (const text of ["1", "", '{"a":"\\n"}', "[1,\n2]", "é🙂"]) {
    expect(decodeSse(encodeSse(text))).toEqual({ data: text, comment: false, breaches: [] });
  }
});

const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const large = (limit: number) => ({
  rule: "framing/size",
  says: `The frame is larger than ${limit} characters, the limit.`,
});
const tooDeep = { rule: "framing/size", says: "The JSON is nested deeper than 256 levels, the limit." };
const empty = { rule: "framing/json", says: "The text is empty where JSON was promised." };
const begins = (shown: string) => ({ rule: "framing/json", says: `The text is not JSON; it begins with ${shown}.` });
const binary = { rule: "framing/binary", says: "The frame is binary where JSON text was promised." };

const texts: Record<string, { raw: string; binary?: boolean; limit?: number; rule?: string; says?: string }> = {
  "an object": { raw: '{"a":1}' },
  null: { raw: "null" },
  "a lone surrogate": { raw: '{"a":"\\ud800"}' },
  "a huge number": { raw: "1e999" },
  "a key named __proto__": { raw: '{"__proto__":{"constructor":1}}' },
  "a long text": { raw: JSON.stringify("[".repeat(9999)) },
  "many lists side by side": { raw: JSON.stringify(Array(300).fill([null])) },
  "nesting at the limit, and another bracket": { raw: `[${deep(depthLimit - 1).replace("[]", "[1]")},[]]` },
  "nesting over the limit, and another bracket": { raw: `[${deep(depthLimit)},[]]`, ...tooDeep },
  "a long list without nesting": { raw: JSON.stringify(Array(9999).fill(null)) },
  "nesting at the limit": { raw: deep(depthLimit) },
  "a scalar at the deepest place": { raw: deep(depthLimit).replace("[]", "[1]") },
  "nesting over the limit": { raw: deep(depthLimit + 1), ...tooDeep },
  "nesting of objects over the limit": { raw: `${'{"a":'.repeat(257)}1${"}".repeat(257)}`, ...tooDeep },
  "nesting that would end the stack": { raw: deep(1_000_000), ...tooDeep },
  "a text at the limit": { raw: '"1234567"', limit: 9 },
  "a text over the limit": { raw: '"12345678"', limit: 9, ...large(9) },
  "a binary frame": { raw: "AAEC", binary: true, ...binary },
  "a cut object": { raw: '{"a":', ...begins('"{\\"a\\":"') },
  nothing: { raw: "", ...empty },
  "spaces alone": { raw: " \n", ...empty },
  NaN: { raw: "NaN", ...begins('"NaN"') },
};

for (const [title, { raw, rule, says, ...options }] of Object.entries(texts)) {
  test(`as JSON text, ${title} reads as ${rule ?? "it should"}`, () => {
    const expected =
      rule === undefined ? { value: JSON.parse(raw), breaches: [] } : { breaches: [{ rule, message: says }] };
    expect(decodeJsonText(raw, options)).toStrictEqual(expected);
  });
}
