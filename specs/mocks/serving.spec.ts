import { EventEmitter } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { baseOf, type Carrier, carriers, type MockError } from "../../mocks/index.ts";
import { readBody } from "../../mocks/server/body.ts";
import { FrameOnce } from "../../mocks/server/frame-once.ts";
import { headersOf } from "../../mocks/server/headers.ts";
import { listen } from "../../mocks/server/listen.ts";
import { portsFor } from "../../mocks/server/ports.ts";
import { checkContract, checkEdit } from "../../mocks/service/carrier.ts";
import { placeAt, placesFor } from "../../mocks/service/place.ts";
import type { Site } from "../../mocks/service/site.ts";
import { contractOf, route, socket } from "./made.ts";

/** What a function throws, as data. */
function refusal(act: () => unknown): object | undefined {
  try {
    act();
  } catch (error) {
    const { id, message, next } = error as MockError;
    return { id, message, next };
  }
  return undefined;
}

const named = (...names: string[]) => names.map((name) => contractOf([], { name }));
const ownPort = "Give each a port of its own: --serve NAME=PORT.";

for (const [names, first, serve, ports] of [
  ["abc", 0, {}, [0, 0, 0]],
  ["abc", 0, { b: 7 }, [0, 7, 0]],
  ["abc", 5, {}, [5, 6, 7]],
  ["abc", 5, { b: 6 }, [5, 6, 7]],
  ["abc", 5, { a: 5 }, [5, 6, 7]],
  ["abc", 5, { a: 0, b: 0 }, [0, 0, 5]],
  ["abc", 5, { c: 5, a: 6 }, [6, 7, 5]],
  ["ab", 0, { a: 7, b: 7 }, { id: "services-collide", message: "a and b cannot share port 7.", next: ownPort }],
  ["abc", 0, { a: 7, c: 7 }, { id: "services-collide", message: "a and c cannot share port 7.", next: ownPort }],
] as const) {
  test(`${names} from ${first} with ${JSON.stringify(serve)} get ${JSON.stringify(ports)}`, () => {
    let found: unknown;
    const refused = refusal(() => {
      found = portsFor(named(...names), first, serve);
    });
    expect(refused ?? found).toEqual(ports);
  });
}

for (const [server, base] of [
  [undefined, ""],
  ["http://localhost:1", ""],
  ["http://localhost:1/", ""],
  ["http://localhost:1/v1/a/", "/v1/a"],
  ["http://localhost:1/v1", "/v1"],
] as const) {
  test(`a contract of ${server} is served below "${base}"`, () => {
    expect(baseOf(contractOf([], server ? { server } : {}))).toBe(base);
  });
}

/** Contracts, and the places that they get. */
const siteOf = (name: string, server?: string) =>
  ({ contract: contractOf([], { name, ...(server && { server }) }) }) as Site;
const [a, b] = [siteOf("a", "http://a.example/v1/"), siteOf("b")];
const say = 'Say where it is: urls: { "b": "http://localhost:8000" }.';
const apart = "Give each a URL of its own: urls: { NAME: URL }.";

for (const [urls, found] of [
  [
    { b: "wss://b.example:1/x/?y#z" },
    [
      ["b", "https://b.example:1/x", "/x"],
      ["a", "http://a.example/v1", "/v1"],
    ],
  ],
  [
    { b: "http://b" },
    [
      ["a", "http://a.example/v1", "/v1"],
      ["b", "http://b", ""],
    ],
  ],
  [
    { a: "ws://c", b: "https://b.example" },
    [
      ["b", "https://b.example", ""],
      ["a", "http://c", ""],
    ],
  ],
  [{ c: "http://c" }, { id: "no-contract", message: "urls names c, which is not served.", next: "Served: a, b." }],
  [{}, { id: "no-url", message: "The documents of b name no server.", next: say }],
  [{ b: "b.example" }, { id: "bad-url", message: "b.example is no URL of http or ws.", next: say }],
  [{ b: "xhttp://b" }, { id: "bad-url", message: "xhttp://b is no URL of http or ws.", next: say }],
  [{ b: "httpx://b" }, { id: "bad-url", message: "httpx://b is no URL of http or ws.", next: say }],
  [
    { b: "ws://a.example/v1" },
    { id: "services-collide", message: "a and b are both at http://a.example/v1.", next: apart },
  ],
] as const) {
  test(`at ${JSON.stringify(urls)} is ${JSON.stringify(found)}`, () => {
    let places: unknown;
    const refused = refusal(() => {
      places = placesFor([a, b], urls).map(({ site, url, base }) => [site.contract.name, url, base]);
    });
    expect(refused ?? places).toEqual(found);
  });
}

test("a document's own server is its place", () => {
  expect(placesFor([a])).toEqual([{ site: a, url: "http://a.example/v1", base: "/v1" }]);
});

for (const [href, name] of [
  ["ws://h/v1/x", "b"],
  ["http://h/v1", "b"],
  ["http://h/v1?x", "b"],
  ["http://h/v1#x", "b"],
  ["http://h/v10", "a"],
  ["wss://h/v1", undefined],
  ["http://h", "a"],
  ["http://hh", undefined],
  ["http://x/ws://h", undefined],
] as const) {
  test(`${href} is at ${name}`, () => {
    const places = placesFor([a, b], { a: "http://h", b: "http://h/v1" });
    expect(placeAt(places, href)?.site.contract.name).toBe(name);
  });
}

test("a place may be called ws", () => {
  const places = placesFor([a], { a: "http://h/ws" });
  expect([placeAt(places, "http://h/ws/x"), placeAt(places, "ws://h/ws")]).toEqual([places[0], places[0]]);
});

