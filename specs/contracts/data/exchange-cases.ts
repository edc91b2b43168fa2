import type { Exchange } from "../../../contracts/index.ts";
import { onSocket, overHttp } from "./by-hand.ts";

/** An exchange with the service made by hand, and what the judge says of it. */
export interface ExchangeCase {
  readonly title: string;
  readonly exchange: Exchange;
  readonly verdict: "pass" | "fail" | "inconclusive";
  readonly violations?: readonly string[];
  /** "RULE because WHY" where WHY is a rule; only those are compared. */
  readonly unjudged?: readonly string[];
  readonly drift?: readonly string[];
  readonly mode?: "strict" | "tolerant";
}

const hello = ["server", 5, { type: "hello", id: "1" }] as const;
const json = { "content-type": "application/json; charset=utf-8", "x-count": "3" };
const sse = { "content-type": "text/event-stream" };
const news = 'data: {"type":"news","text":"x"}\n\n';
const refused = { end: { how: "refused", message: "Nothing listens there." } } as const;
const cut = { end: { how: "cut", message: "reset" } } as const;
const budget = { end: { how: "budget", budget: "total", message: "5 s were over." } } as const;
const silent = ({ response: _, ...rest }: Exchange): Exchange => rest;
const all = (by: string) => [`framing/* because ${by}`, `order/* because ${by}`, `shape/* because ${by}`];
const unreadable = (by: string) => [`order/* because ${by}`, `shape/* because ${by}`];

const sockets: readonly ExchangeCase[] = [
  { title: "a greeting", exchange: onSocket([hello]), verdict: "pass" },
  {
    title: "another first frame",
    exchange: onSocket([["server", 5, { type: "news", text: "" }]]),
    verdict: "fail",
    violations: ["handshake/first-frame"],
  },
  {
    title: "a first frame of no known type",
    exchange: onSocket([["server", 5, { type: "hallo" }]]),
    verdict: "fail",
    violations: ["handshake/first-frame"],
  },
  {
    title: "a first frame of the right type and the wrong shape",
    exchange: onSocket([["server", 5, { type: "hello" }]]),
    verdict: "fail",
    violations: ["shape/required"],
  },
  {
    title: "a late first frame",
    exchange: onSocket([["server", 1500, hello[2]]]),
    verdict: "fail",
    violations: ["handshake/first-frame"],
  },
  {
    title: "no first frame in its time",
    exchange: onSocket([], { endedAt: 2000 }),
    verdict: "fail",
    violations: ["handshake/first-frame"],
  },
  { title: "no first frame, left early", exchange: onSocket([], { endedAt: 10 }), verdict: "inconclusive" },
  {
    title: "closed before the first frame",
    exchange: onSocket([], { end: { how: "closed", code: 1011, reason: "" } }),
    verdict: "fail",
    violations: ["handshake/first-frame"],
  },
  {
    title: "a refused upgrade",
    exchange: onSocket([], { response: { status: 403, reason: "", headers: {} }, end: { how: "complete" } }),
    verdict: "fail",
    violations: ["handshake/accepted"],
    unjudged: [
      ...all("handshake/accepted"),
      "handshake/first-frame because handshake/accepted",
      "handshake/subprotocol because handshake/accepted",
    ],
  },
  { title: "nobody there", exchange: silent(onSocket([], refused)), verdict: "inconclusive" },
  {
    title: "cut before any answer",
    exchange: silent(onSocket([], cut)),
    verdict: "fail",
    violations: ["handshake/accepted"],
    unjudged: [
      ...all("handshake/accepted"),
      "handshake/first-frame because handshake/accepted",
      "handshake/subprotocol because handshake/accepted",
    ],
  },
  {
    title: "no subprotocol",
    exchange: onSocket([hello], { response: { status: 101, reason: "", headers: {} } }),
    verdict: "fail",
    violations: ["handshake/subprotocol"],
  },
  {
    title: "text that is not JSON",
    exchange: onSocket([hello, ["server", 9, "oops"], ["server", 9, { type: "news" }]]),
    verdict: "fail",
    violations: ["framing/json"],
    unjudged: unreadable("framing/json"),
  },
  {
    title: "an unknown type",
    exchange: onSocket([hello, ["server", 9, { type: "x" }]]),
    verdict: "fail",
    violations: ["shape/unknown-type"],
  },
  {
    title: "an unknown type, read tolerantly",
    exchange: onSocket([hello, ["server", 9, { type: "x" }]]),
    mode: "tolerant",
    verdict: "pass",
    drift: ["shape/unknown-type"],
  },
  {
    title: "an unknown key",
    exchange: onSocket([hello, ["server", 9, { type: "pong", x: 1 }]]),
    verdict: "fail",
    violations: ["shape/unknown-key"],
  },
  {
    title: "a reply in time",
    exchange: onSocket([hello, ["client", 10, { type: "ping", n: 1 }], ["server", 20, { type: "pong", n: 1 }]], {
      endedAt: 9000,
    }),
    verdict: "pass",
  },
  {
    title: "a reply to something else",
    exchange: onSocket([hello, ["client", 10, { type: "ping", n: 1 }], ["server", 20, { type: "pong", n: 2 }]], {
      endedAt: 9000,
    }),
    verdict: "fail",
    violations: ["order/reply"],
  },
  {
    title: "two questions answered crosswise",
    exchange: onSocket(
      [
        hello,
        ["client", 10, { type: "ping", n: 1 }],
        ["client", 11, { type: "ping", n: 2 }],
        ["server", 20, { type: "pong", n: 2 }],
        ["server", 21, { type: "pong", n: 1 }],
      ],
      { endedAt: 9000 },
    ),
    verdict: "pass",
  },
  {
    title: "a reply after its time",
    exchange: onSocket([hello, ["client", 10, { type: "ping" }], ["server", 900, { type: "pong" }]]),
    verdict: "fail",
    violations: ["order/reply"],
  },
  {
    title: "a question, and left before its time",
    exchange: onSocket([hello, ["client", 10, { type: "ping" }]], { endedAt: 20 }),
    verdict: "inconclusive",
  },
  {
    title: "a question, and closed by the server",
    exchange: onSocket([hello, ["client", 10, { type: "ping" }]], { end: { how: "closed", code: 1011, reason: "" } }),
    verdict: "fail",
    violations: ["order/reply"],
  },
  {
    title: "silence where it is promised",
    exchange: onSocket([hello, ["client", 10, { type: "note" }], ["server", 20, { type: "news", text: "" }]]),
    verdict: "fail",
    violations: ["order/silence"],
  },
  {
    title: "an answer where silence is promised",
    exchange: onSocket([hello, ["client", 10, { type: "note" }], ["server", 20, { type: "pong" }]]),
    verdict: "fail",
    violations: ["order/silence"],
  },
  {
    title: "an answer long after",
    exchange: onSocket([hello, ["client", 10, { type: "note" }], ["server", 9000, { type: "pong" }]]),
    verdict: "pass",
  },
  {
    title: "a malformed message and its answer",
    exchange: onSocket([hello, ["client", 10, "{"], ["server", 20, { type: "news", text: "what was {that}?" }]], {
      endedAt: 9000,
    }),
    verdict: "pass",
  },
  {
    title: "a malformed message without an answer",
    exchange: onSocket([hello, ["client", 10, "[]"]], { endedAt: 9000 }),
    verdict: "fail",
    violations: ["order/reply"],
  },
];

