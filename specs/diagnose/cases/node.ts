import type { Found, Served } from "./case.ts";
import { breaks, healthy, httpOnly, missing, refused, route, same, sameWithHttp, servedBy } from "./upgrades.ts";

const noSocketServer: Found = { "no-socket-server": "likely", "proxy-drops-upgrade": "possible" };

/** Node's servers. */
export const node: readonly Served[] = servedBy({
  "ws-path": { "/ws/ok": healthy, "/ws/missing": [route, same], "/ws/http-only": [httpOnly, sameWithHttp] },
  "ws-any": { "/ws/ok": ["accepts-everything", { "accepts-everything": "certain" }] },
  "ws-port": { "/anything": ["accepts-everything", { "accepts-everything": "certain" }] },
  "ws-ignored-all": {
    "/ws/ok": [
      "upgrade-ignored",
      { [route]: "likely", "upgrade-ignored": "likely", "hangs-before-accept": "possible" },
    ],
  },
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
  "ws-late": { "/ws/ok": ["unsteady", { unsteady: "certain" }] },
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
});
