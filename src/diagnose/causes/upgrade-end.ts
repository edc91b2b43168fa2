import { type Cause, either, not, sign } from "./cause.ts";
import { lastMark } from "./reach.ts";
import {
  asControl,
  brokenOff,
  controlBrokenOff,
  controlHangs,
  freshMark,
  hangs,
  isHttpUrl,
  opened,
  refusedWith,
  status,
} from "./signs.ts";
import { explained, isSocketIo, isVite, notOpened, opensLater, path, vitePage } from "./upgrade-signs.ts";

/** The upgrade came to another end than an answer of its route. */
export const upgradeEnd: readonly Cause[] = [
  {
    id: "crash-before-accept",
    explains: "no upgrade",
    seen: [refusedWith(500)],
    unseen: [explained],
    certainty: [
      { is: "certain", when: [either(freshMark("no-handshake"), freshMark("traceback")), not(asControl)] },
      { is: "likely", when: [not(asControl)] },
      { is: "possible" },
    ],
    says: (seen) =>
      `The handler of ${path(seen)} failed or ended before it accepted (500). ${lastMark(seen.log, /no-handshake|traceback/)}`.trim(),
    fix: () =>
      "await socket.accept() first, and look at the traceback in the server's log; an HTTPException there is a 500 on Starlette before 0.37.",
    apart: () => "the server's log (--log FILE) has the traceback",
  },
  {
    id: "mount-takes-sockets",
    explains: "no upgrade",
    seen: [refusedWith(500), asControl],
    unseen: [explained],
    certainty: [{ is: "certain", when: [freshMark("http-scope-only")] }, { is: "likely" }],
    says: () =>
      "Something mounted at / takes sockets that it cannot serve (StaticFiles, as a rule): every upgrade gets a 500.",
    fix: () => 'Put app.mount("/", StaticFiles(…)) behind every socket route, or below a path of its own.',
    apart: () => 'the server\'s log (--log FILE) has assert scope["type"] == "http"',
  },
  {
    id: "hangs-before-accept",
    explains: "no upgrade",
    seen: [hangs],
    unseen: [vitePage],
    certainty: [{ is: "likely", when: [not(controlHangs)] }, { is: "possible" }],
    says: (seen) => `The handler of ${path(seen)} took the request and neither accepted nor refused it in time.`,
    fix: () => "Look at what the handler waits for before accept(): a database, a lock, a token's check.",
    apart: () => "a longer wait, and the server's log while it waits",
  },
  {
    id: "unsteady",
    explains: "no upgrade",
    seen: [notOpened, opensLater],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `${path(seen)} opens, but not each time: the first upgrade got ${seen.upgrade?.status ?? "no answer in time"}, and the same asked again opened.`,
    fix: () =>
      "Look at what keeps the server busy (a blocking call in an async handler, too few workers), or at a balancer with servers that differ.",
  },
  {
    id: "upgrade-ignored",
    explains: "no upgrade",
    seen: [hangs, controlHangs],
    unseen: [vitePage, status("get", 504)],
    certainty: [{ is: "likely" }],
    says: () => "Upgrades get no answer on any path: the server listens for them and does nothing with this one.",
    fix: () =>
      "server.on('upgrade', …) must handle or destroy every socket: handle this path there, and end others with a 404.",
    apart: () => "the path that the server's upgrade listener knows",
  },
  {
    id: "upgrade-destroyed",
    explains: "no upgrade",
    seen: [brokenOff, controlBrokenOff],
    unseen: [status("get", 502, 504), isSocketIo],
    certainty: [{ is: "likely" }],
    says: () => "The server closes every upgrade without an answer.",
    fix: () => "Look at the server's upgrade listener: it destroys sockets of paths that it does not know.",
    apart: () => "the path that the server's upgrade listener knows",
  },
  {
    id: "breaks-off-upgrade",
    explains: "no upgrade",
    seen: [brokenOff, not(controlBrokenOff)],
    unseen: [status("get", 502, 504), isSocketIo],
    certainty: [{ is: "likely" }],
    says: (seen) => `The server closes the connection when ${path(seen)} is upgraded, and answers other paths.`,
    fix: () => "Look at the server's log: a crash in the handshake, or a subprotocol that was not asked for.",
  },
  {
    id: "subprotocol",
    explains: "no upgrade",
    seen: [either(hangs, brokenOff), not(controlHangs), not(controlBrokenOff)],
    unseen: [explained, status("get", 502, 504), isSocketIo, isVite],
    certainty: [{ is: "possible" }],
    says: (seen) =>
      `The server of ${path(seen)} chooses a subprotocol that was not asked for, and its library gives up the handshake.`,
    fix: () => "new WebSocket(url, ['NAME']), or let the server choose only among those that were asked for.",
    apart: () => "the same with the subprotocol that the server expects (--header sec-websocket-protocol:NAME)",
  },
  {
    id: "socket-io-server",
    explains: "no upgrade",
    seen: [notOpened, isSocketIo],
    certainty: [{ is: "certain", when: [brokenOff, controlBrokenOff] }, { is: "likely" }],
    says: () => "This server speaks Socket.IO, which is not plain WebSocket: it answers at /socket.io/ alone.",
    fix: () =>
      "Use socket.io-client with this server, or give plain WebSockets a path of their own (destroyUpgrade: false).",
  },
  {
    id: "spa-fallback",
    explains: "no upgrade",
    seen: [
      refusedWith(200),
      sign(["upgrade"], ({ upgrade }) => /html/.test(upgrade.headers["content-type"] ?? "")),
      asControl,
    ],
    certainty: [{ is: "likely" }],
    says: () =>
      "A page is served for every path, upgrades included: a fallback for a single-page app answered, not your server.",
    fix: () => "Point the URL at the server itself, or give the proxy a rule for this path before the fallback.",
    apart: () => "the same asked of the server itself",
  },
  {
    id: "redirected",
    explains: "no upgrade",
    seen: [refusedWith(301, 302, 303, 307, 308)],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `The upgrade is redirected to ${seen.upgrade?.headers.location ?? "nowhere"}; no browser follows that for a socket.`,
    fix: (seen) => `Open ${seen.upgrade?.headers.location ?? "the address that it names"} itself, with ws: or wss:.`,
  },
  {
    id: "answers-upgrade-badly",
    explains: "no upgrade",
    seen: [sign(["upgrade"], ({ upgrade }) => upgrade.end === "invalid" || upgrade.end === "not-http")],
    certainty: [{ is: "certain" }],
    says: () =>
      "The server accepts the upgrade with an answer that is none: its Sec-WebSocket-Accept is not that of our key.",
    fix: () =>
      "Look at what makes the answer: a cache in front, or a handshake made by hand. RFC 6455, 4.2.2 says how.",
  },
  {
    id: "http-url-of-a-socket",
    explains: "no upgrade",
    seen: [opened, sign(["get", "upgrade"], ({ get }) => get.status !== undefined && get.status >= 400), isHttpUrl],
    certainty: [{ is: "certain" }],
    says: (seen) => `${path(seen)} is a socket: an upgrade opens it, and plain HTTP gets ${seen.get?.status}.`,
    fix: () => "Write ws: instead of http:, wss: instead of https:, and open it as a WebSocket.",
  },
];
