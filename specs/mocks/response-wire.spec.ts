import { expect, test } from "@playwright/test";
import { ResponseWire } from "../../mocks/msw/response-wire.ts";

const head = (status = 200) => ({ status, headers: { "x-a": "1" } });
const failed = () => new Response("failed", { status: 599 });
const wireFor = (signal = new AbortController().signal) => new ResponseWire(signal, failed);

/** What a program reads of a body: its text, and how it ended. */
async function read(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true });
    return `${text}|`;
  } catch (error) {
    return `${text}!${(error as Error).message}`;
  }
}

for (const status of [200, 204, 205, 304]) {
  test(`an answer of ${status} has ${status === 200 ? "a body" : "none"}, whole or bit by bit`, async () => {
    const [whole, streamed] = [wireFor(), wireFor()];
    whole.whole(head(status), "text");
    const ready = await whole.response;
    const text = status === 200 ? "text" : "";
    expect([ready.status, ready.headers.get("x-a"), await ready.text()]).toEqual([status, "1", text]);
    streamed.head(head(status));
    const answer = await streamed.response;
    expect([answer.status, answer.headers.get("x-a")]).toEqual([status, "1"]);
    expect(answer.headers.get("transfer-encoding")).toBe(status === 200 ? "chunked" : null);
    if (status !== 200) expect(answer.body).toBeNull();
  });
}

test("a body comes as it is written, and ends; what follows is not written", async () => {
  const wire = wireFor();
  wire.head(head());
  const answer = await wire.response;
  const text = read(answer);
  wire.write("a");
  wire.write("");
  await wire.flush();
  expect(wire.gone).toBe(false);
  wire.end("é");
  expect(wire.gone).toBe(true);
  for (const again of [() => wire.write("b"), () => wire.end("b")]) expect(again).not.toThrow();
  expect(await text).toBe("aé|");
});

test("a broken connection: before the head a failure, after it what was written and then an error", async () => {
  const before = wireFor();
  before.cut();
  expect((await before.response).status).toBe(599);
  const waiting = wireFor();
  waiting.head(head());
  waiting.write("a");
  waiting.cut();
  expect(await read(await waiting.response)).toBe("a!The mock broke the connection.");
  const reading = wireFor();
  reading.silence(head());
  const text = read(await reading.response);
  await reading.flush();
  reading.cut();
  expect(await text).toBe("!The mock broke the connection.");
});

test("a client that goes away is noticed, whether it aborts or stops reading", async () => {
  const client = new AbortController();
  const aborted = wireFor(client.signal);
  aborted.head(head());
  const text = read(await aborted.response);
  client.abort(new Error("away"));
  expect([aborted.gone, await text]).toEqual([true, "!away"]);
  expect(() => aborted.write("a")).not.toThrow();
  const left = wireFor();
  left.head(head());
  await (await left.response).body?.cancel();
  expect(left.gone).toBe(true);
  const ended = new AbortController();
  const done = wireFor(ended.signal);
  done.head(head());
  done.end("a");
  ended.abort();
  expect(await read(await done.response)).toBe("a|");
});
