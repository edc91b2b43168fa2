import { createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import { http, sockets, tcp } from "../../verify/raw-server.ts";
import { certificate } from "../certificate.ts";
import { listening, silent } from "../listening.ts";
import type { Case, Found, Served } from "./case.ts";
import { nothing, own } from "./start.ts";

const hello = () => listening(createHttps(certificate(), (_, answer) => answer.end("hello")));

/** Waits as people's tools do, for what is slow is what is looked for. */
const budget = 5000;

/** A server that is asked once. */
const once = (name: string, start: Served["start"], scheme: NonNullable<Case["scheme"]>, found: Found): Served => ({
  name,
  start,
  cases: [{ path: "/ws", scheme, given: { budget }, truth: Object.keys(found), found }],
});

/** The same port at another host of this machine. */
const at =
  (host: string, start: Served["start"]): Served["start"] =>
  async (hear) => {
    const server = await start(hear);
    return { ...server, url: `http://${host}:${new URL(server.url).port}` };
  };

const everywhere = (host: string) =>
  own(() =>
    listening(
      createHttp((_, answer) => answer.end("hello")),
      host,
    ),
  );

/** What comes before HTTP. */
export const transport: readonly Served[] = [
  once("nothing, asked for a page", nothing, "http", { "nothing-listening": "certain" }),
  once("nothing, asked for a socket", nothing, "ws", { "nothing-listening": "certain" }),
  once("nothing, by a name of two addresses", at("localhost", nothing), "ws", { "nothing-listening": "certain" }),
  once(
    "a server of IPv6 alone",
    at(
      "127.0.0.1",
      own(() => listening(createHttps(certificate()), "::1")),
    ),
    "http",
    {
      "listens-on-other-address": "certain",
    },
  ),
  once("a server of IPv4 alone, asked at ::1", at("[::1]", everywhere("127.0.0.1")), "http", {
    "listens-on-other-address": "certain",
  }),
  once("a server of IPv4 alone, by its name", at("localhost", everywhere("0.0.0.0")), "http", {}),
  once("a server of every address, asked at ::1", at("[::1]", everywhere("::")), "http", {}),
  once("a server of every address, asked at 127.0.0.1", at("127.0.0.1", everywhere("::")), "http", {}),
  once(
    "resets every connection",
    own(() => tcp((wire) => wire.once("data", () => wire.resetAndDestroy()))),
    "http",
    {
      "closes-without-answer": "likely",
    },
  ),
  once(
    "closes every connection",
    own(() => tcp((wire) => wire.end())),
    "http",
    { "closes-without-answer": "likely" },
  ),
  once(
    "says nothing",
    own(() => tcp(() => undefined)),
    "http",
    { "answers-nothing": "likely" },
  ),
  once(
    "says nothing, asked for a socket",
    own(() => tcp(() => undefined)),
    "ws",
    { "answers-nothing": "likely" },
  ),
  once(
    "speaks SSH",
    own(() => tcp((wire) => wire.write("SSH-2.0-OpenSSH_9.2\r\n"))),
    "http",
    {
      "not-http": "certain",
    },
  ),
  once(
    "answers as Redis does",
    own(() => tcp((wire) => wire.once("data", () => wire.end("-ERR unknown command 'GET'\r\n")))),
    "http",
    { "not-http": "certain" },
  ),
  once(
    "plain HTTP asked by https:",
    own(() => http((_, answer) => answer.end("hello"))),
    "https",
    {
      "tls-on-plain-port": "certain",
    },
  ),
  once(
    "plain sockets asked by wss:",
    own(() => sockets("/ws", (socket) => socket.send("hi"))),
    "wss",
    {
      "tls-on-plain-port": "certain",
    },
  ),
  once("TLS asked by http:", own(hello), "http", { "plain-on-tls-port": "certain" }),
  once("TLS asked by ws:", own(hello), "ws", { "plain-on-tls-port": "certain" }),
  once("a certificate of its own", own(hello), "https", { "certificate-not-trusted": "certain" }),
  once("an address that no connection leads to", at("127.255.255.255", nothing), "http", { "no-way-there": "certain" }),
  once("a backlog that is full", own(silent), "http", { "silent-like-a-firewall": "likely" }),
];
