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

const events: Record<string, { block: string; rules?: readonly string[]; data?: string; comment?: boolean }> = {
  "an event": { block: 'data: {"a":1}\n\n', data: '{"a":1}' },
  "an event without a blank line": { block: "data: 1", data: "1" },
  "an event and its fields": { block: "event: x\nid: 7\nretry: 10\ndata: 1\n\n", data: "1" },
  "several data lines": { block: "data: [1,\ndata: 2]\n\n", data: "[1,\n2]" },
  "a data line of two spaces": { block: "data:  1\n\n", data: " 1" },
  "empty data": { block: "data:\n\n", data: "" },
  "a comment": { block: ": ping\n\n", comment: true },
  "a blank line": { block: "\n", comment: true },
  "a retry alone": { block: "retry: 5\n\n", comment: true },
  "a byte order mark": { block: "\ufeffdata: 1\n\n", data: "1" },
  "an unknown field": { block: "extra: 1\ndata: 2\n\n", data: "2" },
  "CR LF": { block: "data: 1\r\n\r\n", data: "1", rules: ["framing/sse-crlf"] },
  "no space": { block: "data:1\n\n", data: "1", rules: ["framing/sse-space"] },
  "[DONE]": { block: "data: [DONE]\n\n", data: "[DONE]", rules: ["framing/sse-done"] },
  NDJSON: { block: '{"a":1}\n{"a":2}\n', rules: ["framing/not-sse"] },
  "a JSON array": { block: '[{"a":1}]', rules: ["framing/not-sse"] },
  "indented JSON after the first line": { block: 'data: {\n  "a": 1\n}\n\n', rules: ["framing/not-sse"] },
  HTML: { block: "<!doctype html>\n", rules: ["framing/not-sse"] },
  "an error in plain words": { block: "Internal Server Error", rules: ["framing/not-sse"] },
};

for (const [title, { block, rules = [], data, comment = false }] of Object.entries(events)) {
  test(`${title} reads as ${rules[0] ?? "it should"}`, () => {
    const read = decodeSse(block);
    expect(read.breaches.map(({ rule }) => rule)).toEqual(rules);
    expect(read.data).toBe(data);
    expect(read.comment).toBe(comment);
  });
}

test("what is encoded is decoded again", () => {
  for (const text of ["1", "", '{"a":"\\n"}', "[1,\n2]", "é🙂"]) {
    expect(decodeSse(encodeSse(text))).toEqual({ data: text, comment: false, breaches: [] });
  }
});

const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const texts: Record<string, { raw: string; binary?: boolean; limit?: number; rule?: string }> = {
  "an object": { raw: '{"a":1}' },
  "a lone surrogate": { raw: '{"a":"\\ud800"}' },
  "a huge number": { raw: "1e999" },
  "a key named __proto__": { raw: '{"__proto__":{"constructor":1}}' },
  "nesting at the limit": { raw: deep(depthLimit) },
  "nesting over the limit": { raw: deep(depthLimit + 2), rule: "framing/size" },
  "nesting that would end the stack": { raw: deep(1_000_000), rule: "framing/size" },
  "a text over the limit": { raw: '"12345678"', limit: 9, rule: "framing/size" },
  "a binary frame": { raw: "AAEC", binary: true, rule: "framing/binary" },
  "a cut object": { raw: '{"a":', rule: "framing/json" },
  nothing: { raw: "", rule: "framing/json" },
  NaN: { raw: "NaN", rule: "framing/json" },
};

for (const [title, { raw, rule, ...options }] of Object.entries(texts)) {
  test(`as JSON text, ${title} reads as ${rule ?? "it should"}`, () => {
    const read = decodeJsonText(raw, options);
    expect(read.breaches.map((breach) => breach.rule)).toEqual(rule ? [rule] : []);
    expect("value" in read).toBe(rule === undefined);
  });
}
