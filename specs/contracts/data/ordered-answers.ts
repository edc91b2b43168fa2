import { answer, stream } from "./ordered-cases.ts";

const [begin, done] = [{ type: "BEGIN" }, { type: "DONE" }];
const part = { type: "PART", id: "1" };
const red = { ...part, what: { kind: "red" } };
const green = { ...part, what: { kind: "green" } };
const novel = { type: "NOVEL" };
const json = "application/json";
const late = { how: "budget", budget: "total", message: "5 s were over." } as const;
const gone = { how: "refused", message: "Nothing listens there." } as const;

const twice = 'order/once at 2/id: PART opens "1", which is open already.';
const open = "order/ends at no frame: The stream ended with the run open: no DONE.";
const unknownKind =
  'shape/unknown-type at 1/what/kind: what.kind is "green"; that is no type that the contract knows here.';
const unknownType = 'at 1/type: type is "NOVEL"; that is no type that the contract knows here.';
const crlf = "framing/sse-crlf at 1: The lines of the event end in CR; they must end in LF alone.";
const spaceless = 'framing/sse-space at 1: There is no space after "data:"; older clients drop the event.';
const unjudgedBy = (rule: string) => [`unjudged shape/*: ${rule}`, `unjudged order/*: ${rule}`];
const noShape = "unjudged shape/*: framing/json";
const noOrder = "unjudged order/*: framing/json";
const notJson = (at: number, text: string) => `framing/json at ${at}: The text is not JSON; it begins with ${text}.`;
const large = (at: number, limit: number) =>
  `framing/size at ${at}: The frame is larger than ${limit} characters, the limit.`;

