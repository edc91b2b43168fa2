import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { verify } from "../../src/verify/index.ts";
import { http, type RawServer, sockets, tcp } from "./raw-server.ts";

const shelf = fileURLToPath(new URL("documents/shelf.openapi.yaml", import.meta.url));
const talk = fileURLToPath(new URL("documents/talk.asyncapi.yaml", import.meta.url));

const json = { "content-type": "application/json" };
const stream = { "content-type": "text/event-stream" };
const book = JSON.stringify({ title: "Moby-Dick" });
const hello = JSON.stringify({ type: "hello" });

interface Case {
  readonly target: string;
  readonly start: () => Promise<RawServer>;
  readonly contract?: string;
  /** Milliseconds; 400 when left out. */
  readonly timeout?: number;
  /** The check that is looked at, and what it says: a rule it breaks, or why it is inconclusive. */
  readonly check: string;
  readonly breaks?: string;
  readonly says: RegExp;
}

/** Answers the path well, and everything else with 404. */
const only = (path: string, answer: Parameters<typeof http>[0]) =>
  http((request, response) => {
    if (request.url === path) answer(request, response);
    else response.writeHead(404, json).end('{"detail":"Not Found"}');
  });

const cases: readonly Case[] = [
  {
    target: "nothing listens",
    start: async () => {
      const server = await tcp(() => undefined);
      await server.close();
      return { ...server, close: async () => undefined };
    },
    check: "book/answers",
    says: /nothing listens on 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/,
  },
  {
    target: "hangs",
    start: () => tcp(() => undefined),
    check: "book/registered",
    says: /nothing was answered within 0\.4 s/,
  },
  {
    target: "does not speak HTTP",
    start: () => tcp((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")),
    check: "book/registered",
    says: /does not speak HTTP/,
  },
  {
    target: "hangs up at once",
    start: () => tcp((socket) => socket.destroy()),
    check: "book/registered",
    says: /closed without an answer/,
  },
  {
    target: "answers a page of HTML to everything",
    start: () => http((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>")),
    check: "book/registered",
    breaks: "route/registered",
    says: /200 with a page of HTML, and so does the made-up \/wirecheck-/,
  },
  {
    target: "answers everything alike, the path echoed",
    start: () => http((request, response) => response.writeHead(200, json).end(JSON.stringify({ path: request.url }))),
    check: "book/registered",
    breaks: "route/registered",
    says: /and so does the made-up/,
  },
  {
    target: "does not know a made-up id",
    start: () => only("/book", (_, response) => response.writeHead(200, json).end(book)),
    check: "shelf/registered",
    says: /404 for a made-up shelf, as for a made-up path; give one that exists: --param shelf=VALUE/,
  },
  {
    target: "redirects everything",
    start: () => http((_, response) => response.writeHead(307, { location: "/login" }).end()),
    check: "book/registered",
    breaks: "route/registered",
    says: /307 to \/login/,
  },
  {
    target: "redirects the route",
    start: () => only("/book", (_, response) => response.writeHead(307, { location: "/book/" }).end()),
    check: "book/answers",
    breaks: "response/status",
    says: /307/,
  },
  {
    target: "breaks the body off",
    start: () =>
      only("/book", (_, response) => {
        response.writeHead(200, { ...json, "content-length": 1000 });
        response.write('{"title"', () => response.destroy());
      }),
    check: "book/answers",
    breaks: "framing/json",
    says: /JSON/,
  },
  {
    target: "sends 100 MB",
    start: () =>
      only("/book", (_, response) => {
        response.writeHead(200, json);
        const chunk = "x".repeat(1024 * 1024);
        let left = 100;
        const more = () => {
          while (left-- > 0 && !response.destroyed)
            if (!response.write(chunk)) return void response.once("drain", more);
          response.end();
        };
        more();
      }),
    check: "book/answers",
    breaks: "framing/size",
    says: /larger than|past/,
  },
  {
    target: "streams for ever",
    start: () =>
      only("/pages", (_, response) => {
        response.writeHead(200, stream);
        const timer = setInterval(() => response.write('data: {"page":1}\n\n'), 20);
        response.on("close", () => clearInterval(timer));
      }),
    check: "pages/answers",
    says: /^\d+ frames$/,
  },
  {
    target: "refuses the upgrade with 403",
    contract: talk,
    start: () => http((_, response) => response.writeHead(403).end()),
    check: "talk/handshake",
    breaks: "handshake/accepted",
    says: /403 instead of 101: no socket route took the path, or its handler refused/,
  },
  {
    target: "answers the upgrade as a plain request",
    contract: talk,
    start: () => http((_, response) => response.writeHead(200, json).end(book)),
    check: "talk/handshake",
    breaks: "handshake/accepted",
    says: /200 \{"title":"Moby-Dick"\} instead of 101/,
  },
  {
    target: "never answers the upgrade",
    contract: talk,
    start: () => tcp(() => undefined),
    check: "talk/handshake",
    says: /nothing was answered within 0\.4 s/,
  },
  {
    target: "accepts a socket on every path",
    contract: talk,
    start: () => sockets(undefined, (socket) => socket.send(hello)),
    check: "talk/handshake",
    breaks: "route/registered",
    says: /the made-up \/wirecheck-\w+ is accepted as well/,
  },
  {
    target: "closes the socket without a frame",
    contract: talk,
    start: () => sockets("/talk", (socket) => socket.close(4401, "who are you")),
    check: "talk/first-frame",
    breaks: "handshake/first-frame",
    says: /closed \(4401\) without a frame/,
  },
  {
    target: "sends binary frames",
    contract: talk,
    start: () => sockets("/talk", (socket) => socket.send(Buffer.from([1, 2, 3]))),
    check: "talk/frames",
    breaks: "framing/binary",
    says: /binary/,
  },
  {
    target: "sends a frame of 100 MB",
    contract: talk,
    start: () => sockets("/talk", (socket) => socket.send("x".repeat(100 * 1024 * 1024))),
    timeout: 5000,
    check: "talk/first-frame",
    says: /went past 16384 KiB/,
  },
  {
    target: "does not reply",
    contract: talk,
    start: () => sockets("/talk", (socket) => socket.send(hello)),
    check: "talk/reply-ping",
    says: /no reply to ping within 0\.4 s, and it has 0\.5 s; raise --timeout/,
  },
];

for (const { target, start, contract = shelf, timeout = 400, check, breaks, says } of cases) {
  test(`a target that ${target} ends in its budget with a clear sentence`, async () => {
    const server = await start();
    try {
      const began = performance.now();
      const report = await verify({ contract: await loadContract(contract), url: server.url, timeout });
      const result = report.checks.find(({ id }) => id === check);
      // Of at most eleven checks four run at a time, each within its budget.
      expect(performance.now() - began).toBeLessThan(10 * timeout + 2000);
      expect(result?.violations.map(({ rule }) => rule)).toEqual(breaks === undefined ? [] : [breaks]);
      expect(result?.because ?? result?.violations[0]?.message ?? result?.note).toMatch(says);
      expect(report.verdict).toBe(report.summary.fail > 0 ? "fail" : "inconclusive");
    } finally {
      await server.close();
    }
  });
}
