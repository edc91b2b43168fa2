import type { Seen } from "../facts.ts";
import { type Cause, not, sign } from "./cause.ts";
import { lastMark } from "./reach.ts";
import { controlOpened, freshMark, hasHttpRoute, isSocketUrl, opened } from "./signs.ts";

const frame = sign(["first-frame"], (seen) => seen["first-frame"].frame !== undefined);
const ends = sign(["first-frame"], (seen) => seen["first-frame"].end !== "open");
const controlStays = sign(["control-socket"], (seen) => seen["control-socket"].end === "open");
const code = (...codes: readonly number[]) =>
  sign(["first-frame"], (seen) => codes.includes(seen["first-frame"].code ?? 0));
const ownCode = sign(["first-frame"], (seen) => {
  const { code = 0 } = seen["first-frame"];
  return code === 1008 || (code >= 3000 && code <= 4999);
});
const subprotocol = sign(["first-frame"], (seen) => /subprotocol/i.test(seen["first-frame"].message ?? ""));
const promised = sign(["first-frame"], (seen) => seen["first-frame"].promised !== undefined);
const firstBroken = sign(
  ["first-frame"],
  (seen) => seen["first-frame"].broken?.includes("handshake/first-frame") ?? false,
);
const path = ({ upgrade }: Seen) => upgrade?.path ?? "the path";
const how = (seen: Seen) => {
  const first = seen["first-frame"];
  return first?.code === undefined
    ? "broke off"
    : `closed with ${first.code}${first.reason ? ` (${first.reason})` : ""}`;
};

const table: readonly Cause[] = [
  {
    id: "accepts-everything",
    explains: "every path",
    seen: [opened, controlOpened, controlStays],
    unseen: [ends],
    certainty: [{ is: "certain" }],
    says: () =>
      "The server opens a socket on every path, one that nobody has included: that it opened says nothing about the route.",
    fix: () => "Give the server a path: new WebSocketServer({ server, path: '/ws/…' }); and let it refuse others.",
  },
  {
    id: "route-not-registered",
    explains: "socket ends",
    seen: [opened, controlOpened, ends],
    unseen: [frame, ownCode, subprotocol],
    certainty: [{ is: "likely" }],
    says: (seen) => `${path(seen)} opens and is closed at once, as a path that nobody has is: no socket route took it.`,
    fix: () =>
      "Register the route: app.ws('/path', handler) (express-ws), app.get('/path', { websocket: true }, handler) (fastify).",
    apart: () => "a first frame that only the handler sends; the server's list of routes",
  },
  {
    id: "registered-for-http-only",
    explains: "socket ends",
    seen: [opened, ends, hasHttpRoute],
    unseen: [frame, ownCode, subprotocol],
    certainty: [{ is: "likely" }],
    says: (seen) =>
      `${path(seen)} is a route of plain HTTP (GET gets ${seen.get?.status}): the socket opens and is closed at once.`,
    fix: () =>
      "Ask the path that the socket has, or make it a socket route: { websocket: true } (fastify), app.ws(…) (express-ws).",
    apart: () => "a first frame that only the handler sends; the server's list of routes",
  },
  {
    id: "refused-after-accept",
    explains: "socket ends",
    seen: [ends, ownCode],
    certainty: [{ is: "certain" }],
    says: (seen) => `The handler of ${path(seen)} accepted, and then ${how(seen)}: it refuses this client.`,
    fix: () =>
      "Give what the handler asks for: a token, a parameter, another Origin; the code and its reason say which.",
  },
  {
    id: "subprotocol",
    explains: "socket ends",
    seen: [subprotocol],
    certainty: [{ is: "certain" }],
    says: (seen) => `Client and server do not agree on a subprotocol: ${seen["first-frame"]?.message ?? ""}`,
    fix: () =>
      "Ask for the one that the server chooses, new WebSocket(url, ['NAME']), or let the server choose only among those that were asked for.",
  },
  {
    id: "crash-after-accept",
    explains: "socket ends",
    seen: [opened, ends],
    unseen: [ownCode, subprotocol, code(1000, 1001, 1005)],
    certainty: [{ is: "certain", when: [freshMark("traceback")] }, { is: "likely" }],
    says: (seen) =>
      `The handler of ${path(seen)} accepted, and then failed: the socket ${how(seen)}. ${lastMark(seen.log, /traceback/)}`.trim(),
    fix: () =>
      "Look at the traceback in the server's log; catch what the handler does not expect, and close with a code.",
    apart: () => "the server's log (--log FILE): a crash leaves a traceback, a handler that returns does not",
  },
  {
    id: "handler-returns",
    explains: "socket ends",
    seen: [opened, ends],
    unseen: [ownCode, subprotocol, code(1012, 1013), freshMark("traceback")],
    certainty: [{ is: "likely", when: [code(1000, 1001, 1005)] }, { is: "possible" }],
    says: (seen) => `The handler of ${path(seen)} accepted and came to its end at once: the socket ${how(seen)}.`,
    fix: () => "Keep the handler waiting for frames: while True: await socket.receive_json().",
    apart: () => "the server's log (--log FILE): a crash leaves a traceback, a handler that returns does not",
  },
  {
    id: "accepted-then-silent",
    explains: "socket is silent",
    seen: [opened, promised, not(frame), not(ends)],
    certainty: [{ is: "likely" }],
    says: (seen) =>
      `${path(seen)} opened and stayed silent, where the contract promises ${seen["first-frame"]?.promised} as the first frame.`,
    fix: () =>
      'Let the handler send it right after accept(); a page that waits for it shows "connected" and nothing else.',
  },
  {
    id: "first-frame-differs",
    explains: "socket is silent",
    seen: [opened, frame, promised, not(ends), firstBroken],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `The first frame of ${path(seen)} is not the ${seen["first-frame"]?.promised} that the contract promises: ${(seen["first-frame"]?.frame ?? "").slice(0, 80)}`,
    fix: () => "Let the handler send that frame first, or let the page wait for it instead of taking the first one.",
  },
];

/** The upgrade was accepted, and what came then is not a conversation. */
export const socketCauses: readonly Cause[] = table.map((cause) => ({ ...cause, seen: [isSocketUrl, ...cause.seen] }));
