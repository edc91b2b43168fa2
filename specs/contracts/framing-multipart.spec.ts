import { expect, test } from "@playwright/test";
import {
  blocksOf,
  boundaryOf,
  createMultipartSplitter,
  decodeMultipart,
  encodeClosing,
  encodePart,
  framingOf,
  multipartType,
  splitterFor,
} from "../../contracts/index.ts";

function split(pieces: readonly string[], boundary: string, limit?: number): string[] {
  const splitter = createMultipartSplitter(boundary, limit === undefined ? {} : { limit });
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

const type = "Content-Type: application/json; charset=utf-8";
/** As graphql-yoga 5 wrote it, under the runtimes 1.9.3 and 1.10.6 of CopilotKit. */
const yoga = [
  `\r\n---\r\n${type}\r\nContent-Length: 39\r\n\r\n{"data":{"messages":[]},"hasNext":true}`,
  `\r\n---\r\n${type}\r\nContent-Length: 17\r\n\r\n{"hasNext":false}`,
  "\r\n-----\r\n",
];

const bodies: Record<string, { boundary?: string; blocks: readonly string[] }> = {
  "as yoga writes it": { blocks: yoga },
  "without a line end at its beginning": { blocks: [yoga[0]!.slice(2), ...yoga.slice(1)] },
  "with something before the first delimiter": { blocks: ["--hello", ...yoga] },
  "with something after the last": { blocks: [...yoga.slice(0, 2), "\r\n-----\r\nbye\r\n---\r\n"] },
  "without an end": { blocks: yoga.slice(0, 2) },
  "that breaks off in a delimiter": { blocks: [yoga[0]!, `${yoga[1]}\r\n--`] },
  "that breaks off behind a delimiter": { blocks: [yoga[0]!, yoga[1]!, "\r\n----"] },
  "that ends where it begins": { boundary: "b", blocks: ["--b--\r\n--b"] },
  "of empty parts": { boundary: "b", blocks: ["--b", "\r\n--b", "\r\n--b", "\r\n--b--"] },
  "of another boundary": { boundary: "abc", blocks: [yoga.join("")] },
  "in lines of LF": { blocks: [yoga.join("").replaceAll("\r\n", "\n")] },
  "with the boundary inside a part": { boundary: "b", blocks: ["--b\r\n\r\nx--b\n--b \r--b", "\r\n--b--"] },
  "beyond ASCII": { boundary: "b", blocks: ["--b\r\n\r\né🙂\ud800", "\r\n--b--"] },
  "without anything": { blocks: [] },
};

for (const [title, { boundary = "-", blocks }] of Object.entries(bodies)) {
  test(`a body ${title} gives the same blocks however it is cut`, () => {
    const text = blocks.join("");
    for (let at = 0; at <= text.length; at++) {
      expect(split([text.slice(0, at), text.slice(at)], boundary), `cut at ${at}`).toEqual(blocks);
    }
    expect(split([...text], boundary)).toEqual(blocks);
    expect(split(text.match(/.{1,3}/gs) ?? [], boundary)).toEqual(blocks);
  });
}

test("a part is given when the delimiter behind it is there, and no sooner", () => {
  const splitter = createMultipartSplitter("-");
  expect(splitter.push(`${yoga[0]}\r\n--`)).toEqual([]);
  expect(splitter.push("-")).toEqual([yoga[0]]);
  expect(splitter.push("--")).toEqual([]);
  expect(splitter.end()).toEqual(["\r\n-----"]);
});

test("what is larger than the limit comes out cut, and the rest is skipped", () => {
  for (const pieces of [
    ["--b\r\n\r\n1", `\r\n--b${"x".repeat(50)}`, "\r\n--b--"],
    [`--b\r\n\r\n1\r\n--b${"x".repeat(99)}\r\n--b--`],
  ]) {
    expect(split(pieces, "b", 20)).toEqual(["--b\r\n\r\n1", `\r\n--b${"x".repeat(16)}`]);
  }
  expect(split(["--b\r\n1\r\n--b--"], "b", 6)).toEqual(["--b\r\n1", "\r\n--b--"]);
  expect(split(["--b\r\n12\r\n--b--"], "b", 6)).toEqual(["--b\r\n12"]);
});

for (const [what, text] of Object.entries({
  "no delimiter": "x",
  "endless headers": "--b\r\nA: b\r\n",
  "an endless part": "--b\r\n\r\n[",
  "an endless epilogue": "--b--",
})) {
  test(`a body of ${what} holds no more than the limit`, () => {
    const splitter = createMultipartSplitter("b", { limit: 1000 });
    let length = splitter.push(text).join("").length;
    for (let chunk = 0; chunk < 500; chunk++) length += splitter.push("x".repeat(100)).join("").length;
    expect(length).toBe(1001);
    expect(splitter.over).toBe(true);
    expect(splitter.push("\r\n--b--")).toEqual([]);
    expect(splitter.end()).toEqual([]);
  });
}

test("parts are sent with a boundary that all clients take", () => {
  expect(multipartType).toBe('multipart/mixed; boundary="-"');
});

const none = { boundary: "-", fault: "The content type names no boundary; it must." };
const b = (count: number) => "b".repeat(count);
const boundaries: readonly (readonly [type: string | undefined, read: ReturnType<typeof boundaryOf>])[] = [
  ['multipart/mixed; boundary="-"', { boundary: "-" }],
  ["multipart/mixed;boundary=a-b", { boundary: "a-b" }],
  ["multipart/mixed; charset=utf-8; BOUNDARY = x ; deferSpec=20220824", { boundary: "x" }],
  ['Multipart/Mixed; boundary="a b;c=d"', { boundary: "a b;c=d" }],
  ["multipart/mixed; myboundary=x", none],
  ['multipart/mixed; boundary=""', none],
  ["multipart/mixed; boundary=", none],
  ["multipart/mixed", none],
  [undefined, none],
  [`multipart/mixed; boundary=${b(70)}`, { boundary: b(70) }],
  [`multipart/mixed; boundary=${b(71)}`, { boundary: b(71), fault: "The boundary has 71 characters; 70 are allowed." }],
];

for (const [contentType, read] of boundaries) {
  test(`the boundary of ${contentType} is ${read.boundary}`, () => {
    expect(boundaryOf(contentType)).toEqual(read);
  });
}

const gapless = "No empty line (CR LF CR LF) ends the headers of the part, so nobody can tell where its JSON begins.";
const typeless = "The part has no Content-Type, which makes it plain text; it must be application/json.";
const json = { "content-type": "application/json" };

const blocks: Record<string, { block: string; read?: object; says?: string }> = {
  "a part of yoga": {
    block: yoga[1]!,
    read: {
      headers: { "content-type": "application/json; charset=utf-8", "content-length": "17" },
      text: '{"hasNext":false}',
    },
  },
  "a part with a Content-Length that lies, which nobody reads": {
    block: "\r\n---\r\n Content-Type :application/json\r\nContent-Length: 99\r\n\r\n1",
    read: { headers: { ...json, "content-length": "99" }, text: "1" },
  },
  "a part at the beginning": {
    block: "---  \r\ncontent-TYPE: application/json\r\n\r\n1",
    read: { headers: json, text: "1" },
  },
  "a part of GraphQL's own type": {
    block: "---\r\nContent-Type: application/graphql-response+json\r\n\r\n1",
    read: { headers: { "content-type": "application/graphql-response+json" }, text: "1" },
  },
  "a header in two lines": {
    block: "---\r\nContent-Type: application/json;\r\n \tcharset=utf-8\r\nno header\r\n: x\r\n\r\n1\r\n\r\n2",
    read: { headers: { "content-type": "application/json; charset=utf-8" }, text: "1\r\n\r\n2" },
  },
  "an empty part": { block: "---\r\nContent-Type: application/json\r\n\r\n", read: { headers: json, text: "" } },
  "a part without an empty line": { block: `\r\n---\r\n${type}\r\n{}`, says: gapless },
  "a part in lines of LF": { block: "---\nContent-Type: application/json\n\n{}", says: gapless },
  "a delimiter alone": { block: "\r\n---", says: gapless },
  "a part without headers": { block: "\r\n---\r\n\r\n{}", says: typeless },
  "a part of plain text": {
    block: "\r\n---\r\nContent-Type: text/plain\r\n\r\n{}",
    read: { headers: { "content-type": "text/plain" } },
    says: 'The part is "text/plain"; it must be application/json.',
  },
  "a part of a type that begins alike": {
    block: "\r\n---\r\nContent-Type: application/jsonl\r\n\r\n{}",
    read: { headers: { "content-type": "application/jsonl" } },
    says: 'The part is "application/jsonl"; it must be application/json.',
  },
  "a part of a type that ends alike": {
    block: "\r\n---\r\nContent-Type: x-application/json\r\n\r\n{}",
    read: { headers: { "content-type": "x-application/json" } },
    says: 'The part is "x-application/json"; it must be application/json.',
  },
  "the closing delimiter": { block: "\r\n-----\r\nbye", read: { kind: "closing" } },
  "what stands before the first delimiter": { block: "hello", read: { kind: "around" } },
  "a delimiter with something before it": { block: "\r\nx---\r\n", read: { kind: "around" } },
};

for (const [title, { block, read, says }] of Object.entries(blocks)) {
  test(`${title} reads as ${says ? "framing/multipart-part" : "it should"}`, () => {
    const breaches = says === undefined ? [] : [{ rule: "framing/multipart-part", message: says }];
    expect(decodeMultipart(block, "-")).toEqual({ kind: "part", headers: {}, ...read, breaches });
  });
}

test("what is encoded is decoded again, and is what yoga writes", () => {
  expect([encodePart('{"hasNext":false}', "-"), encodeClosing("-")]).toEqual(yoga.slice(1));
  for (const text of ["1", "", '{"a":"\\r\\n---"}', "é🙂"]) {
    const { headers, ...read } = decodeMultipart(encodePart(text, "x y"), "x y");
    expect(read).toEqual({ kind: "part", text, breaches: [] });
    expect(headers["content-length"]).toBe(String(Buffer.byteLength(text)));
  }
  expect(decodeMultipart(encodeClosing("x"), "x").kind).toBe("closing");
});

test("a header of any name is only a header", () => {
  const { headers } = decodeMultipart("---\r\n__proto__: x\r\nContent-Type: application/json\r\n\r\n1", "-");
  expect(Object.keys(headers)).toEqual(["__proto__", "content-type"]);
});

test("the content type says how a body is cut", () => {
  for (const [contentType, framing] of [
    ["text/event-stream; charset=utf-8", "sse"],
    [" Text/Event-Stream", "sse"],
    ['Multipart/Mixed; boundary="-"', "multipart"],
    [" multipart/mixed", "multipart"],
    ["multipart/form-data; boundary=x", undefined],
    ["x-text/event-stream", undefined],
    ["x/multipart/mixed", undefined],
    ["multipart/mixedup", undefined],
    ["text/event-streams", undefined],
    [undefined, undefined],
  ] as const) {
    expect(framingOf(contentType), String(contentType)).toBe(framing);
    expect(splitterFor(contentType) === undefined, String(contentType)).toBe(framing === undefined);
  }
  expect(blocksOf(yoga.join(""), 'multipart/mixed; boundary="-"')).toEqual(yoga);
  expect(blocksOf("data: 1\n\ndata: 2\n\n", "text/event-stream")).toEqual(["data: 1\n\n", "data: 2\n\n"]);
  expect([blocksOf("a\n\nb", "text/plain"), blocksOf("", undefined)]).toEqual([["a\n\nb"], []]);
});
