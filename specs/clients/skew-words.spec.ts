import { expect, test } from "@playwright/test";
import { cellOf } from "../../scripts/skew/cell.mjs";
import { BadOption, readOptions } from "../../scripts/skew/options.mjs";
import { plain } from "../../scripts/skew/plain.mjs";
import { saidByAgent, saidByRuntime } from "../../scripts/skew/said.mjs";

const heard = { method: "POST", path: "/api/copilotkit", body: "", status: 200, answer: "", whole: true };
const part = (json: unknown) => `---\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(json)}\r\n`;
const failed = { data: { status: { reason: "UNKNOWN_ERROR", details: { description: "HTTP 404" } } } };

for (const [what, exchange, said] of [
  ["an operation of GraphQL", { body: '{"operationName":"ask"}' }, { asked: "ask", status: 200 }],
  ["the method of an envelope", { body: '{"method":"info"}' }, { asked: "info", status: 200 }],
  ["a route", { method: "GET", path: "/api/copilotkit/info?x=1" }, { asked: "GET /info", status: 200 }],
  ["no answer", { status: 0 }, { asked: "POST /", status: 0, said: "no answer" }],
  ["a refusal", { status: 404, answer: "Not Found" }, { asked: "POST /", status: 404, said: "Not Found" }],
  [
    "errors of GraphQL",
    { answer: '{"errors":[{"message":"No"}]}' },
    { asked: "POST /", status: 200, said: "errors: No" },
  ],
  [
    "a failure in a part",
    { answer: part({ incremental: [failed, { data: {} }] }) },
    { asked: "POST /", status: 200, said: "UNKNOWN_ERROR: HTTP 404" },
  ],
  [
    "RUN_ERROR in a stream that is cut",
    { answer: 'data: {"type":"RUN_ERROR","message":"No","code":"C"}\n\ndata: {"type":' },
    { asked: "POST /", status: 200, said: "RUN_ERROR C: No" },
  ],
] as const) {
  test(`what a runtime says: ${what}`, () => {
    expect(saidByRuntime([{ ...heard, ...exchange }], "/api/copilotkit")).toEqual([said]);
  });
}

test("what is asked twice and answered the same is said once; what is asked by the way is not said", () => {
  const asked = { ...heard, body: '{"method":"info"}' };
  const preflight = { ...heard, method: "OPTIONS" };
  const threads = { ...heard, body: '{"method":"resource/request"}' };
  expect(saidByRuntime([preflight, asked, threads, asked, { ...asked, status: 500 }], "/api/copilotkit")).toEqual([
    { asked: "info", status: 200 },
    { asked: "info", status: 500 },
  ]);
});

for (const [what, exchange, said] of [
  [
    "a 422 by its types and places",
    {
      status: 422,
      answer: '{"detail":[{"type":"extra_forbidden","loc":["body","foo"],"msg":"No"},{"type":"x","loc":["a",0]}]}',
    },
    "extra_forbidden @ body.foo; x @ a.0",
  ],
  ["another 422 as it is", { status: 422, answer: "no" }, "no"],
  ["thoughts", { answer: 'data: {"type":"THINKING_START"}\n\ndata: {"type":"THINKING_END"}\n\n' }, "THINKING_* events"],
] as const) {
  test(`what an agent says: ${what}`, () => {
    expect(saidByAgent([{ ...heard, ...exchange }])).toEqual([{ asked: "run", status: exchange.status ?? 200, said }]);
  });
}

for (const [text, said] of [
  ["a ck-3f0e6a52-0b1c-4d2e-8f3a-123456789abc b", "a ID b"],
  ["at http://127.0.0.1:4000/x and http%3A%2F%2F127.0.0.1%3A81", "at http://HOST/x and http%3A%2F%2FHOST"],
  ["No\n    at run (/home/me/x.js:1:2)\n    at y", "No"],
  ['[\n "A",\n "B",\n "C",\n "D", "E" ]', '[ "A", … ]'],
  ["'A' | 'B' | 'C' | 'D'", "'A' | …"],
  ["'A' | 'B'", "'A' | 'B'"],
  ["See more: [http://a.b/c](http://a.b/c)", "See more: http://a.b/c"],
  ["2026-01-01T00:00:00.000Z", "TIME"],
  [`${"a".repeat(200)}${"b".repeat(200)}`, `${"a".repeat(120)} … ${"b".repeat(120)}`],
] as const) {
  test(`of ${JSON.stringify(text.slice(0, 40))} stays what does not pass`, () => expect(plain(text)).toBe(said));
}

const place = { client: "1", runtime: "2", mount: "/", sdk: "3" };
const seen = { broke: null, shown: "", blank: false, console: [] };

for (const [visited, verdict] of [
  [seen, "works"],
  [{ ...seen, shown: "a hint" }, "works"],
  [{ ...seen, broke: "tool" }, "breaks silently"],
  [{ ...seen, broke: "tool", console: ["only here"] }, "breaks silently"],
  [{ ...seen, broke: "tool", shown: "a banner" }, "breaks"],
  [{ ...seen, broke: "tool", blank: true }, "breaks"],
] as const) {
  test(`${JSON.stringify(visited)} ${verdict}`, () => {
    expect(cellOf(place, { ...visited, console: [...visited.console] }, { runtime: [], agent: [] }).verdict).toBe(
      verdict,
    );
  });
}

for (const [args, sentence] of [
  [["--client", "9"], "there is no client 9 in the matrix; name one of 1.9.3, 1.10.6, 1.50.0, 1.74.0."],
  [["--jobs", "0"], "--jobs is 0; give a number from 1."],
  [["--foo"], "Unknown option '--foo'; the options are [--client V] [--runtime V] [--sdk V] [--jobs N]."],
] as const) {
  test(`npm run skew -- ${args.join(" ")}: one sentence`, () => {
    expect(() => readOptions([...args])).toThrow(new BadOption(sentence));
  });
}

test("a part of the matrix can be asked for", () => {
  const { wanted } = readOptions(["--client", "1.74.0", "--runtime", "1.75.0", "--sdk", "1.0.0"]);
  expect(wanted.map(({ mount }) => mount)).toEqual(["/api/copilotkit", "/v2/copilotkit"]);
});
