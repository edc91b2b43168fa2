import { expect, test } from "@playwright/test";
import type { Answer, JsonSchema, Message } from "../../contracts/index.ts";
import { inProcess } from "./in-process.ts";
import { answer, contractOf, route, socket } from "./made.ts";

const $defs: Record<string, JsonSchema> = {
  seven: { const: 7 },
  letter: { oneOf: ["a", "b", "c", "d"].map((letter) => ({ const: letter })) },
  detail: { type: "object", required: ["detail"], properties: { detail: { type: "array" } } },
  text: { const: "bad" },
  error: { type: "object", properties: { error: {} } },
};
const event = { type: "A" };
const example = (value: unknown) => ({ examples: [{ name: "e", value }] });
const promise = (required: boolean, schema = "seven") => ({ required, schema });
const json = { "content-type": "application/json", vary: "Origin" };
const stream = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};

/** What a document promises, and what is answered: status, headers besides `vary`, text. */
const rows: readonly (readonly [string, readonly Answer[], number, object, string])[] = [
  ["nothing", [], 200, json, "{}"],
  ["its example", [answer("200", { schema: "seven", ...example({ a: 1 }) })], 200, json, '{"a":1}'],
  ["its schema", [answer("200", { schema: "seven" })], 200, json, "7"],
  ["no schema", [answer("200", {})], 200, json, "{}"],
  ["the first good one", [answer("400", {}), answer("201", {}), answer("200", {})], 201, json, "{}"],
  ["none that is good", [answer("404", {}), answer("120", {})], 404, json, "{}"],
  ["a class", [answer("2XX", {})], 200, json, "{}"],
  ["a class in small letters", [answer("4xx", {})], 400, json, "{}"],
  ["the default", [answer("default", {})], 200, json, "{}"],
  ["no body", [answer("204", undefined)], 204, { vary: "Origin" }, ""],
  [
    "another type",
    [answer("200", { mediaType: "text/plain", ...example("x") })],
    200,
    { ...json, "content-type": "text/plain; charset=utf-8" },
    "x",
  ],
  [
    "headers, of which one is required",
    [answer("200", {}, { headers: { "x-a": promise(true), "x-b": promise(false) } })],
    200,
    { ...json, "x-a": "7" },
    "{}",
  ],
  [
    "headers without a body",
    [answer("204", undefined, { headers: { "x-a": promise(true) } })],
    204,
    { vary: "Origin", "x-a": "7" },
    "",
  ],
  [
    "a stream's example",
    [answer("200", { mediaType: "text/event-stream", stream: true, ...example([event, event]) })],
    200,
    { ...stream, vary: "Origin" },
    'data: {"type":"A"}\n\ndata: {"type":"A"}\n\n',
  ],
  [
    "a stream's schema",
    [answer("200", { mediaType: "text/event-stream", stream: true, schema: "seven", ...example(event) })],
    200,
    { ...stream, vary: "Origin" },
    "data: 7\n\n",
  ],
  [
    "a stream's example of an object and a number",
    [answer("200", { mediaType: "text/event-stream", stream: true, ...example([event, 7]) })],
    200,
    { ...stream, vary: "Origin" },
    'data: {"type":"A"}\n\ndata: 7\n\n',
  ],
];

for (const [what, answers, status, headers, text] of rows) {
  test(`${what} is answered with ${status} ${JSON.stringify(text)}`, async () => {
    const said = await (await inProcess(contractOf([route("/a", { answers })], {}, $defs))).ask("GET", "/a");
    expect([said.status, said.headers, said.text]).toEqual([status, headers, text]);
  });
}

test("a value of a schema is the same for the same seed, and not for all", async () => {
  const contract = contractOf([route("/a", { answers: [answer("200", { schema: "letter" })] })], {}, $defs);
  const said = async (seed: number) => (await (await inProcess(contract, { seed })).ask("GET", "/a")).text;
  const letters = await Promise.all([1, 2, 3, 4, 5, 6].map(said));
  expect(letters.join("")).toMatch(/^("[a-d]")+$/);
  expect(new Set(letters).size).toBeGreaterThan(1);
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map(said))).toEqual(letters);
});

const asked = { mediaType: "application/json", schema: "any", stream: false, examples: [] };
const post = { method: "POST", request: { required: true, content: [asked] } };

/** What a document promises for bad input, and how it is refused: status, and its body where it is not FastAPI's. */
for (const [what, answers, status, body] of [
  ["nothing", [answer("200", {})], 422, undefined],
  ["422 of that shape", [answer("422", { schema: "detail" })], 422, undefined],
  ["400 of that shape", [answer("400", { schema: "detail" })], 400, undefined],
  ["422 before 400", [answer("400", { schema: "detail" }), answer("422", { schema: "detail" })], 422, undefined],
  ["400 before its class", [answer("4XX", { schema: "text" }), answer("400", { schema: "detail" })], 400, undefined],
  ["a class", [answer("4XX", { schema: "detail" })], 422, undefined],
  ["a class of another shape", [answer("4XX", { schema: "text" })], 422, '"bad"'],
  ["another shape", [answer("400", { schema: "text" })], 400, '"bad"'],
  ["another type", [answer("400", { mediaType: "text/plain", schema: "detail", ...example("no") })], 400, "no"],
  ["any JSON", [answer("400", {})], 400, undefined],
  ["an object without a detail", [answer("400", { schema: "error", ...example({ error: 1 }) })], 400, '{"error":1}'],
  ["no body", [answer("400", undefined)], 400, undefined],
] as const) {
  test(`${what} is promised: bad input is ${status}`, async () => {
    const mock = await inProcess(contractOf([route("/a", { ...post, answers })], {}, $defs));
    const said = await mock.ask("POST", "/a");
    const detail = [{ type: "missing", loc: ["body"], msg: "Field required", input: null }];
    expect([said.status, said.text]).toEqual([status, body ?? JSON.stringify({ detail })]);
  });
}

