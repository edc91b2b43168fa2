import { all, type Cause, either, not } from "./cause.ts";
import {
  anyFront,
  asPlainGet,
  controlHangs,
  freshMark,
  hangs,
  mark,
  refused,
  refusedWith,
  runsPython,
  says,
  stack,
  status,
} from "./signs.ts";
import { explained, ignored, isVite, libraryThere, path, saysNoLibrary, vitePage } from "./upgrade-signs.ts";

/** The upgrade did not reach anything that understands it. */
export const upgradeStack: readonly Cause[] = [
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
      { is: "certain", when: [saysNoLibrary] },
      { is: "certain", when: [freshMark("no-library")] },
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
    seen: [refused, either(asPlainGet, all(refusedWith(200), status("get", 404)))],
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
    unseen: [explained, saysNoLibrary, mark("no-library"), refusedWith(502, 503, 504), vitePage, runsPython],
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
    id: "dev-server-without-socket-proxy",
    explains: "no upgrade",
    seen: [hangs, isVite],
    certainty: [{ is: "certain", when: [controlHangs, vitePage] }, { is: "likely" }],
    says: (seen) => `Vite's dev server has no proxy for ${path(seen)}: it leaves the upgrade without an answer.`,
    fix: () => "server: { proxy: { '/ws': { target: 'ws://localhost:PORT', ws: true } } }",
  },
];
