import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { type Exchange, encodePart, judgeExchange, loadContract } from "../../contracts/index.ts";
import type { Edit, Head, Json } from "../../mocks/edit.ts";
import type { Answer } from "../../mocks/play/index.ts";
import { playAnswer } from "../../mocks/service/play-answer.ts";
import { inProcess, Written } from "./in-process.ts";
import { answer, contractOf, route } from "./made.ts";

const shop = fileURLToPath(new URL("../../mocks/scenarios/documents/shop.openapi.json", import.meta.url));
const [one, two, three]: readonly Json[] = [{ data: {}, hasNext: true }, { n: 2 }, { hasNext: false }];
const block = (value: unknown, boundary = "-") => encodePart(JSON.stringify(value), boundary);
const closing = "\r\n-----\r\n";
const ahead = "\r\n---";
const all = [one, two, three] as readonly Json[];

async function played(
  parts: Answer["parts"],
  { edits = [], ...more }: { edits?: readonly Partial<Edit>[]; contentType?: string } = {},
  wire = new Written(),
) {
  const manner = { edits: edits.map((edit) => ({ endpoint: "*", ...edit })), pace: "none", cors: {} } as const;
  const said = await playAnswer(wire, { status: 200, ...(parts && { parts }), ...more }, manner);
  const written = wire.calls.flatMap(([call, text]) => (call === "write" || call === "end" ? [text] : []));
  const raws = "texts" in said.frames ? [] : said.frames.map(({ raw }) => raw);
  return { said, written, raws, text: written.join(""), head: said.head };
}

async function* slowly(values: readonly Json[], told: string[] = []): AsyncGenerator<Json> {
  try {
    for (const value of values) {
      await setImmediate();
      yield value;
    }
  } finally {
    told.push("ended");
  }
}

for (const [what, parts] of Object.entries({ list: () => all, generator: () => slowly(all) })) {
  test(`a ${what} of parts is played with the delimiter behind each, and remembered part by part`, async () => {
    const { written, raws, head, said } = await played(parts());
    expect(written).toEqual([
      block(one) + ahead,
      block(two).slice(ahead.length) + ahead,
      block(three).slice(ahead.length) + ahead,
      "--\r\n",
    ]);
    expect(raws).toEqual([...all.map((part) => block(part)), closing]);
    expect(head.headers).toEqual({ "content-type": 'multipart/mixed; boundary="-"' });
    expect(said.end).toEqual({ how: "complete" });
  });
}

test("no part at all is a body without one", async () => {
  expect((await played([])).text).toBe(closing);
});

test("the boundary is that of the content type", async () => {
  const { text, raws } = await played([one!], { contentType: "multipart/mixed; boundary=abc" });
  expect(text).toBe(`${block(one, "abc")}\r\n--abc--\r\n`);
  expect(raws.join("")).toBe(text);
});

/** What is written under an edit, and how it ends. */
const edited: Record<string, { edit: Partial<Edit>; text: string; end?: string }> = {
  "an edit of the frames": {
    edit: { frames: ([first]) => [first!, { more: 1 }] },
    text: block(one) + block({ more: 1 }) + closing,
  },
  "an edit of the raw text": {
    edit: { raw: (text) => text.replace("\r\n---\r\n", "\r\n+++\r\n").replace("-----", "+++++") },
    text: (all.map((part) => block(part)).join("") + closing).replaceAll(/-{3,}/g, (dashes) =>
      "+".repeat(dashes.length),
    ),
  },
  "an edit that leaves out the closing delimiter": {
    edit: { raw: (text) => (text === closing ? "" : text) },
    text: all.map((part) => block(part)).join(""),
  },
  "a tail": {
    edit: { tail: "\r\n---\r\n\r\ntail" },
    text: `${all.map((part) => block(part)).join("")}\r\n---\r\n\r\ntail${closing}`,
  },
  "a cut": { edit: { cutAfter: 2 }, text: block(one) + block(two), end: "cut" },
  "a cut before the first": { edit: { cutAfter: 0 }, text: "", end: "cut" },
  silence: { edit: { silent: true }, text: "", end: "left" },
};

for (const [title, { edit, text, end = "complete" }] of Object.entries(edited)) {
  test(`under ${title} it is written so, and remembered as it was written`, async () => {
    for (const parts of [all, slowly(all)]) {
      const seen = await played(parts, { edits: [edit] });
      expect(seen.text).toBe(text);
      expect(seen.raws.join("")).toBe(text);
      expect(seen.said.end.how).toBe(end);
    }
  });
}

test("a client that goes away ends the iteration, and what it had read is remembered", async () => {
  const told: string[] = [];
  const wire = new Written();
  wire.write = (text) => {
    Written.prototype.write.call(wire, text);
    wire.leave();
  };
  const { said, raws } = await played(slowly(all, told), {}, wire);
  expect(said.end).toEqual({ how: "cut", message: "The client went away." });
  expect(raws).toEqual([block(one)]);
  await expect.poll(() => told).toEqual(["ended"]);
});

