import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import {
  blocksOf,
  createJudge,
  type End,
  type Exchange,
  encodeClosing,
  encodePart,
  type HttpEndpoint,
  judgeExchange,
  loadContract,
} from "../../contracts/index.ts";

const shop = await loadContract(
  fileURLToPath(new URL("../../mocks/scenarios/documents/shop.openapi.json", import.meta.url)),
);
const shelf = shop.endpoints[0] as HttpEndpoint;
const type = 'multipart/mixed; boundary="-"';
const part = (value: unknown) => encodePart(JSON.stringify(value), "-");
const data = part({ data: { shelf: { products: [] } }, hasNext: true });
const item = part({ incremental: [{ items: [{}], path: ["shelf", "products", 0] }], hasNext: true });
const last = part({ hasNext: false });
const closing = encodeClosing("-");
const whole = data + item + last + closing;

interface Case {
  readonly body: string;
  readonly type?: string;
  readonly end?: End;
  readonly finds?: readonly string[];
  readonly unjudged?: readonly string[];
  readonly frames?: number;
}
const cut: End = { how: "cut", message: "reset" };
const budget: End = { how: "budget", budget: "total", message: "5 s were over." };
const missing = "The body has no delimiter (CR LF -----), so no client finds a part in it.".replace("-----", "---");
const unclosed =
  "framing/multipart-closed at the end: The body ends without its closing delimiter (CR LF -----), so clients miss what came last.";
const nothing = `framing/multipart-boundary at the end: ${missing}`;
const unread = (by: string) => [`order/* because ${by}`, `shape/* because ${by}`];
const lost = ["framing/multipart-part", "framing/multipart-closed", "shape/*", "order/*"]
  .map((rule) => `${rule} because framing/multipart-boundary`)
  .sort();
const orderless = ["order/* because framing/multipart-closed"];

const cases: Record<string, Case> = {
  "a whole body": { body: whole },
  "a body with something around it": { body: `hello${whole}bye` },
  "a body without its closing delimiter": { body: data + item + last, finds: [unclosed], unjudged: orderless },
  "a body that breaks off between two parts": {
    body: data + item,
    end: cut,
    finds: [unclosed],
    unjudged: orderless,
    frames: 2,
  },
  "a body that breaks off in the headers of a part": {
    body: data + item + last.slice(0, 20),
    end: cut,
    finds: [unclosed],
    unjudged: orderless,
  },
  "a body that breaks off in the JSON of a part": {
    body: data + item.slice(0, -9),
    end: cut,
    finds: [unclosed],
    unjudged: orderless,
    frames: 2,
  },
  "a body that breaks off before the first part": {
    body: "",
    end: cut,
    finds: [unclosed],
    unjudged: orderless,
    frames: 0,
  },
  "a body that we left": { body: data + item, end: { how: "left" }, frames: 2 },
  "a body that takes too long": {
    body: data + item,
    end: budget,
    unjudged: ["order/* because 5 s were over."],
    frames: 2,
  },
  "an empty body": { body: "", finds: [nothing], unjudged: lost, frames: 0 },
  "JSON alone": { body: '{"data":{}}', finds: [nothing.replace("the end", "0")], unjudged: lost, frames: 0 },
  "a body in lines of LF": {
    body: whole.replaceAll("\r\n", "\n"),
    finds: [nothing.replace("the end", "0")],
    unjudged: lost,
    frames: 0,
  },
  "a body of another boundary": {
    body: whole,
    type: "multipart/mixed; boundary=x",
    finds: [nothing.replace("the end", "0").replace("LF ---", "LF --x")],
    unjudged: lost,
    frames: 0,
  },
  "a type without a boundary": {
    body: whole,
    type: "multipart/mixed",
    finds: ["framing/multipart-boundary at the end: The content type names no boundary; it must."],
    unjudged: lost,
  },
  "a boundary of 71 characters": {
    body: whole.replaceAll("\r\n---", `\r\n--${"b".repeat(71)}`),
    type: `multipart/mixed; boundary=${"b".repeat(71)}`,
    finds: ["framing/multipart-boundary at the end: The boundary has 71 characters; 70 are allowed."],
    unjudged: lost,
  },
  "a part without an empty line": {
    body: data + item.replace("\r\n\r\n", "\r\n") + last + closing,
    finds: [
      "framing/multipart-part at 1: No empty line (CR LF CR LF) ends the headers of the part, so nobody can tell where its JSON begins.",
    ],
    unjudged: unread("framing/multipart-part"),
  },
  "a last part that is no JSON": {
    body: `${data + item + last.slice(0, -1)}${closing}`,
    finds: ['framing/json at 2: The text is not JSON; it begins with "{\\"hasNext\\":false".'],
    unjudged: unread("framing/json"),
  },
  "a part of another shape": {
    body: data + part({ hasNext: "no" }) + last + closing,
    finds: ['shape/type at 1: hasNext is "no"; it must be boolean.'],
    unjudged: ["order/* because shape/type"],
  },
  "a body without a last part": {
    body: data + item + closing,
    finds: ["order/incremental-ends at the end: The stream ended without a part that has hasNext: false."],
    frames: 2,
  },
};

const exchangeOf = ({ body, type: contentType = type, end = { how: "complete" } }: Case): Exchange => ({
  endpoint: "shelf",
  transport: "http",
  request: { method: "GET", url: "/shelf", headers: {} },
  response: { status: 200, reason: "OK", headers: { "content-type": contentType } },
  frames: blocksOf(body, contentType).map((raw) => ({ from: "server", at: 0, raw })),
  end,
});

for (const [title, one] of Object.entries(cases)) {
  test(`${title} ${one.finds ? "is told, once" : "is right"}`, () => {
    const judged = judgeExchange(shop, exchangeOf(one), { mode: "strict" });
    expect(judged.violations.map(({ rule, frame, message }) => `${rule} at ${frame ?? "the end"}: ${message}`)).toEqual(
      one.finds ?? [],
    );
    expect(judged.unjudged.map(({ rule, because }) => `${rule} because ${because}`).sort()).toEqual(one.unjudged ?? []);
    expect(judged.frames).toBe(one.frames ?? 3);
  });
}

test("a part over the limit is told, and nothing of the end", () => {
  const judge = createJudge(shop, shelf, { mode: "strict", limits: { frame: 200 } });
  judge.head({ status: 200, reason: "", headers: { "content-type": type } });
  for (const raw of [data, item + " ".repeat(200), last]) judge.accept({ from: "server", at: 0, raw });
  expect(judge.end({ how: "complete" }).violations.map(({ rule }) => rule)).toEqual(["framing/size"]);
});

test("a binary part is told, in a recording that has one", () => {
  const judge = createJudge(shop, shelf, { mode: "strict" });
  judge.accept({ from: "server", at: 0, raw: data });
  expect(judge.accept({ from: "server", at: 0, raw: "AAEC", binary: true })).toEqual([]);
  expect(judge.accept({ from: "server", at: 0, raw: closing })).toEqual([
    {
      rule: "framing/multipart-part",
      frame: 1,
      path: "",
      message: "The part is binary where JSON text was promised.",
    },
  ]);
  expect(judge.end({ how: "complete" }).violations).toHaveLength(1);
});

test("before the head came, the promised boundary is taken", () => {
  const judge = createJudge(shop, shelf, { mode: "strict" });
  for (const raw of [data, last, closing]) expect(judge.accept({ from: "server", at: 0, raw })).toEqual([]);
  expect(judge.end({ how: "complete" })).toMatchObject({ verdict: "pass", frames: 2 });
});
