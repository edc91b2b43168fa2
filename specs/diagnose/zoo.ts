import type { Certainty } from "../../src/diagnose/types.ts";

/** Causes that must be found, with how sure each may be. */
type Found = Readonly<Record<string, Certainty>>;

/** What is true of one socket of a server, and what must be found. The truth is one of what is found, or found is less. */
export interface ZooCase {
  readonly server: string;
  readonly path: string;
  /** Id of the cause; undefined for a healthy one. */
  readonly truth: string | undefined;
  readonly found: Found;
  readonly origin?: string;
  /** A server of the zoo that the first one stands before. */
  readonly behind?: string;
}

type Row = readonly [truth: string | undefined, found: Found];
type Rows = Readonly<Record<string, Row>>;

const healthy: Row = [undefined, {}];
const route = "route-not-registered";
const refused = "refused-before-accept";
const httpOnly = "registered-for-http-only";

/** A refusal that a path which nobody has gets too. */
const same: Found = { [route]: "likely", [refused]: "possible" };
const sameWithHttp: Found = { ...same, [httpOnly]: "likely" };
const crash: Found = { "crash-before-accept": "likely" };
const crashAfter: Found = { "crash-after-accept": "likely", "handler-returns": "possible" };
const hang: Found = { "hangs-before-accept": "likely", subprotocol: "possible" };
const breaks: Found = { "breaks-off-upgrade": "likely", subprotocol: "possible" };
const noSocketServer: Found = { "no-socket-server": "likely", "proxy-drops-upgrade": "possible" };

/** What every ASGI server does with the one application; a server that does otherwise says so below. */
const asgi: Rows = {
  "/ws/ok": healthy,
  "/sub/ws/ok": healthy,
  "/ws/silent": healthy,
  "/ws/missing": [route, same],
  "/ws/http-only": [httpOnly, sameWithHttp],
  "/ws/refuses": [refused, same],
  "/ws/token": [refused, same],
  "/ws/item/one": [refused, same],
  "/ws/origin": ["origin-required", { "origin-required": "certain" }],
  "/ws/ok/": ["trailing-slash", { "trailing-slash": "certain" }],
  "/ws/raises-before": ["crash-before-accept", crash],
  "/ws/returns-before": ["crash-before-accept", crash],
  "/ws/raises-after": ["crash-after-accept", crashAfter],
  "/ws/returns-after": ["handler-returns", crashAfter],
  "/ws/closes-after": ["refused-after-accept", { "refused-after-accept": "certain" }],
  "/ws/hangs": ["hangs-before-accept", hang],
  "/ws/subprotocol": ["subprotocol", { subprotocol: "certain" }],
};

const library: Found = { "no-websocket-library": "certain" };
const without: Rows = {
  "/ws/ok": ["no-websocket-library", library],
  "/ws/missing": ["no-websocket-library", library],
  "/ws/http-only": ["no-websocket-library", library],
};
const missing = (truth: string, found: Found): Rows => ({ "/ws/missing": [truth, found] });

