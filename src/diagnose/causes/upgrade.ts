import type { Seen } from "../facts.ts";
import { all, type Cause, either, not, sign } from "./cause.ts";
import { lastMark } from "./reach.ts";
import {
  allResolved,
  anyFront,
  asControl,
  asPlainGet,
  brokenOff,
  changedSince,
  controlBrokenOff,
  controlHangs,
  declared,
  hangs,
  hasHttpRoute,
  included,
  isHttpUrl,
  isSocketUrl,
  mark,
  opened,
  refused,
  refusedWith,
  routerMissing,
  routerThere,
  runsPython,
  says,
  siblingsThere,
  stack,
  status,
  tied,
  unanswered,
} from "./signs.ts";

const path = ({ upgrade }: Seen) => upgrade?.path ?? "the path";
const place = ({ app }: Seen) => (app?.socket ? `${app.folder}/${app.socket.file}:${app.socket.line}` : "");
const answer = ({ upgrade }: Seen) => `${upgrade?.status ?? ""}`;
const isSocketIo = all(status("socket-io", 200), says("socket-io", /"sid"/));
const vitePage = says("get", /\/@vite\/client/);
const otherwiseOpen = (id: "upgrade-slash" | "upgrade-origin" | "upgrade-no-origin" | "upgrade-query") =>
  status(id, 101);
/** Something that only one change of the request makes open: the reason is known, and no other is needed. */
const explained = either(
  ...(["upgrade-slash", "upgrade-origin", "upgrade-no-origin", "upgrade-query"] as const).map(otherwiseOpen),
);
const notOpened = either(refused, unanswered);

/** What an upgrade means that a plain server answered as any GET. */
const ignored = either(
  asPlainGet,
  status("upgrade", 426),
  says("upgrade", /No WebSocket UPGRADE hdr/),
  says("upgrade", /Unsupported upgrade request/),
);
/** Where a path that nobody has would get a 403, or no answer of HTTP at all. */
const ignoredByStack = either(
  all(ignored, stack("uvicorn", "starlette", "hypercorn", "daphne", "express")),
  status("upgrade", 426),
  says("upgrade", /No WebSocket UPGRADE hdr|Unsupported upgrade request/),
);
const controlOtherwise = sign(
  ["upgrade", "upgrade-control"],
  (seen) => seen.upgrade.status !== seen["upgrade-control"].status,
);
const refusal = [refused, not(ignored)] as const;
/** The stack answers a request without key before the application; without a WebSocket library it does not. */
const libraryThere = either(status("upgrade-no-key", 400), status("upgrade-no-key", 426));

const includeFix = ({ app }: Seen) => {
  const route = app?.socket;
  if (!route)
    return "Include the router in the application that runs: app.include_router(router), before any mount or catch-all.";
  const module = route.router.file.replace(/\.py$/, "").replace(/[\\/]/g, ".");
  const alias = module.split(".").at(-1) ?? "sockets";
  if (route.by)
    return `${app?.folder}/${route.by.file}:${route.by.line} includes it only under \`${route.by.condition}\`: let that be true, or include it always.`;
  return `from ${module} import ${route.router.name} as ${alias}\napp.include_router(${alias})`;
};