test("it ends at once, even while the next part is being waited for", async () => {
  const told: string[] = [];
  const wire = new Written();
  const parts: AsyncIterable<Json> = {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        wire.leave();
        return new Promise<never>(() => {});
      },
      return: async () => {
        told.push("returned");
        throw new Error("nobody hears this");
      },
    }),
  };
  expect((await played(parts, {}, wire)).said).toMatchObject({ frames: [], end: { how: "cut" } });
  expect(told).toEqual(["returned"]);
});

test("an iteration that ends by itself is not ended again, and one that fails fails the answer", async () => {
  const told: string[] = [];
  const values = [one];
  const iterator = {
    next: () => (values.length > 0 ? { done: false, value: values.shift()! } : { done: true, value: undefined }),
    return: () => {
      told.push("returned");
      return { done: true, value: undefined };
    },
  };
  await played({ [Symbol.iterator]: () => iterator } as Iterable<Json>);
  expect(told).toEqual([]);
  const failing = async function* (): AsyncGenerator<Json> {
    yield one!;
    throw new Error("out of order");
  };
  await expect(played(failing())).rejects.toThrow("out of order");
});

test("the mock of a document plays its parts, and they keep what it promises", async () => {
  const mock = await inProcess(shop);
  const { text } = await mock.ask("GET", "/shelf");
  const [exchange] = mock.exchanges();
  expect(exchange?.frames.map(({ raw }) => raw).join("")).toBe(text);
  const judged = judgeExchange(mock.contract, exchange!, { mode: "strict" });
  expect(judged).toMatchObject({ verdict: "pass", frames: 4 });
});

for (const [promised, sent] of [
  ["multipart/mixed", 'multipart/mixed; boundary="-"'],
  ["multipart/mixed; boundary=abc", "multipart/mixed; boundary=abc"],
] as const) {
  test(`a document that promises ${promised} is answered as ${sent}`, async () => {
    const content = { mediaType: promised, stream: true, schema: "any", examples: [{ name: "a", value: [{ n: 1 }] }] };
    const mock = await inProcess(contractOf([route("/parts", { answers: [answer("200", content)] })]));
    const reply = await mock.ask("GET", "/parts");
    expect(reply.headers["content-type"]).toBe(sent);
    expect(judgeExchange(mock.contract, mock.exchanges()[0]!, { mode: "strict" }).verdict).toBe("pass");
  });
}

const contract = await loadContract(shop);
const type: Head["headers"] = { "content-type": 'multipart/mixed; boundary="-"' };
const raws = [...all.map((part) => block(part)), closing];
const recorded = (given: readonly string[], more: Partial<Exchange> = {}): Exchange => ({
  endpoint: "shelf",
  transport: "http",
  request: { method: "GET", url: "/shelf", headers: {} },
  response: { status: 200, reason: "OK", headers: type },
  frames: given.map((raw) => ({ from: "server", at: 0, raw })),
  end: { how: "complete" },
  ...more,
});

test("a recorded body is played byte for byte, each part with the delimiter that told its end", async () => {
  const mock = await inProcess(contract, { replay: [recorded(raws)] });
  const wire = await mock.ask("GET", "/shelf");
  expect(wire.calls.filter(([call]) => call === "write").map(([, text]) => text)).toEqual([
    raws[0] + ahead,
    raws[1]!.slice(ahead.length) + ahead,
    raws[2]!.slice(ahead.length) + ahead,
    "--\r\n",
  ]);
  expect(mock.exchanges()[0]?.frames.map(({ raw }) => raw)).toEqual(raws);
});

for (const [what, given, last] of [
  ["its last part", raws.slice(0, 2), raws[1]!.slice(ahead.length) + ahead],
  ["the end of the body", raws, "--\r\n"],
] as const) {
  test(`who left after ${what} had the delimiter behind it, and nothing more comes`, async () => {
    const mock = await inProcess(contract, { replay: [recorded(given, { end: { how: "left" } })] });
    const { calls } = await mock.ask("GET", "/shelf");
    expect(calls.filter(([call]) => call === "write").at(-1)).toEqual(["write", last]);
    expect(calls.filter(([call]) => call === "end" || call === "cut")).toEqual([]);
  });
}

test("a recorded body that broke off breaks off again, in the same place", async () => {
  const odd = ["hello", raws[0]!, raws[1]!.slice(0, 30)];
  const mock = await inProcess(contract, { replay: [recorded(odd, { end: { how: "cut", message: "reset" } })] });
  const wire = await mock.ask("GET", "/shelf");
  expect(
    wire.calls
      .filter(([call]) => call === "write")
      .map(([, text]) => text)
      .join(""),
  ).toBe(odd.join(""));
  expect(wire.calls.at(-1)).toEqual(["cut"]);
});

for (const [fault, text] of [
  ["reset-mid-stream", raws.slice(0, 3).join("")],
  ["crlf-framing", raws.join("")],
  ["missing-id", raws.join("")],
  ["wrong-order", block(two) + block(three) + block(one) + closing],
] as const) {
  test(`under ${fault} a recorded body is edited part by part`, async () => {
    const mock = await inProcess(contract, { replay: [recorded(raws)], fault });
    expect((await mock.ask("GET", "/shelf")).text).toBe(text);
    expect(
      mock
        .exchanges()[0]
        ?.frames.map(({ raw }) => raw)
        .join(""),
    ).toBe(text);
  });
}
