import type { Found, Served } from "./case.ts";
import { zoo } from "./start.ts";
import {
  breaks,
  casesOf,
  healthy,
  httpOnly,
  missing,
  type Rows,
  refused,
  route,
  same,
  sameWithHttp,
  servedBy,
} from "./upgrades.ts";

const elsewhere = "served-under-another-path";
const crash: Found = { "crash-before-accept": "likely" };
const crashAfter: Found = { "crash-after-accept": "likely", "handler-returns": "possible" };
const hang: Found = { "hangs-before-accept": "likely", subprotocol: "possible" };
const gate: Found = { [refused]: "certain" };

/** What every ASGI server does with the one application; a server that does otherwise says so below. */
const asgi: Rows = {
  "/ws/ok": healthy,
  "/sub/ws/ok": healthy,
  "/ws/silent": healthy,
  "/ws/missing": [route, same],
  "/WS/OK": [elsewhere, { [elsewhere]: "certain" }],
  "/ws//ok": [elsewhere, { [elsewhere]: "certain" }],
  "/ws/http-only": [httpOnly, sameWithHttp],
  "/ws/refuses": [refused, same],
  "/ws/policy": [refused, same],
  "/ws/unauthorized": [refused, gate],
  "/ws/denial": [refused, gate],
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

/** Before the extension that lets an application answer an upgrade, an exception for HTTP is one like any other. */
const withoutDenial: Rows = {
  ...asgi,
  "/ws/unauthorized": ["crash-before-accept", crash],
  "/ws/denial": [refused, same],
};

const library: Found = { "no-websocket-library": "certain" };
const without: Rows = {
  "/ws/ok": ["no-websocket-library", library],
  "/ws/missing": ["no-websocket-library", library],
  "/ws/http-only": ["no-websocket-library", library],
};

const origin = "http://localhost:3000";

/** Python's servers: one application on each. */
export const python: readonly Served[] = [
  ...servedBy({
    "uvicorn-auto@zoo": asgi,
    "uvicorn-websockets@zoo": asgi,
    "uvicorn-wsproto@zoo": { ...asgi, "/ws/subprotocol": ["subprotocol", breaks] },
    "uvicorn-none@zoo": without,
    "uvicorn-auto@zoo-bare": without,
    "uvicorn-auto-static@zoo": { "/ws/ok": healthy, "/ws/late": [route, same], ...missing(route, same) },
    "uvicorn-auto@zoo-old": {
      ...withoutDenial,
      "/ws/returns-after": ["handler-returns", { "handler-returns": "likely" }],
    },
    "uvicorn-wsproto@zoo-old": {
      ...withoutDenial,
      "/ws/subprotocol": ["subprotocol", breaks],
      // It keeps the socket open when the handler is gone: nothing of that can be seen.
      "/ws/returns-after": ["handler-returns", {}],
    },
    "uvicorn-none@zoo-old": without,
    "uvicorn-auto@zoo-old-bare": without,
    "uvicorn-auto-static@zoo-old": {
      "/ws/ok": healthy,
      "/ws/late": ["mount-takes-sockets", { "mount-takes-sockets": "likely", "crash-before-accept": "possible" }],
      ...missing("mount-takes-sockets", { "mount-takes-sockets": "likely", "crash-before-accept": "possible" }),
    },
    "hypercorn@zoo": { ...asgi, "/ws/subprotocol": ["subprotocol", breaks] },
    "daphne@zoo": {
      ...asgi,
      "/ws/returns-before": ["hangs-before-accept", hang],
      // It does not have the extension, nor an answer for an exception that is for HTTP.
      "/ws/unauthorized": ["hangs-before-accept", hang],
      "/ws/denial": [refused, same],
      "/ws/subprotocol": ["subprotocol", hang],
      "/ws/returns-after": ["handler-returns", {}],
    },
    "aiohttp@zoo": {
      "/ws/ok": healthy,
      "/ws/missing": [route, { [route]: "likely" }],
      "/ws/http-only": [httpOnly, { [httpOnly]: "likely" }],
    },
  }),
  {
    name: "uvicorn-auto@zoo, asked with and without an Origin",
    start: zoo("uvicorn-auto@zoo"),
    cases: [
      ...casesOf({ "/ws/no-origin": healthy }),
      {
        path: "/ws/no-origin",
        what: "of a page",
        given: { origin },
        truth: ["origin-refused"],
        found: { "origin-refused": "certain" },
      },
      { path: "/ws/origin", given: { origin }, truth: [], found: {} },
      // CORSMiddleware takes no part in sockets.
      { path: "/ws/ok", given: { origin: "http://elsewhere.example" }, truth: [], found: {} },
    ],
  },
  {
    name: "uvicorn-auto-root@zoo, whose root path nobody takes away",
    start: zoo("uvicorn-auto-root@zoo"),
    cases: casesOf({ "/ws/ok": healthy, "/api/ws/ok": [elsewhere, { ...same, [elsewhere]: "likely" }] }),
  },
];
