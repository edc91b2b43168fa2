import { ReconnectingSocket } from "../../fixtures/clients/reconnecting-socket.ts";
import type { Running } from "./running.ts";
import { expect, test } from "./test.ts";

/** A reconnecting client whose time is ours: a delay is noted, and over when `tick` is called. */
function client(mock: Running, path: string) {
  const [heard, delays, due]: [Record<string, unknown>[], number[], (() => void)[]] = [[], [], []];
  const state = { lost: false };
  const socket = new ReconnectingSocket({
    url: mock.url.replace("http", "ws") + path,
    WebSocket: mock.WebSocket,
    hear: (text) => heard.push(JSON.parse(text)),
    schedule: (act, milliseconds) => {
      delays.push(milliseconds);
      due.push(act);
    },
    lost: () => {
      state.lost = true;
    },
  });
  return { socket, heard, delays, state, tick: () => due.shift()?.() };
}

const types = (heard: readonly Record<string, unknown>[]) => heard.map(({ type }) => type);

test("a client that was cut comes back with growing patience, and says what it had to say", async ({ start, dial }) => {
  const mock = await start("video-studio", { fault: "reset-mid-stream" });
  const { socket, heard, delays, tick } = client(mock, "/ws/workflow/w1?client_id=me");
  socket.send('{"type":"ping"}');
  await expect.poll(() => delays).toEqual([1000]);
  expect(types(heard)).toEqual(["info", "status", "pong"]);
  mock.use({ fault: "handshake-403" });
  for (const delay of [2000, 4000]) {
    tick();
    await expect.poll(() => delays.at(-1)).toBe(delay);
  }
  mock.use({ fault: null });
  socket.send('{"type":"ping"}');
  socket.send('{"type":"control","action":"pause"}');
  // Meanwhile somebody else runs the workflow; its frames wait for who was there.
  const other = await dial(`${mock.url}/ws/workflow/w1?client_id=other`);
  other.say({ type: "control", action: "start" });
  expect(await other.hear({ state: "completed" })).toBeDefined();
  tick();
  await expect.poll(() => heard.length).toBe(12);
  expect(types(heard.slice(3))).toEqual(["info", ...Array(5).fill("progress"), "status", "pong", "control_response"]);
  // An attempt that opened begins the count anew.
  mock.use({ fault: "reset-mid-stream" });
  socket.leave();
});

test("a client that finds nobody gives up after five attempts", async ({ start }) => {
  const mock = await start("video-studio", { fault: "handshake-404" });
  const { delays, state, tick, socket } = client(mock, "/ws/coordinator");
  for (const delay of [1000, 2000, 4000, 8000, 16_000]) {
    await expect.poll(() => delays.at(-1)).toBe(delay);
    tick();
  }
  await expect.poll(() => state.lost).toBe(true);
  expect(delays).toHaveLength(5);
  socket.leave();
});