const servers: Readonly<Record<string, Rows>> = {
  "uvicorn-auto@zoo": asgi,
  "uvicorn-websockets@zoo": asgi,
  "uvicorn-wsproto@zoo": { ...asgi, "/ws/subprotocol": ["subprotocol", breaks] },
  "uvicorn-none@zoo": without,
  "uvicorn-auto-static@zoo": { "/ws/ok": healthy, ...missing(route, same) },
  "uvicorn-auto@zoo-old": { ...asgi, "/ws/returns-after": ["handler-returns", { "handler-returns": "likely" }] },
  "uvicorn-wsproto@zoo-old": {
    ...asgi,
    "/ws/subprotocol": ["subprotocol", breaks],
    // It keeps the socket open when the handler is gone: nothing of that can be seen.
    "/ws/returns-after": ["handler-returns", {}],
  },
  "uvicorn-none@zoo-old": without,
  "uvicorn-auto-static@zoo-old": {
    "/ws/ok": healthy,
    ...missing("mount-takes-sockets", { "mount-takes-sockets": "likely", "crash-before-accept": "possible" }),
  },
  "hypercorn@zoo": { ...asgi, "/ws/subprotocol": ["subprotocol", breaks] },
  "daphne@zoo": {
    ...asgi,
    "/ws/returns-before": ["hangs-before-accept", hang],
    "/ws/subprotocol": ["subprotocol", hang],
    "/ws/returns-after": ["handler-returns", {}],
  },
  "aiohttp@zoo": {
    "/ws/ok": healthy,
    "/ws/missing": [route, { [route]: "likely" }],
    "/ws/http-only": [httpOnly, { [httpOnly]: "likely" }],
  },
  "ws-path": { "/ws/ok": healthy, "/ws/missing": [route, same], "/ws/http-only": [httpOnly, sameWithHttp] },
  "ws-any": { "/ws/ok": ["accepts-everything", { "accepts-everything": "certain" }] },
  "ws-port": { "/anything": ["accepts-everything", { "accepts-everything": "certain" }] },
  "ws-ignored": {
    "/ws/ok": healthy,
    ...missing("upgrade-ignored", {
      [route]: "likely",
      "upgrade-ignored": "likely",
      "hangs-before-accept": "possible",
    }),
  },
  "ws-destroyed": {
    "/ws/ok": healthy,
    ...missing("upgrade-destroyed", { [route]: "likely", "upgrade-destroyed": "likely" }),
  },
  "ws-refused": { "/ws/ok": [refused, { [refused]: "certain" }] },
  "ws-token": { "/ws/ok": [refused, { [refused]: "certain" }], "/ws/ok?token=one": healthy },
  "ws-subprotocol": { "/ws/ok": ["subprotocol", { subprotocol: "certain" }] },
  "ws-policy": { "/ws/ok": ["refused-after-accept", { "refused-after-accept": "certain" }] },
  "crashes-in-handshake": { "/ws/ok": ["breaks-off-upgrade", breaks] },
  express: {
    "/ws/ok": ["no-socket-server", noSocketServer],
    "/ws/http-only": ["no-socket-server", { ...noSocketServer, [httpOnly]: "likely" }],
  },
  "express-with-ws": { "/ws/ok": healthy, "/ws/missing": [route, same] },
  "express-ws": {
    "/ws/ok": healthy,
    "/ws/missing": [route, { [route]: "likely", "handler-returns": "likely" }],
    "/ws/http-only": [httpOnly, { [route]: "likely", [httpOnly]: "likely", "handler-returns": "likely" }],
  },
  fastify: {
    "/ws/ok": healthy,
    "/ws/missing": [route, { ...noSocketServer, [route]: "likely" }],
    "/ws/http-only": [httpOnly, { [httpOnly]: "likely", "handler-returns": "likely" }],
  },
  "fastify-without": {
    "/ws/ok": ["no-socket-server", { ...noSocketServer, [route]: "likely" }],
    "/ws/http-only": ["no-socket-server", { ...noSocketServer, [httpOnly]: "likely" }],
  },
  hono: {
    "/ws/ok": healthy,
    "/ws/missing": [route, { [route]: "likely" }],
    "/ws/http-only": [httpOnly, { [httpOnly]: "likely" }],
  },
  "hono-without": {
    "/ws/ok": ["no-socket-server", { "no-socket-server": "likely" }],
    "/ws/http-only": ["no-socket-server", { ...noSocketServer, [httpOnly]: "likely" }],
  },
  "socket.io": { "/ws/ok": ["socket-io-server", { "socket-io-server": "certain" }] },
  vite: { "/ws/ok": ["dev-server-without-socket-proxy", { "dev-server-without-socket-proxy": "certain" }] },
};

const noSocketProxy: Found = {
  "dev-server-without-socket-proxy": "likely",
  "upgrade-ignored": "likely",
  "hangs-before-accept": "possible",
};

/** Every case: servers by themselves, with what a frontend's Origin changes, and Vite before a server. */
export const zoo: readonly ZooCase[] = [
  ...Object.entries(servers).flatMap(([server, rows]) =>
    Object.entries(rows).map(([path, [truth, found]]) => ({ server, path, truth, found })),
  ),
  { server: "uvicorn-auto@zoo", path: "/ws/no-origin", truth: undefined, found: {} },
  {
    server: "uvicorn-auto@zoo",
    path: "/ws/no-origin",
    origin: "http://localhost:3000",
    truth: "origin-refused",
    found: { "origin-refused": "certain" },
  },
  { server: "uvicorn-auto@zoo", path: "/ws/origin", origin: "http://localhost:3000", truth: undefined, found: {} },
  { server: "vite-proxy", behind: "uvicorn-auto@zoo", path: "/ws/ok", truth: undefined, found: {} },
  { server: "vite-proxy", behind: "uvicorn-auto@zoo", path: "/ws/missing", truth: route, found: same },
  { server: "vite-proxy", behind: "uvicorn-auto@zoo", path: "/ws/refuses", truth: refused, found: same },
  {
    server: "vite-proxy",
    path: "/ws/ok",
    truth: "proxy-backend-down",
    found: { "proxy-backend-down": "certain" },
  },
  {
    server: "vite-proxy-http",
    behind: "uvicorn-auto@zoo",
    path: "/ws/ok",
    truth: "dev-server-without-socket-proxy",
    found: noSocketProxy,
  },
  ...(
    [
      ["uvicorn-auto@zoo", "/ws/ok", { "proxy-drops-upgrade": "likely", "no-websocket-library": "possible" }],
      ["aiohttp@zoo", "/ws/ok", { "proxy-drops-upgrade": "certain" }],
      ["ws-port", "/anything", { "proxy-drops-upgrade": "certain" }],
    ] as const
  ).map(([behind, path, found]) => ({ server: "nginx", behind, path, truth: "proxy-drops-upgrade", found })),
  {
    server: "nginx",
    behind: "uvicorn-none@zoo",
    path: "/ws/ok",
    truth: "no-websocket-library",
    found: { "proxy-drops-upgrade": "likely", "no-websocket-library": "possible" },
  },
  { server: "nginx", path: "/ws/ok", truth: "proxy-backend-down", found: { "proxy-backend-down": "certain" } },
  { server: "nginx-upgrade", behind: "uvicorn-auto@zoo", path: "/ws/ok", truth: undefined, found: {} },
  { server: "nginx-upgrade", behind: "uvicorn-auto@zoo", path: "/ws/missing", truth: route, found: same },
];