const chosen = { accepted: { status: 101 as const, within: 1, subprotocol: "v1" }, refused: [] };
const contract = contractOf([route("/a"), socket("/s"), socket("/p", { handshake: chosen })], { name: "c" });
const none: Carrier = { name: "msw", can: [] };
const httpAlone: Carrier = { name: "msw", can: ["http"] };
const refused = (part: string, why: string, command: string) => ({
  id: "carrier-cannot",
  message: `msw cannot play ${part}: ${why}.`,
  next: `The server can: wirecheck mock ${command}, or createMock of wirecheck/mock.`,
});

for (const [what, carrier, of, found] of [
  ["all", carriers.server, contract, undefined],
  ["a subprotocol", carriers.msw, contract, refused("the socket p of c", "it chooses no subprotocol", "c")],
  ["a socket", none, contractOf([socket("/s"), route("/a")]), undefined],
  ["no socket", none, contractOf([route("/a")], { name: "c" }), refused("c", "it carries sockets alone", "c")],
  ["no socket, over HTTP", httpAlone, contractOf([route("/a")]), undefined],
] as const) {
  test(`${carrier.name} that can ${carrier.can} is given ${what}`, () => {
    expect(refusal(() => checkContract(carrier, of))).toEqual(found);
  });
}

for (const [edit, found] of [
  [{ endpoint: "a" }, "it carries sockets alone"],
  [{ endpoint: "unregistered" }, "it carries sockets alone"],
  [{ endpoint: "s" }, undefined],
  [{ endpoint: "*" }, undefined],
  [{ endpoint: "s", upgrade: { status: 403 } }, undefined],
  [{ endpoint: "*", upgrade: "hang" }, "it answers every handshake at once"],
  [{ endpoint: "s", upgrade: "unasked-subprotocol" }, "it chooses no subprotocol"],
] as const) {
  test(`an edit ${JSON.stringify(edit)} is ${found}`, () => {
    const act = () => checkEdit(none, edit, [contract], "fault f");
    expect(refusal(act)).toEqual(found && refused("the fault f", found, "--fault f"));
    expect(refusal(() => checkEdit(carriers.server, edit, [contract], "fault f"))).toBeUndefined();
  });
}

for (const length of [0, 1, 125, 126, 127, 65_535, 65_536]) {
  test(`a text of ${length} letters is one frame, as RFC 6455 has it`, () => {
    const once = new FrameOnce();
    const text = "é".repeat(Math.floor(length / 2)) + "x".repeat(length % 2);
    const head = length < 126 ? [0x81, length] : length < 65_536 ? [0x81, 126, length >> 8, length & 255] : undefined;
    const frame = once.frame(text);
    const wanted = head ?? [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0];
    expect([...frame.subarray(0, wanted.length)]).toEqual(wanted);
    expect(frame.subarray(wanted.length).toString("utf8")).toBe(text);
    expect(once.frame(text)).toBe(frame);
    expect(once.frame("other").toString("utf8", 2)).toBe("other");
  });
}

for (const [limit, pieces, body] of [
  [4, ["ab", "cd"], { text: "abcd" }],
  [3, ["ab", "cd"], { tooLarge: true }],
  [4, [], { text: "" }],
  [4, ["é"], { text: "é" }],
  [1, ["é"], { tooLarge: true }],
] as const) {
  test(`${JSON.stringify(pieces)} at most ${limit} bytes are ${JSON.stringify(body)}`, () => {
    const request = new EventEmitter();
    const bodies: unknown[] = [];
    readBody(request as IncomingMessage, limit, (one) => bodies.push(one));
    for (const piece of pieces) request.emit("data", Buffer.from(piece));
    expect(bodies).toEqual([]);
    request.emit("end");
    expect(bodies).toEqual([body]);
    expect(() => request.emit("error", new Error("broken off"))).not.toThrow();
  });
}

test("cookies that an answer sets are one header, the others as they are", () => {
  const headers = { "x-a": "1", "set-cookie": ["a=1", "b=2"] };
  expect(headersOf({ headers } as unknown as IncomingMessage)).toEqual({ "x-a": "1", "set-cookie": "a=1, b=2" });
  expect(headersOf({ headers: { "x-a": "1" } } as unknown as IncomingMessage)).toEqual({ "x-a": "1" });
});

for (const [code, port, id, message, next] of [
  ["EADDRINUSE", 1, "port-in-use", "Port 1 is in use.", "Stop it, or choose another port: wirecheck mock --port 2."],
  [
    "EADDRINUSE",
    65_535,
    "port-in-use",
    "Port 65535 is in use.",
    "Stop it, or choose another port: wirecheck mock --port 4010.",
  ],
  ["EACCES", 80, "port-refused", "Port 80 may not be used by this user.", "Choose one above 1023."],
  ["ENOTFOUND", 1, "cannot-listen", "The mock cannot listen on h:1 (ENOTFOUND).", "Check --host and --port."],
  [undefined, 1, "cannot-listen", "The mock cannot listen on h:1 (broken).", "Check --host and --port."],
] as const) {
  test(`${code} on port ${port} is ${id}`, async () => {
    const server = new EventEmitter() as Server;
    server.listen = () => {
      server.emit("error", Object.assign(new Error("broken"), { code }));
      return server;
    };
    await expect(listen(server, port, "h")).rejects.toMatchObject({ id, message, next });
  });
}

test("a contract of many versions is refused or played alike", async () => {
  expect(refusal(() => checkContract({ name: "mock-socket", can: ["sockets"] }, contractOf([])))).toMatchObject({
    id: "carrier-cannot",
  });
  const studio = await loadContract("video-studio");
  expect(refusal(() => checkContract(carriers["mock-socket"], studio))).toBeUndefined();
});
