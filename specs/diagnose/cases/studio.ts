import { fileURLToPath } from "node:url";
import { type Case, type Found, type Given, plainly, type Served } from "./case.ts";
import { backend, zoo } from "./start.ts";
import { refused, route, same } from "./upgrades.ts";

const app = fileURLToPath(new URL("../../../fixtures/backends/video-studio", import.meta.url));
const contract = "video-studio";
const origin = "https://studio.example";
const coordinator = "/ws/coordinator";

const told = (truth: string, found: Found, given: Given): Case => ({ path: coordinator, given, truth: [truth], found });
const doubtful: Found = { [refused]: "likely", [route]: "possible" };

const defects: Readonly<Record<string, readonly Case[]>> = {
  "enhanced-router-missing": [told(route, same, {}), told(route, { [route]: "certain" }, { app })],
  "refuses-before-accept": [
    told(refused, same, {}),
    told(refused, doubtful, { contract }),
    told(refused, { [refused]: "certain" }, { app }),
  ],
  "spa-fallback": [told(route, same, {}), told(route, { [route]: "certain" }, { app })],
  "stale-process": [told("server-older-than-source", { "server-older-than-source": "certain" }, { app })],
  "no-websocket-library": [
    told("no-websocket-library", { "no-websocket-library": "certain" }, {}),
    told("no-websocket-library", { "no-websocket-library": "certain" }, { app }),
  ],
  "crashes-after-accept": [
    told("crash-after-accept", { "crash-after-accept": "likely", "handler-returns": "possible" }, {}),
  ],
  "first-frame-missing": [
    plainly(coordinator, { "first-frame-differs": "certain" }, { contract }),
    plainly(coordinator, {}, { origin }),
  ],
  "own-origin-check": [told(refused, doubtful, { contract }), plainly(coordinator, {}, { origin })],
};

/** Sockets with a token in the query and a first frame, as documents say. */
const info = { info: { payload: { type: "object", properties: { type: { const: "info" } }, required: ["type"] } } };
const handshake = { accepted: { status: 101, first: "info", within: 1000 } };
const documents = {
  asyncapi: "3.0.0",
  info: { title: "Zoo", version: "1.0.0" },
  channels: {
    token: {
      address: "/ws/token",
      bindings: { ws: { query: { type: "object", properties: { token: { type: "string" } }, required: ["token"] } } },
      messages: info,
      "x-handshake": handshake,
    },
    silent: { address: "/ws/silent", messages: info, "x-handshake": handshake },
  },
  operations: {
    tell: { action: "send", channel: { $ref: "#/channels/token" } },
    hush: { action: "send", channel: { $ref: "#/channels/silent" } },
  },
};

/** What a contract and the sources add to what is seen from outside. */
export const studio: readonly Served[] = [
  {
    name: "video-studio with no defect",
    start: backend("video-studio"),
    cases: [
      ...[{}, { contract }, { app }, { origin: "http://elsewhere.example" }].map((given) =>
        plainly(coordinator, {}, given),
      ),
      ...["/api/ws/coordinator", "/coordinator"].map((path) =>
        plainly(path, { "served-under-another-path": "certain" }, { app }),
      ),
      ...["/ws/workflow/pending", "/ws/agent/{agent_name}", "/api/v1/chat/ws/one", "/api/v1/ws/connect"].map((path) =>
        plainly(path, {}, { parameters: { agent_name: "writer" } }),
      ),
    ],
  },
  ...Object.entries(defects).map(([defect, cases]) => ({
    name: `video-studio with ${defect}`,
    start: backend("video-studio", { defect }),
    cases,
  })),
  {
    name: "uvicorn-auto@zoo, with documents",
    start: zoo("uvicorn-auto@zoo"),
    cases: [
      plainly("/ws/token", { "query-missing": "certain" }, { contract: documents }),
      plainly("/ws/token?token=one", {}, { contract: documents }),
      plainly("/ws/token", {}, { contract: documents, query: { token: "one" } }),
      plainly("/ws/silent", { "accepted-then-silent": "likely" }, { contract: documents }),
    ],
  },
];