export const orderedAnswers = [
  stream("a good stream", [begin, part, done], { seen: 3 }),
  stream("comments are no frames", [": hi\n\n", begin, "retry: 1\n\n", done, ["client", 1, "x"]], { seen: 2 }),
  stream("an event without data is one", ["event: x\n\n", begin, done], { seen: 3 }),
  stream("an order that is broken", [begin, part, part, done], {}, twice),
  stream("a part of an unknown type moves the order", [begin, green, red, done], {}, unknownKind, twice),
  stream(
    "and is drift to a tolerant reader",
    [begin, green, red, done],
    { mode: "tolerant" },
    twice,
    `drift ${unknownKind}`,
  ),
  stream("an unknown type does not move the order", [begin, novel, done], {}, `shape/unknown-type ${unknownType}`),
  stream(
    "nor for a tolerant reader",
    [begin, novel, done],
    { mode: "tolerant" },
    `drift shape/unknown-type ${unknownType}`,
  ),
  stream(
    "an unknown type is not the first event",
    [novel, part, part, done],
    { mode: "tolerant" },
    twice,
    `drift shape/unknown-type ${unknownType.replace("1/", "0/")}`,
  ),
  stream("CR LF", [begin, 'data: {"type":"PART","id":5}\r\n\r\n', done], {}, crlf, ...unjudgedBy("framing/sse-crlf")),
  stream(
    "no space",
    [begin, 'data:{"type":"PART"}\n\n', part, part, done],
    {},
    spaceless,
    ...unjudgedBy("framing/sse-space"),
  ),
  stream(
    "[DONE]",
    [begin, done, "data: [DONE]\n\n"],
    { seen: 3 },
    'framing/sse-done at 2: The event is "[DONE]", which is not JSON; the stream must simply end.',
    ...unjudgedBy("framing/sse-done"),
  ),
  stream(
    "no event stream",
    [begin, "oops!\n\n"],
    { seen: 2 },
    'framing/not-sse at 1: The line "oops!" is no field of an event stream; each event must be "data: " and JSON.',
    "unjudged shape/*: framing/not-sse",
    "unjudged order/*: framing/not-sse",
  ),
  stream(
    "what comes after text that is no JSON",
    [begin, "data: {\n\n", part, part, { ...part, id: 5, x: 1 }],
    { seen: 5, mode: "tolerant" },
    notJson(1, '"{"'),
    noShape,
    noOrder,
  ),
  stream(
    "the same text twice is told once and counted",
    [begin, "data: {\n\n", "data: [\n\n"],
    {},
    `${notJson(1, '"{"').slice(0, -1)}, and 1 more like it.`,
    noShape,
    noOrder,
  ),
  stream("an event at the limit", [begin, `data: {"type":"DONE"}${" ".repeat(19)}`], {
    limits: { frame: 40 },
    seen: 2,
  }),
  stream(
    "an event over the limit, and what follows",
    [begin, `data: {"type":"DONE"}${" ".repeat(20)}`, "oops"],
    { limits: { frame: 40 }, seen: 2 },
    large(1, 40),
    "unjudged shape/*: framing/size",
    "unjudged order/*: framing/size",
  ),
  stream("cut", [begin], { end: { how: "cut", message: "reset" } }, open),
  stream("left", [begin], { end: { how: "left" } }),
  stream("not waited for", [begin], { end: late }, "unjudged order/*: 5 s were over."),
  stream("refused while it went on", [begin], { end: gone }, "unjudged order/*: Nothing listens there."),
  stream("no answer known, but events", [begin], { status: null }, open),
  stream(
    "left before the answer",
    [],
    { status: null, end: { how: "left" } },
    "unjudged response/status: We left before the answer came.",
  ),
  stream(
    "refused before the answer",
    [],
    { status: null, end: gone },
    "unjudged response/status: Nothing listens there.",
  ),
  stream(
    "an answer whose end came without it",
    [],
    { status: null },
    "response/status at no frame: The connection ended before any answer came.",
    ...["response/content-type", "response/header", "framing/*", "shape/*", "order/*"].map(
      (rule) => `unjudged ${rule}: response/status`,
    ),
  ),
  answer("run", "one JSON body has no order", [done], { status: 201, type: json, seen: 1 }),
  answer(
    "both",
    "without a head it is the stream",
    ["data: 5\n\n", ": hi\n\n"],
    { status: null, seen: 1 },
    "shape/type at 0: The value is 5; it must be object.",
  ),
  answer("both", "JSON by its type", [{ id: 1 }], { type: json, seen: 1 }),
  answer(
    "both",
    "neither",
    ["x"],
    { type: "image/png", seen: 0 },
    'response/content-type at no frame: The content type of the 200 is "image/png"; the contract promises application/json or text/event-stream.',
    ...["framing/*", "shape/*", "order/*"].map((rule) => `unjudged ${rule}: response/content-type`),
  ),
  answer(
    "lines",
    "JSON lines",
    [begin, novel, "data: 1"],
    { type: "application/x-ndjson" },
    `shape/unknown-type ${unknownType}`,
    notJson(2, '"data: 1"'),
    noShape,
    noOrder,
  ),
  answer(
    "lines",
    "JSON lines without a head",
    [begin, "data: 1"],
    { status: null },
    notJson(1, '"data: 1"'),
    noShape,
    noOrder,
  ),
  answer("free", "events of which nothing is promised", ["data: {\n\n", "data: 1\r\n\r\n"], {
    type: "text/event-stream",
    seen: 2,
  }),
  answer(
    "json",
    "binary where JSON is promised",
    [["server", 1, "AAEC", "binary"]],
    { type: json },
    "framing/json at 0: The body is not UTF-8, as JSON must be.",
    noShape,
    noOrder,
  ),
  answer("json", "a body that was not waited for", [], { type: json, end: late }, "unjudged shape/*: 5 s were over."),
  answer("json", "not modified", [], { status: 304, type: json }),
  answer(
    "json",
    "no body",
    [],
    { type: json },
    "framing/json at no frame: The body is empty where JSON was promised.",
    noShape,
    noOrder,
  ),
  answer(
    "json",
    "no body from the server",
    [["client", 1, "{}"]],
    { type: json, seen: 0 },
    "framing/json at no frame: The body is empty where JSON was promised.",
    noShape,
    noOrder,
  ),
  answer(
    "json",
    "a body over the usual limit, where more is allowed",
    [`{"id":1,"x":"${"x".repeat(10 * 1024 * 1024)}"}`],
    { type: json, mode: "tolerant", limits: { frame: 11 * 1024 * 1024 } },
    "drift shape/unknown-key at 0/x: x is not a key that the contract knows.",
  ),
  answer("text", "binary where text is promised", [["server", 1, "AAECAwQF", "binary"]], {
    type: "text/plain",
    seen: 1,
  }),
  answer("text", "no body at all", [], { type: "text/plain" }),
  answer("image", "anything", ["x".repeat(9)], { type: "image/png", seen: 1 }),
  answer(
    "nothing",
    "an answer that nobody promised",
    [],
    {},
    "response/status at no frame: The status is 200; the contract promises none.",
    ...["response/content-type", "response/header", "framing/*", "shape/*", "order/*"].map(
      (rule) => `unjudged ${rule}: response/status`,
    ),
  ),
  answer("lines", "JSON lines with an order", [begin, part, part, done], { type: "application/x-ndjson" }, twice),
  answer(
    "both",
    "CR LF, which is not minded, and a shape, which is",
    ["data: 5\r\n\r\n"],
    { type: "text/event-stream" },
    "shape/type at 0: The value is 5; it must be object.",
  ),
  answer("both", "no space, which is not minded", ['data:{"type":"DONE"}\n\n'], { type: "text/event-stream" }),
  answer(
    "both",
    "[DONE] in CR LF",
    ["data: [DONE]\r\n\r\n"],
    { type: "text/event-stream" },
    'framing/sse-done at 0: The event is "[DONE]", which is not JSON; the stream must simply end.',
    ...unjudgedBy("framing/sse-done"),
  ),
];
