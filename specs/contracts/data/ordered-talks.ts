import { talk } from "./ordered-cases.ts";

const [part, done] = [{ type: "PART", id: "1" }, { type: "DONE" }];
const closed = { how: "closed", code: 1000, reason: "" } as const;
const cut = { how: "cut", message: "reset" } as const;
const ask = (at: number, n: unknown) => ["client", at, { type: "ASK", n }] as const;
const reply = (at: number, n: unknown, type = "ANSWER") => ["server", at, { type, n }] as const;
const none = "order/reply at 0: The message Ask got none of its promised replies (Answer, Other) within 100 ms.";
const again = (at: number) => none.replace("at 0", `at ${at}`);
const shout = ["client", 0, { type: "SHOUT" }] as const;
const loud = "order/silence at 1: The message Shout is promised silence, but Answer came back.";
const left = (at: number) => `unjudged order/reply: The socket was left after ${at} ms.`;
const notJson = 'framing/json at 1: The text is not JSON; it begins with "{".';
const unread = ["unjudged shape/*: framing/json", "unjudged order/*: framing/json"];
const open = "order/ends at no frame: The stream ended with the run open: no DONE.";

const over = (budget: "first-frame" | "total") => ({ how: "budget", budget, message: "It is over." }) as const;
const noGreeting = (when: string) => `handshake/first-frame at no frame: The first frame, PART, did not come ${when}.`;
const malformed =
  "order/reply at 1: The message that is malformed got none of its promised replies (DONE) within 100 ms.";

