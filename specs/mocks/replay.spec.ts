import { fileURLToPath } from "node:url";
import type { Exchange } from "../../contracts/index.ts";
import { openSocket } from "../../src/probe/index.ts";
import { expect, test } from "./talk.ts";

const guarded = fileURLToPath(new URL("../../mocks/scenarios/documents/guarded.asyncapi.json", import.meta.url));

/** A recorded socket of the guarded contract. */
const talk: Exchange = {
  transport: "socket",
  request: { method: "GET", url: "ws://recorded.test/ws/guarded", headers: {} },
  response: { status: 101, reason: "", headers: {} },
  frames: [{ from: "server", at: 0, raw: '{"type":"hello"}' }],
  end: { how: "left" },
};

test("an upgrade that was let in is let in again, whoever asks", async ({ start, dial }) => {
  const foreign = { origin: "http://foreign.test" };
  const strict = await start(guarded);
  expect((await dial(`${strict.url}/ws/guarded`, foreign)).status).toBe(403);
  const replay = await start(guarded, { replay: [talk] });
  expect((await dial(`${replay.url}/ws/guarded`, foreign)).status).toBe(101);
});

test("the subprotocol is the recorded one, which no document promises", async ({ start }) => {
  const response = { status: 101, reason: "", headers: { "sec-websocket-protocol": "recorded.v1" } };
  const replay = await start(guarded, { replay: [{ ...talk, response }] });
  const socket = await openSocket({ url: `${replay.url}/ws/guarded`, subprotocols: ["live.v2", "recorded.v1"] });
  const { headers } = socket.exchange().response ?? {};
  await socket.close();
  expect(headers?.["sec-websocket-protocol"]).toBe("recorded.v1");
});

test("an exchange that does not name its endpoint is known by its URL", async ({ start, dial }) => {
  const replay = await start(guarded, { replay: [talk] });
  expect(await (await dial(`${replay.url}/ws/guarded`)).hear()).toEqual({ type: "hello" });
});

test("each isolation plays the recording from its beginning", async ({ start, dial }) => {
  const said = (number: number): Exchange => {
    return { ...talk, frames: [{ from: "server", at: 0, raw: JSON.stringify({ number }) }] };
  };
  const mock = await start(guarded, { replay: [said(1), said(2)] });
  const [one, other] = [mock.isolate("one"), mock.isolate("other")];
  const hear = async (url: string) => (await dial(`${url}/ws/guarded`)).hear();
  expect([await hear(one.url), await hear(one.url), await hear(other.url)]).toEqual([
    { number: 1 },
    { number: 2 },
    { number: 1 },
  ]);
});
