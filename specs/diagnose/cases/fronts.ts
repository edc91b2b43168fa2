import type { Found, Served } from "./case.ts";
import { zoo } from "./start.ts";
import { casesOf, healthy, type Rows, refused, route, same } from "./upgrades.ts";

const down: Found = { "proxy-backend-down": "certain" };
const dropped: Found = { "proxy-drops-upgrade": "likely", "no-websocket-library": "possible" };
const certainlyDropped: Found = { "proxy-drops-upgrade": "certain" };
const noSocketProxy: Found = {
  "dev-server-without-socket-proxy": "likely",
  "upgrade-ignored": "likely",
  "hangs-before-accept": "possible",
};

const uvicorn = "uvicorn-auto@zoo";
const drops = "proxy-drops-upgrade";
const nobody = "";

/** Vite and nginx before a server, or before nobody. */
const rows: readonly (readonly [front: string, behind: string, rows: Rows])[] = [
  ["vite-proxy", uvicorn, { "/ws/ok": healthy, "/ws/missing": [route, same], "/ws/refuses": [refused, same] }],
  ["vite-proxy", nobody, { "/ws/ok": ["proxy-backend-down", down] }],
  ["vite-proxy-http", uvicorn, { "/ws/ok": ["dev-server-without-socket-proxy", noSocketProxy] }],
  ["nginx", uvicorn, { "/ws/ok": [drops, dropped] }],
  ["nginx", "aiohttp@zoo", { "/ws/ok": [drops, certainlyDropped] }],
  ["nginx", "ws-port", { "/anything": [drops, certainlyDropped] }],
  ["nginx", "uvicorn-none@zoo", { "/ws/ok": ["no-websocket-library", dropped] }],
  ["nginx", "uvicorn-auto@zoo-bare", { "/ws/ok": ["no-websocket-library", dropped] }],
  ["nginx", nobody, { "/ws/ok": ["proxy-backend-down", down] }],
  ["nginx-upgrade", uvicorn, { "/ws/ok": healthy, "/ws/missing": [route, same] }],
];

export const fronts: readonly Served[] = rows.map(([front, behind, some]) => ({
  name: `${front} before ${behind || "nobody"}`,
  start: zoo(front, behind),
  cases: casesOf(some),
}));