export const orderedTalks = [
  talk("plain", "nothing is promised of the first frame", [part, done], { seen: 2 }),
  talk("plain", "nothing said", [], { end: closed }),
  talk(
    "plain",
    "the order of frames",
    [part, part, done],
    {},
    'order/once at 1/id: PART opens "1", which is open already.',
  ),
  talk("plain", "an end that we made is none", [part], {}),
  talk("plain", "an end that the server made", [part], { end: closed }, open),
  talk("plain", "an end that nobody made", [part], { end: cut }, open),
  talk(
    "plain",
    "what comes after text that is no JSON",
    [part, "{", { type: "NOVEL" }, part, part],
    { seen: 5, mode: "tolerant" },
    notJson,
    ...unread,
  ),
  talk(
    "plain",
    "a frame over the limit, and what follows",
    [part, "x".repeat(41), part, "{"],
    { seen: 2, limits: { frame: 40 } },
    "framing/size at 1: The frame is larger than 40 characters, the limit.",
    "unjudged shape/*: framing/size",
    "unjudged order/*: framing/size",
  ),
  talk(
    "plain",
    "a binary frame, and what follows",
    [part, ["server", 1, "AAEC", "binary"], part],
    { seen: 3 },
    "framing/binary at 1: The frame is binary where JSON text was promised.",
    "unjudged shape/*: framing/binary",
    "unjudged order/*: framing/binary",
  ),
  talk(
    "plain",
    "frames without a head",
    [part, part],
    { status: null },
    'order/once at 1/id: PART opens "1", which is open already.',
  ),
  talk(
    "plain",
    "frames where the upgrade was refused",
    ["{"],
    { status: 200, seen: 0 },
    "handshake/accepted at no frame: The upgrade was answered with 200, not 101.",
    ...["handshake/first-frame", "handshake/subprotocol", "framing/*", "shape/*", "order/*"].map(
      (rule) => `unjudged ${rule}: handshake/accepted`,
    ),
  ),
  talk("talk", "an answer at the last moment", [ask(0, 1), reply(100, 1)], { endedAt: 900 }),
  talk("talk", "an answer a moment late", [ask(0, 1), reply(101, 1)], { endedAt: 900 }, none),
  talk("talk", "an end at the last moment", [ask(0, 1)], { endedAt: 100 }, none),
  talk("talk", "an end a moment before", [ask(0, 1)], { endedAt: 99 }, left(99)),
  talk("talk", "an end of which only the last frame is known", [ask(30, 1), reply(20, 2)], {}, left(30)),
  talk("talk", "a question when the server closed", [ask(0, 1)], { end: closed }, none),
  talk("talk", "a question when the connection broke", [ask(0, 1)], { end: cut }, none),
  talk("talk", "any of the promised replies", [ask(0, 1), reply(9, 1, "OTHER")], { endedAt: 900 }),
  talk("talk", "a reply with another value", [ask(0, 1), reply(9, "1")], { endedAt: 900 }, none),
  talk("talk", "a reply with a value that is no scalar", [ask(0, [1]), reply(9, [1])], { endedAt: 900 }),
  talk(
    "talk",
    "two questions, of which the first is late",
    [ask(0, 1), ask(50, 2), reply(120, 2)],
    { endedAt: 900 },
    none,
  ),
  talk(
    "talk",
    "two questions, of which the second is open",
    [ask(0, 1), ask(50, 2)],
    { endedAt: 120 },
    none,
    left(120),
  ),
  talk("talk", "one reply answers one question", [ask(0, 1), ask(1, 1), reply(9, 1)], { endedAt: 900 }, again(1)),
  talk(
    "talk",
    "frames of no known type answer nothing",
    [ask(0, 1), ["server", 5, { type: "NOVEL", n: 1 }]],
    { endedAt: 900, mode: "tolerant" },
    'shape/value at 1/type: type is "NOVEL"; it must be "ANSWER".',
    none,
  ),
  talk("talk", "a message without a promise", [["client", 0, { type: "TELL" }]], { endedAt: 900 }),
  talk(
    "talk",
    "a message that the contract does not know",
    [
      ["client", 0, { type: "NOVEL" }],
      ["client", 0, "{"],
      ["client", 0, []],
    ],
    { endedAt: 900 },
  ),
  talk("talk", "an answer to what is promised silence, at the last moment", [shout, reply(2000, 1)], {}, loud),
  talk("talk", "an answer to what is promised silence, a moment later", [shout, reply(2001, 1)], {}),
  talk("plain", "a subprotocol that nobody promised", [part], { protocol: "x" }),
  talk("greet", "a greeting at the last moment", [["server", 1000, part]], {}),
  talk(
    "greet",
    "a greeting a moment late",
    [["server", 1001, part]],
    {},
    "handshake/first-frame at 0: The first frame, PART, came after 1001 ms; it must come within 1000 ms.",
  ),
  talk(
    "greet",
    "none until the last moment",
    [],
    { endedAt: 999 },
    "unjudged handshake/first-frame: The socket was left after 999 ms.",
  ),
  talk("greet", "none at the last moment", [], { endedAt: 1000 }, noGreeting("within 1000 ms")),
  talk("greet", "none when the time for it was over", [], { end: over("first-frame") }, noGreeting("within 1000 ms")),
  talk(
    "greet",
    "none when another time was over",
    [],
    { end: over("total") },
    "unjudged handshake/first-frame: The socket was left after 0 ms.",
  ),
  talk("greet", "none when the connection broke", [], { end: cut }, noGreeting("before the socket was closed")),
  talk(
    "greet",
    "none when it was closed",
    [],
    { end: closed },
    noGreeting("before the socket was closed with code 1000"),
  ),
  talk(
    "greet",
    "malformed: a binary message",
    [part, ["client", 5, '{"type":"SHOUT"}', "binary"]],
    { endedAt: 900 },
    malformed,
  ),
  talk(
    "greet",
    "malformed: a message over the limit",
    [part, ["client", 5, `{"type":"SHOUT"${" ".repeat(99)}}`]],
    { endedAt: 900, limits: { frame: 50 } },
    malformed,
  ),
  talk("greet", "malformed: a message that is no JSON", [part, ["client", 5, "{"]], { endedAt: 900 }, malformed),
  talk("greet", "not malformed: a message of an unknown type", [part, ["client", 5, { type: "NOVEL" }]], {
    endedAt: 900,
  }),
];