for (const [contract, path, more] of [
  ["customer-support", "/agents/state", {}],
  [
    "video-studio",
    "/api/v1/ws/broadcast",
    { body: "", message: "Request validation failed. Check the error details." },
  ],
] as const) {
  test(`${contract} refuses with its detail${Object.keys(more).map((key) => ` and ${key}`)}`, async () => {
    const said = await (await inProcess(contract)).ask("POST", path);
    const detail = [{ type: "missing", loc: ["body"], msg: "Field required", input: null }];
    expect([said.status, said.body]).toEqual([422, { detail, ...more }]);
  });
}

test("a user's contract has no key of the video studio, whatever its name", async () => {
  const answers = [answer("200", {})];
  const mock = await inProcess(contractOf([route("/a", { ...post, answers })], { name: "video-studio" }));
  expect(Object.keys((await mock.ask("POST", "/a")).body)).toEqual(["detail"]);
});

const message = (name: string, more: Partial<Message> = {}): Message => ({
  name,
  schema: "any",
  examples: [],
  ...more,
});
const reply = (where = {}, ...oneOf: string[]) => ({ reply: { oneOf, within: 1, where } });
const [hello, pong] = [{ type: "hello" }, { type: "pong" }];
const sends = [
  message("hello", example(hello)),
  message("pong", example(pong)),
  message("number", { schema: "seven" }),
];
const first = { accepted: { status: 101 as const, within: 1, first: "hello" }, refused: [] };
const ping = message("ping", { ...example({ type: "ping" }), ...reply({}, "pong", "hello") });
const act = message("act", {
  ...example({ action: "go", type: 1 }),
  ...reply({ "/is": "{$message.payload#/action}!", "/n": 3, "/a/b": 1 }, "pong"),
});
const many = [
  ping,
  act,
  message("quiet", { ...example({ type: "quiet" }), reply: "none" }),
  message("mute", example({ type: "mute" })),
];

/** What a socket promises, and what it says to each message. */
for (const [what, more, talk] of [
  ["nothing", {}, [[{ type: "ping" }], ["no JSON"]]],
  ["a first frame", { handshake: first }, [[undefined, hello], [{ type: "ping" }]]],
  [
    "a first frame that is not there",
    { handshake: { ...first, accepted: { ...first.accepted, first: "x" } } },
    [[undefined]],
  ],
  ["a complaint", { malformed: { oneOf: ["pong"], within: 1, where: {} } }, [["no JSON", pong], [{ type: "x" }]]],
  ["a complaint without a name", { malformed: { oneOf: [], within: 1, where: {} } }, [["no JSON"]]],
  ["one message", { accepts: [ping] }, [[{}, pong], [{ type: "ping" }, pong], ["1"]]],
  [
    "many messages",
    { accepts: many },
    [
      [{ type: "ping" }, pong],
      [{ action: "go" }, { ...pong, is: "go!", n: 3 }],
      [{ type: 1 }, { ...pong, is: "!", n: 3 }],
      [{ type: "quiet" }],
      [{ type: "mute" }],
      [{ type: "other" }],
      [{}],
    ],
  ],
  [
    "a message of two kinds",
    {
      accepts: [
        message("x", {
          examples: [
            { name: "a", value: { type: "a" } },
            { name: "b", value: { type: "b" } },
          ],
          ...reply({}, "pong"),
        }),
        ping,
      ],
    },
    [
      [{ type: "a" }, pong],
      [{ type: "b" }, pong],
    ],
  ],
  ["a reply without a name", { accepts: [message("x", reply({}))] }, [[{}]]],
  ["a reply that is a number", { accepts: [message("x", reply({ "/a": 1 }, "number"))] }, [[{}, { a: 1 }]]],
  ["a message whose example is null", { accepts: [message("x", example(null)), ping] }, [[{ type: "ping" }, pong]]],
] as const) {
  test(`a socket that promises ${what} keeps it`, async () => {
    const {
      say,
      said,
      wire,
      talk: open,
    } = (await inProcess(contractOf([socket("/s", { sends, ...(more as object) })], {}, $defs))).dial("/s");
    for (const [heard, ...answers] of talk) {
      if (heard !== undefined) {
        if (wire.said.length > 0) said();
        say(heard);
      }
      expect(said(), JSON.stringify(heard)).toEqual(answers);
    }
    open?.ended(1000, "");
    expect(wire.ends).toEqual([]);
  });
}
