import { type Found, plainly, type Served } from "./case.ts";
import { zoo } from "./start.ts";
import { breaks, casesOf, healthy, type Rows, refused, route, same } from "./upgrades.ts";

/** A proxy says the same of a server that is down and of one that hangs up; Vite's words, but for its log, are anybody's. */
const down: Found = { "proxy-backend-down": "likely", "closes-without-answer": "possible" };
const bare: Found = { ...down, "server-error": "possible" };
const late: Found = { "proxy-backend-down": "likely", "hangs-before-answer": "possible" };
const lateSocket: Found = { "proxy-backend-down": "likely", "hangs-before-accept": "possible" };
const itself: Found = { "server-error": "likely", "proxy-backend-down": "possible" };
const perhapsDown: Found = { "proxy-backend-down": "possible" };
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
const isDown = "proxy-backend-down";
const own = "server-error";

/** Vite and nginx before a server, or before nobody. */
const rows: readonly (readonly [front: string, behind: string, rows: Rows])[] = [
  ["vite-proxy", uvicorn, { "/ws/ok": healthy, "/ws/missing": [route, same], "/ws/refuses": [refused, same] }],
  ["vite-proxy", nobody, { "/ws/ok": [isDown, down] }],
  ["vite-proxy-http", uvicorn, { "/ws/ok": ["dev-server-without-socket-proxy", noSocketProxy] }],
  ["nginx", uvicorn, { "/ws/ok": [drops, dropped] }],
  ["nginx", "aiohttp@zoo", { "/ws/ok": [drops, certainlyDropped] }],
  ["nginx", "ws-port", { "/anything": [drops, certainlyDropped] }],
  ["nginx", "uvicorn-none@zoo", { "/ws/ok": ["no-websocket-library", dropped] }],
  ["nginx", "uvicorn-auto@zoo-bare", { "/ws/ok": ["no-websocket-library", dropped] }],
  ["nginx", nobody, { "/ws/ok": [isDown, down] }],
  ["nginx-upgrade", nobody, { "/ws/ok": [isDown, down] }],
  ["nginx-upgrade", "hangs-up", { "/ws/ok": ["closes-without-answer", down] }],
  ["vite-proxy", "hangs-up", { "/ws/ok": ["closes-without-answer", down] }],
  [
    "nginx-upgrade",
    "ws-destroyed",
    {
      "/ws/ok": healthy,
      "/ws/missing": ["upgrade-destroyed", { ...perhapsDown, [route]: "likely", "upgrade-destroyed": "likely" }],
    },
  ],
  ["nginx-upgrade", "crashes-in-handshake", { "/ws/ok": ["breaks-off-upgrade", { ...perhapsDown, ...breaks }] }],
  [
    "nginx-impatient",
    "ws-ignored",
    {
      "/ws/missing": [
        "upgrade-ignored",
        { ...perhapsDown, [route]: "likely", "upgrade-ignored": "likely", "hangs-before-accept": "possible" },
      ],
    },
  ],
  ["nginx-impatient", "hangs-everywhere", { "/ws/ok": ["hangs-before-accept", lateSocket] }],
  [
    nobody,
    "fails",
    { "/own/json": [own, itself], "/own/busy": [own, { [own]: "likely" }], "/own/late": [own, itself] },
  ],
  ["nginx-upgrade", "fails", { "/own/json": [own, itself], "/own/page": [own, itself], "/own/busy": [own, itself] }],
  ["nginx-upgrade", "fails-everywhere", { "/ws/ok": [own, itself] }],
  ["vite-proxy", "fails-everywhere", { "/ws/ok": [own, itself] }],
  ["nginx-upgrade", uvicorn, { "/ws/ok": healthy, "/ws/missing": [route, same] }],
];

/** The same asked over HTTP, each path with its truth. */
const http: typeof rows = [
  [
    nobody,
    "fails",
    { "/own/json": [own, itself], "/own/page": [own, itself], "/own/busy": [own, { [own]: "likely" }] },
  ],
  [
    "nginx",
    "fails",
    {
      "/own/json": [own, itself],
      "/own/page": [own, itself],
      "/own/busy": [own, itself],
      "/own/late": [own, itself],
      "/own/drops": ["closes-without-answer", { "closes-without-answer": "likely", [isDown]: "possible" }],
    },
  ],
  [nobody, "fails-everywhere", { "/api": [own, { [isDown]: "likely", [own]: "possible" }] }],
  ["nginx", "fails-everywhere", { "/api": [own, itself] }],
  ["nginx", "fails-emptily", { "/api": [own, bare] }],
  ["nginx", "hangs-up", { "/api": ["closes-without-answer", down] }],
  ["nginx", nobody, { "/api": [isDown, down] }],
  [
    "nginx-impatient",
    "fails",
    { "/own/waits": ["hangs-before-answer", { "hangs-before-answer": "likely", [isDown]: "possible" }] },
  ],
  ["nginx-impatient", "hangs-everywhere", { "/api": ["hangs-before-answer", late] }],
  ["vite-proxy", nobody, { "/ws/api": [isDown, bare] }],
  ["vite-proxy", "hangs-up", { "/ws/api": ["closes-without-answer", bare] }],
  ["vite-proxy", "fails-emptily", { "/ws/api": [own, bare] }],
];

const standing = (front: string, behind: string) => (front ? zoo(front, behind) : zoo(behind));
const name = (front: string, behind: string) => (front ? `${front} before ${behind || "nobody"}` : behind);

export const fronts: readonly Served[] = [
  ...rows.map(([front, behind, some]) => ({
    name: name(front, behind),
    start: standing(front, behind),
    cases: casesOf(some),
  })),
  ...http.map(([front, behind, some]) => ({
    name: `${name(front, behind)}, asked over HTTP`,
    start: standing(front, behind),
    cases: casesOf(some).map((one) => ({ ...one, scheme: "http" as const })),
  })),
  // Its log alone says that nobody took the connection.
  ...["nginx-upgrade", "vite-proxy"].flatMap((front): Served[] => [
    {
      name: `${front} before nobody, with what it prints`,
      start: zoo(front, nobody),
      cases: [plainly("/ws/ok", { [isDown]: "certain" }, { log: { printed: true } })],
    },
    {
      name: `${front} before hangs-up, with what it prints`,
      start: zoo(front, "hangs-up"),
      cases: [{ ...plainly("/ws/ok", down, { log: { printed: true } }), truth: ["closes-without-answer"] }],
    },
  ]),
];