const answers: readonly ExchangeCase[] = [
  { title: "a good answer", exchange: overHttp("item", 200, json, ['{"id":1}']), verdict: "pass" },
  { title: "a status by its class", exchange: overHttp("item", 404, {}, ["anything"]), verdict: "pass" },
  {
    title: "a status that is not promised",
    exchange: overHttp("item", 500, json, ["oops"]),
    verdict: "fail",
    violations: ["response/status"],
    unjudged: [
      ...all("response/status"),
      "response/content-type because response/status",
      "response/header because response/status",
    ],
  },
  {
    title: "another content type",
    exchange: overHttp("item", 200, { ...json, "content-type": "text/html" }, ["<p>"]),
    verdict: "fail",
    violations: ["response/content-type"],
    unjudged: all("response/content-type"),
  },
  {
    title: "no content type",
    exchange: overHttp("item", 200, { "x-count": "3" }, ['{"id":1}']),
    verdict: "fail",
    violations: ["response/content-type"],
    unjudged: all("response/content-type"),
  },
  {
    title: "a missing header",
    exchange: overHttp("item", 200, { "content-type": "application/json" }, ['{"id":1}']),
    verdict: "fail",
    violations: ["response/header"],
  },
  {
    title: "a header below its range",
    exchange: overHttp("item", 200, { ...json, "x-count": "0" }, ['{"id":1}']),
    verdict: "fail",
    violations: ["response/header"],
  },
  {
    title: "an optional header with another value",
    exchange: overHttp("item", 200, { ...json, "x-ok": "no" }, ['{"id":1}']),
    verdict: "fail",
    violations: ["response/header"],
  },
  {
    title: "a body that was cut",
    exchange: overHttp("item", 200, json, ['{"id":'], cut),
    verdict: "fail",
    violations: ["framing/json"],
    unjudged: unreadable("framing/json"),
  },
  {
    title: "an empty body",
    exchange: overHttp("item", 200, json, []),
    verdict: "fail",
    violations: ["framing/json"],
    unjudged: unreadable("framing/json"),
  },
  {
    title: "a body in the wrong shape",
    exchange: overHttp("item", 200, json, ['{"id":"1"}']),
    verdict: "fail",
    violations: ["shape/type"],
  },
  {
    title: "text by a range of media types",
    exchange: overHttp("text", 418, { "content-type": "text/plain" }, ["abc"]),
    verdict: "pass",
  },
  {
    title: "too long a text",
    exchange: overHttp("text", 200, { "content-type": "text/plain" }, ["abcd"]),
    verdict: "fail",
    violations: ["shape/length"],
  },
  { title: "nobody at home", exchange: silent(overHttp("item", 0, {}, [], refused)), verdict: "inconclusive" },
  { title: "a stream", exchange: overHttp("feed", 200, sse, [": hi\n\n", news, news]), verdict: "pass" },
  {
    title: "a stream in CR LF, where nothing is known of its clients",
    exchange: overHttp("feed", 200, sse, [news.replaceAll("\n", "\r\n")]),
    verdict: "pass",
  },
  {
    title: "a stream with a misshapen event",
    exchange: overHttp("feed", 200, sse, [news, 'data: {"type":"news"}\n\n']),
    verdict: "fail",
    violations: ["shape/required"],
  },
  { title: "a stream that never ends", exchange: overHttp("feed", 200, sse, [news], budget), verdict: "pass" },
  {
    title: "an answer that never came",
    exchange: silent(overHttp("feed", 200, sse, [], budget)),
    verdict: "inconclusive",
  },
];

export const exchangeCases: readonly ExchangeCase[] = [...sockets, ...answers];