const table: readonly Cause[] = [
  {
    id: "route-not-registered",
    explains: "no upgrade",
    seen: [notOpened, either(asControl, controlHangs, controlBrokenOff, routerMissing)],
    unseen: [
      explained,
      ignoredByStack,
      refusedWith(401, 407, 429, 500, 502, 503, 504),
      routerThere,
      changedSince,
      vitePage,
      status("get", 502),
      isSocketIo,
    ],
    certainty: [
      { is: "certain", when: [tied, declared, included("never"), allResolved, not(changedSince)] },
      { is: "certain", when: [tied, declared, included("sometimes"), routerMissing, not(changedSince)] },
      { is: "likely", when: [declared, either(included("never"), routerMissing)] },
      { is: "possible", when: [siblingsThere] },
      { is: "likely" },
    ],
    says: (seen) => {
      const route = seen.app?.socket;
      if (!route)
        return `No socket route took ${path(seen)}: a path that nobody has gets the same answer (${answer(seen) || "none"}).`;
      const how = route.by
        ? `included only under a condition that is not met (${seen.app?.folder}/${route.by.file}:${route.by.line})`
        : "never included";
      return `${path(seen)} is declared (${place(seen)}), but its router is ${how}.`;
    },
    fix: includeFix,
    apart: () =>
      "--app FOLDER reads the Python sources (nothing is run) and says whether the route's router is included",
  },
  {
    id: "refused-before-accept",
    explains: "no upgrade",
    seen: [...refusal],
    unseen: [explained, refusedWith(404, 405, 429, 500, 502, 503, 504), routerMissing, changedSince],
    certainty: [
      { is: "certain", when: [refusedWith(401, 407)] },
      { is: "certain", when: [controlOtherwise, refusedWith(403)] },
      { is: "likely", when: [not(asControl), refusedWith(403)] },
      { is: "certain", when: [tied, declared, routerThere, not(changedSince)] },
      { is: "certain", when: [mark("socket-validation")] },
      { is: "likely", when: [siblingsThere] },
      { is: "possible" },
    ],
    says: (seen) => {
      const why = seen.log?.marks.some(({ id }) => id === "socket-validation")
        ? " (the log: a parameter is missing or of the wrong type)"
        : "";
      return `The server refused ${path(seen)} before it accepted, with ${answer(seen)}${why}.`;
    },
    fix: () =>
      "Give what the handler asks for: --header authorization:…, --query token=…, --origin https://your.page, or a parameter of the right type.",
    apart: () => "the same with what the handler asks for (--origin, --header, --query); the server's log (--log FILE)",
  },
  {
    id: "registered-for-http-only",
    explains: "no upgrade",
    seen: [refused, hasHttpRoute],
    unseen: [
      explained,
      all(stack("uvicorn", "starlette", "hypercorn", "daphne"), ignored),
      refusedWith(401, 500, 502, 503, 504),
      anyFront,
      routerThere,
      says("get", /No WebSocket UPGRADE hdr/),
      status("get", 426),
    ],
    certainty: [
      { is: "certain", when: [tied, sign(["app"], ({ app }) => app.http !== undefined && app.socket === undefined)] },
      { is: "likely", when: [asControl] },
      { is: "likely", when: [status("upgrade", 200)] },
      { is: "possible" },
    ],
    says: (seen) =>
      `${path(seen)} is a route of plain HTTP (GET gets ${seen.get?.status}), and no socket route takes the upgrade.`,
    fix: () => "Ask the path that the socket has, or add a socket route there: @app.websocket(…).",
    apart: () => "--app FOLDER, or the server's list of routes",
  },
  {
    id: "origin-refused",
    explains: "no upgrade",
    seen: [notOpened, otherwiseOpen("upgrade-no-origin")],
    certainty: [{ is: "certain" }],
    says: (seen) => `${path(seen)} opens without an Origin and not with the frontend's: the server refuses that page.`,
    fix: () =>
      "Add the frontend's origin, scheme and port included, to the list that the server checks; CORS settings do not count for sockets.",
  },
  {
    id: "origin-required",
    explains: "no upgrade",
    seen: [notOpened, otherwiseOpen("upgrade-origin")],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `${path(seen)} opens with an Origin (${seen["upgrade-origin"]?.origin}) and not without: the server asks for one.`,
    fix: (seen) => `Send it: --header origin:${seen["upgrade-origin"]?.origin}; a browser does by itself.`,
  },
  {
    id: "query-missing",
    explains: "no upgrade",
    seen: [notOpened, otherwiseOpen("upgrade-query")],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `${path(seen)} opens with ${seen["upgrade-query"]?.added.join(" and ")} in the query, and not without.`,
    fix: (seen) => `Add to the URL: ?${seen["upgrade-query"]?.added.map((name) => `${name}=…`).join("&")}`,
  },
  {
    id: "trailing-slash",
    explains: "no upgrade",
    seen: [notOpened, otherwiseOpen("upgrade-slash")],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `${seen["upgrade-slash"]?.path} opens, and ${path(seen)} does not: they differ in the slash at the end, which no server redirects for sockets.`,
    fix: (seen) => `Ask ${seen["upgrade-slash"]?.path} instead.`,
  },
  {
    id: "served-under-another-path",
    explains: "no upgrade",
    seen: [notOpened, sign(["app"], ({ app }) => app.elsewhere !== undefined && app.elsewhere.included !== "never")],
    unseen: [explained],
    certainty: [{ is: "certain", when: [tied, asControl, not(changedSince)] }, { is: "likely" }],
    says: (seen) =>
      `The sources have the socket at ${seen.app?.elsewhere?.paths.join(" and ")} (${seen.app?.elsewhere?.file}:${seen.app?.elsewhere?.line}), not at ${path(seen)}.`,
    fix: (seen) =>
      `Ask ${seen.app?.elsewhere?.paths[0]}; a prefix comes from include_router, a mount, or --root-path behind a proxy.`,
  },
  {
    id: "server-older-than-source",
    explains: "no upgrade",
    seen: [notOpened, tied, declared, included("always", "sometimes"), changedSince, either(asControl, routerMissing)],
    unseen: [explained, routerThere],
    certainty: [{ is: "certain", when: [included("always")] }, { is: "likely" }],
    says: (seen) =>
      `The sources have ${path(seen)} (${place(seen)}), and the process does not: ${seen.app?.changed.find((file) => file === seen.app?.socket?.by?.file) ?? seen.app?.changed[0]} was changed after it started.`,
    fix: (seen) =>
      `Restart the server${seen.listener ? ` (process ${seen.listener.owners[0]?.pid})` : ""}; while you develop, let it reload: uvicorn … --reload.`,
    apart: () => "the same after a restart",
  },
  {
    id: "no-websocket-library",
    explains: "no upgrade",
    seen: [refused, ignored],
    unseen: [
      libraryThere,
      says("upgrade", /No WebSocket UPGRADE hdr/),
      status("upgrade", 426),
      stack("aiohttp", "express", "fastify", "hono", "ws"),
      vitePage,
      explained,
    ],
    certainty: [
      { is: "certain", when: [says("upgrade", /^Unsupported upgrade request/)] },
      { is: "certain", when: [mark("no-library")] },
      {
        is: "certain",
        when: [
          stack("uvicorn"),
          runsPython,
          either(status("upgrade-no-key", 404), status("upgrade-no-key", 200), status("upgrade-no-key", 405)),
        ],
      },
      { is: "likely", when: [stack("uvicorn"), not(anyFront)] },
      { is: "possible" },
    ],
    says: () => "The server has no WebSocket library: it answers an upgrade as a plain GET.",
    fix: () => "pip install 'uvicorn[standard]'",
    apart: () =>
      'the server\'s log (--log FILE): it says "No supported WebSocket library detected"; or the same asked past the proxy',
  },
  {
    id: "no-socket-server",
    explains: "no upgrade",
    seen: [refused, asPlainGet],
    unseen: [
      says("upgrade", /No WebSocket UPGRADE hdr/),
      status("upgrade", 426, 502, 503, 504),
      stack("uvicorn", "starlette", "hypercorn", "daphne", "aiohttp"),
      vitePage,
      explained,
      mark("no-library"),
      runsPython,
    ],
    certainty: [{ is: "likely", when: [not(anyFront)] }, { is: "possible" }],
    says: () => "Nothing in this server listens for upgrades: it answers them as a plain GET.",
    fix: () =>
      "Hang a WebSocket server on the HTTP server: new WebSocketServer({ server, path }) (ws), app.register(websocket) (fastify), injectWebSocket(server) (hono).",
    apart: () => "whether another socket of this server opens; the same asked past the proxy",
  },
  {
    id: "proxy-drops-upgrade",
    explains: "no upgrade",
    seen: [refused, ignored],
    unseen: [
      explained,
      says("upgrade", /^Unsupported upgrade request/),
      mark("no-library"),
      refusedWith(502, 503, 504),
      vitePage,
      runsPython,
    ],
    certainty: [
      { is: "certain", when: [says("upgrade", /No WebSocket UPGRADE hdr: None/)] },
      { is: "certain", when: [status("upgrade", 426), status("get", 426)] },
      { is: "likely", when: [anyFront] },
      { is: "possible" },
    ],
    says: ({ fingerprint }) =>
      `${fingerprint?.front ?? "A proxy"} in front passes the request on without its upgrade, so the server sees a plain GET.`,
    fix: ({ fingerprint }) =>
      fingerprint?.front === undefined || fingerprint.front === "nginx"
        ? 'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";'
        : "Let the proxy pass the headers Upgrade and Connection on.",
    apart: () => "the same asked past the proxy, at the server's own port",
  },
  {
    id: "proxy-backend-down",
    explains: "no upgrade",
    seen: [
      either(refusedWith(502, 503, 504), brokenOff),
      either(status("get", 502, 504), refusedWith(502, 504), mark("proxy-failed")),
    ],
    certainty: [
      { is: "certain", when: [either(anyFront, mark("proxy-failed"), status("get", 502))] },
      { is: "likely" },
    ],
    says: ({ fingerprint, get }) =>
      `${fingerprint?.front ?? "A proxy"} answers in front, and the server behind it does not (GET gets ${get?.status ?? "nothing"}).`,
    fix: () => "Start the server behind the proxy, and compare its host and port with the proxy's settings.",
  },
  {
    id: "dev-server-without-socket-proxy",
    explains: "no upgrade",
    seen: [hangs, vitePage],
    certainty: [{ is: "certain", when: [controlHangs] }, { is: "likely" }],
    says: (seen) => `Vite's dev server has no proxy for ${path(seen)}: the upgrade gets no answer, and GET the page.`,
    fix: () => "server: { proxy: { '/ws': { target: 'ws://localhost:PORT', ws: true } } }",
  },
  {
    id: "crash-before-accept",
    explains: "no upgrade",
    seen: [refusedWith(500)],
    unseen: [explained],
    certainty: [
      { is: "certain", when: [either(mark("no-handshake"), mark("traceback")), not(asControl)] },
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
    certainty: [{ is: "certain", when: [mark("http-scope-only")] }, { is: "likely" }],
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
    id: "upgrade-ignored",
    explains: "no upgrade",
    seen: [hangs, controlHangs],
    unseen: [vitePage],
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
    id: "socket-io-server",
    explains: "no upgrade",
    seen: [notOpened, isSocketIo],
    certainty: [{ is: "certain", when: [either(brokenOff, hangs)] }, { is: "likely" }],
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

/** The upgrade was not accepted. Of a URL of HTTP it is asked to find out whether it should have been a socket's. */
export const upgradeCauses: readonly Cause[] = table.map((cause) =>
  cause.id === "http-url-of-a-socket" ? cause : { ...cause, seen: [isSocketUrl, ...cause.seen] },
);
