import { expect, test } from "@playwright/test";
import type { Exchange } from "../../contracts/index.ts";
import { shorten } from "../../src/record/shorten.ts";

const exchange = (body: string, ...frames: Exchange["frames"]): Exchange => ({
  transport: "http",
  request: { method: "POST", url: "/", headers: {}, body },
  frames,
  end: { how: "complete" },
});

const cases: readonly (readonly [what: string, sent: string, kept: string])[] = [
  [
    "a long text",
    '{"content":"0123456789","id":"0123456789"}',
    '{"content":"01234 … (5 more characters)","id":"0123456789"}',
  ],
  ["one that is just short enough", '{"content":"01234"}', '{"content":"01234"}'],
  [
    "several, as they are spaced",
    '[{"content" : "012345"},{"content":\n"6789ab"}]',
    '[{"content" : "01234 … (1 more characters)"},{"content":\n"6789a … (1 more characters)"}]',
  ],
  [
    "escapes count as what they mean",
    '{"content":"\\"\\n\\u00e4\\\\5678"}',
    '{"content":"\\"\\nä\\\\5 … (3 more characters)"}',
  ],
  [
    "a text that ends in an escape",
    '{"content":"0123456\\\\","a":"b"}',
    '{"content":"01234 … (3 more characters)","a":"b"}',
  ],
  ["content that is no text", '{"content":[{"text":"0123456789"}]}', '{"content":[{"text":"0123456789"}]}'],
  ["what is no JSON", '{"content":"0123456', '{"content":"0123456'],
];

for (const [what, sent, kept] of cases) {
  test(what, () => expect(shorten(exchange(sent), 5).request.body).toBe(kept));
}

test("what the client says on a socket is cut, what the server says is not", () => {
  const raw = '{"content":"0123456789"}';
  const { frames } = shorten(exchange("", { from: "client", at: 0, raw }, { from: "server", at: 1, raw }), 5);
  expect(frames.map((frame) => frame.raw)).toEqual(['{"content":"01234 … (5 more characters)"}', raw]);
});

test("a text of many escapes, and a body of many openings, are no trouble", () => {
  const sent = `{"content":"${"\\n".repeat(2_000_000)}"}`;
  expect(shorten(exchange(sent), 1).request.body).toBe('{"content":"\\n … (1999999 more characters)"}');
  const open = '{"content":"'.repeat(200_000);
  expect(shorten(exchange(open), 5).request.body?.length).toBe(open.length);
});
