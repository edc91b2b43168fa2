import { expect, test } from "@playwright/test";
import { createReplies } from "../../contracts/engine/replies.ts";
import type { Message, Reply, SocketEndpoint } from "../../contracts/index.ts";

type Promised = Exclude<Reply, "none">;
const promise = (where: Record<string, unknown> = {}): Promised => ({ oneOf: ["answer"], within: 100, where });
const message = (name: string, reply?: Reply): Message => ({
  name,
  schema: name,
  examples: [],
  ...(reply && { reply }),
});
const [answer, news] = [message("answer"), message("news")];
const socket = (reply: Reply | undefined, malformed?: Promised): SocketEndpoint => ({
  ...{ transport: "socket", id: "it", summary: "", path: "/", parameters: [], order: [], frame: "answer" },
  handshake: { accepted: { status: 101, within: 1000 }, refused: [] },
  sends: [answer, news],
  accepts: [message("ask", reply), message("quiet", "none")],
  ...(malformed && { malformed }),
});

/** What must be in the answer, the question, the answer, and whether it answers the question. */
const rows: readonly (readonly [where: Record<string, unknown>, question: unknown, answer: unknown, fits: boolean])[] =
  [
    [{}, {}, { any: 1 }, true],
    [{ "/n": 5 }, {}, { n: 5 }, true],
    [{ "/n": 5 }, {}, { n: "5" }, false],
    [{ n: 5 }, {}, { n: 5 }, true],
    [{ n: 5 }, {}, { m: 5 }, false],
    [{ "a/b": 5 }, {}, { "a/b": 5 }, true],
    [{ "/a/b": 5 }, {}, { a: { b: 5 } }, true],
    [{ "/n": null }, {}, { n: null }, true],
    [{ "/n": "text" }, { n: 1 }, { n: "text" }, true],
    [{ "/n": "{$message.payload#/n}" }, { n: [1] }, { n: [1] }, true],
    [{ "/n": "{$message.payload#/n}" }, { n: 1 }, { n: "1" }, false],
    [{ "/n": "$message.payload#/a/b" }, { a: { b: 1 } }, { n: 1 }, true],
    [{ "/n": "{$message.payload#}" }, { a: 1 }, { n: { a: 1 } }, true],
    [{ "/n": "got {$message.payload#/n}!" }, { n: 1 }, { n: "got 1!" }, true],
    [{ "/n": "got {$message.payload#/n}!" }, { n: 1 }, { n: "got undefined!" }, false],
    [{ "/n": "$message.payload#/a and {$message.payload#/b}." }, { a: 1, b: 2 }, { n: "1 and 2." }, true],
    [{ "/n": "no $message.headers#/n" }, { n: 1 }, { n: "no $message.headers#/n" }, true],
    [{ "/n": 5, "/m": 6 }, {}, { n: 5, m: 7 }, false],
    [{ "/n": "{$message.payload#/n}" }, {}, {}, true],
  ];

for (const [where, question, said, fits] of rows) {
  test(`${JSON.stringify(said)} ${fits ? "answers" : "does not answer"} ${JSON.stringify(question)} where ${JSON.stringify(where)}`, () => {
    const endpoint = socket(promise(where));
    const replies = createReplies(endpoint, 10);
    replies.sent(endpoint.accepts[0], question, 0, 0);
    replies.received(answer, said, 1, 1);
    expect(replies.waiting().length).toBe(fits ? 0 : 1);
  });
}

test("only a promised reply answers, and only what waits for it", () => {
  const endpoint = socket(promise());
  const replies = createReplies(endpoint, 10);
  replies.sent(endpoint.accepts[0], {}, 0, 0);
  expect([replies.received(news, {}, 1, 1), replies.received(undefined, {}, 2, 1)]).toEqual([[], []]);
  expect(replies.waiting().map(({ frame }) => frame)).toEqual([0]);
  replies.received(answer, {}, 3, 100);
  expect(replies.waiting()).toEqual([]);
});

test("what is late is told once, at the first look after its time", () => {
  const endpoint = socket(promise());
  const replies = createReplies(endpoint, 10);
  for (const at of [0, 1, 2]) replies.sent(endpoint.accepts[0], {}, at, at);
  expect(replies.overdue(100)).toEqual([]);
  expect(replies.overdue(102).map(({ frame }) => frame)).toEqual([0, 1]);
  expect(replies.overdue(102)).toEqual([]);
  expect(replies.received(answer, {}, 3, 103).map(({ frame }) => frame)).toEqual([2]);
});

test("only what is ever an answer breaks a silence, of messages that are malformed too", () => {
  const heard = (endpoint: SocketEndpoint, at = 1) => {
    const replies = createReplies(endpoint, 10);
    replies.sent(endpoint.accepts[1], {}, 0, 0);
    return [answer, news, undefined].map((one) => replies.received(one, {}, 1, at).length);
  };
  expect(heard(socket(promise()))).toEqual([1, 0, 0]);
  expect(heard(socket(undefined, promise()))).toEqual([1, 0, 0]);
  expect(heard(socket(undefined))).toEqual([0, 0, 0]);
  expect(heard(socket("none"))).toEqual([0, 0, 0]);
});

test("the oldest are forgotten beyond the limit, and that is known", () => {
  const endpoint = socket(promise());
  const replies = createReplies(endpoint, 2);
  for (const at of [0, 1]) replies.sent(endpoint.accepts[0], {}, at, at);
  expect(replies.forgotten()).toBe(false);
  replies.sent(endpoint.accepts[0], {}, 2, 2);
  expect(replies.forgotten()).toBe(true);
  expect(replies.waiting().map(({ frame }) => frame)).toEqual([1, 2]);
});
