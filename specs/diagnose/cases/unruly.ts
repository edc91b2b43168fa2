import type { Socket } from "node:net";
import { createServer as createTls } from "node:tls";
import type { WebSocket } from "ws";
import { http, type RawServer, sockets, tcp } from "../../verify/raw-server.ts";
import { certificate } from "../certificate.ts";
import { listening } from "../listening.ts";
import type { Case, Found, Served } from "./case.ts";
import { own } from "./start.ts";

const answering = (bytes: string | Buffer) => () =>
  tcp((wire) => {
    wire.on("error", () => undefined);
    wire.once("data", () => wire.end(bytes));
  });

/** What `ws` writes to. */
const rawOf = (socket: WebSocket) => (socket as unknown as { readonly _socket: Socket })._socket;

const head = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const upgrade =
  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: bm90IG91ciBrZXk=\r\n\r\n";

function once(what: string, start: () => Promise<RawServer>, found: Found, more: Partial<Case> = {}): Served {
  const { given, ...rest } = more;
  const one = { path: "/ws", scheme: "http", truth: Object.keys(found), found, ...rest } as const;
  return { name: `a target that ${what}`, start: own(start), cases: [{ ...one, given: { budget: 5000, ...given } }] };
}

/** Targets that no well-behaved client meets. */
export const unruly: readonly Served[] = [
  once("never answers", () => tcp(() => undefined), { "answers-nothing": "likely" }),
  once(
    "answers a byte at a time, slowly",
    () =>
      tcp((wire) => {
        let at = 0;
        const timer = setInterval(() => wire.write(head[at++ % head.length] as string), 500);
        wire.on("close", () => clearInterval(timer));
      }),
    { "answers-too-slowly": "likely" },
  ),
  once(
    "sends headers without end",
    () =>
      tcp((wire) => {
        const more = () => {
          while (wire.write(`x-header: ${"y".repeat(60_000)}\r\n`));
        };
        wire.once("data", () => {
          wire.write("HTTP/1.1 200 OK\r\n");
          wire.on("drain", more);
          more();
        });
      }),
    { "answer-without-end": "certain" },
  ),
  once(
    "redirects for ever",
    () =>
      http((request, response) =>
        response
          .writeHead(302, { location: `/${Number((request.url ?? "/").slice(1).replace(/\D/g, "") || 0) + 1}` })
          .end(),
      ),
    { "redirect-loop": "certain" },
    { given: { follow: true } },
  ),
  once(
    "redirects to another host, which is not followed",
    () => http((_, response) => response.writeHead(302, { location: "http://elsewhere.invalid/login" }).end()),
    { redirected: "likely" },
  ),
  once(
    "redirects an upgrade",
    () => http((_, response) => response.writeHead(302, { location: "/login" }).end()),
    {
      redirected: "certain",
    },
    { scheme: "ws" },
  ),
  once(
    "closes TLS in the middle",
    () => tcp((wire) => wire.once("data", () => wire.end(Buffer.from([0x16, 3, 3, 0, 80, 2])))),
    { "tls-fails": "likely" },
    { scheme: "https" },
  ),
  once(
    "closes after the TLS handshake",
    () => listening(createTls(certificate(), (wire) => wire.destroy())),
    { "certificate-not-trusted": "certain" },
    { scheme: "https" },
  ),
  once(
    "answers bytes that are no UTF-8",
    answering(
      Buffer.concat([
        Buffer.from(head.replace("2\r\n", "6\r\n").slice(0, -2)),
        Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80, 0x81]),
      ]),
    ),
    {},
  ),
  once(
    "answers an upgrade with a key that is not ours",
    answering(upgrade),
    { "answers-upgrade-badly": "certain" },
    { scheme: "ws" },
  ),
  once(
    "sends a first frame that is no UTF-8",
    () => sockets("/ws", (socket) => rawOf(socket).write(Buffer.from([0x81, 4, 0xff, 0xfe, 0xc3, 0x28]))),
    { "crash-after-accept": "likely", "handler-returns": "possible" },
    { scheme: "ws", truth: ["crash-after-accept"] },
  ),
  once(
    "takes no more upgrades for now",
    () => http((_, response) => response.writeHead(429).end("slowly")),
    {},
    { scheme: "ws", verdict: "inconclusive" },
  ),
  once("answers without a reason phrase", answering("HTTP/1.1 200 \r\ncontent-length: 2\r\n\r\nok"), {}),
  once(
    "answers a status and nothing else",
    answering("HTTP/1.1 403\r\n\r\n"),
    { "refused-before-accept": "likely", "route-not-registered": "possible" },
    { scheme: "ws", truth: ["refused-before-accept"] },
  ),
  once("answers half a head", answering("HTTP/1.1 200 OK\r\nconte"), { "closes-without-answer": "likely" }),
  once("answers 101 to everything", answering(upgrade), {}),
];
