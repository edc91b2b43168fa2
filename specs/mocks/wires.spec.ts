import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { expect, test } from "@playwright/test";
import type { WebSocket } from "ws";
import { HttpWire } from "../../mocks/server/http-wire.ts";
import { ServedSocket } from "../../mocks/server/served-socket.ts";

/** An object that writes down how it is used. */
function noted<T>(members: object = {}) {
  const calls: unknown[][] = [];
  const made = new Proxy(members, {
    get: (target, name) => Reflect.get(target, name) ?? ((...given: unknown[]) => calls.push([name, ...given])),
  });
  return { calls, made: made as T };
}

const mebibyte = 1024 * 1024;

for (const [waits, terminated] of [
  [0, false],
  [64 * mebibyte, false],
  [64 * mebibyte + 1, true],
] as const) {
  test(`a client for whom ${waits} bytes wait is ${terminated ? "broken off" : "kept"}`, () => {
    const [opened, socket] = [noted<WebSocket>(), noted<Duplex>({ writableLength: waits })];
    const served = new ServedSocket(opened.made, socket.made);
    served.send("a");
    served.send(new Uint8Array([1]));
    // Texts are framed here, once for all sockets; everything else is left to ws.
    expect(socket.calls).toEqual([["write", Buffer.from([0x81, 1, 97])]]);
    const ends = terminated ? [["terminate"]] : [];
    expect(opened.calls).toEqual([...ends, ["send", new Uint8Array([1])], ...ends]);
  });
}

test("a socket is open while ws says so, is cut without a word and closed with one", () => {
  const { made, calls } = noted<WebSocket>();
  for (const readyState of [0, 1, 2, 3]) {
    const { made: socket } = noted<WebSocket>({ readyState });
    expect(new ServedSocket(socket, noted<Duplex>().made).open).toBe(readyState === 1);
  }
  const served = new ServedSocket(made, noted<Duplex>().made);
  served.cut();
  served.close(1011);
  expect(calls).toEqual([["terminate"], ["close", 1011]]);
});

const headers = { "content-type": "text/plain" };

for (const [what, use, calls] of [
  [
    "whole",
    (wire) => wire.whole({ status: 200, headers }, "é"),
    [
      ["writeHead", 200, { "content-length": "2", ...headers }],
      ["end", "é"],
    ],
  ],
  ["head", (wire) => wire.head({ status: 200, headers }), [["writeHead", 200, headers]]],
  ["silence", (wire) => wire.silence({ status: 200, headers }), [["writeHead", 200, headers], ["flushHeaders"]]],
  ["write", (wire) => wire.write("a"), [["write", "a"]]],
  ["end", (wire) => wire.end("a"), [["end", "a"]]],
] as readonly (readonly [string, (wire: HttpWire) => void, unknown[][]])[]) {
  test(`${what} of an answer of Node's is ${calls.map(([name]) => name).join(", ")}`, () => {
    const response = noted<ServerResponse>();
    use(new HttpWire(response.made));
    expect(response.calls).toEqual(calls);
  });
}

test("an answer is cut at its socket, where there is one, and gone with it", async () => {
  const socket = noted<Duplex>();
  new HttpWire(noted<ServerResponse>({ socket: socket.made }).made).cut();
  expect(socket.calls).toEqual([["destroy"]]);
  expect(() => new HttpWire({ socket: null } as ServerResponse).cut()).not.toThrow();
  const [here, gone] = [false, true].map((destroyed) => new HttpWire({ destroyed } as ServerResponse).gone);
  expect([here, gone]).toEqual([false, true]);
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  await new HttpWire(noted<ServerResponse>().made).flush();
  expect(turned).toBe(true);
});
