import type { Facts, Seen } from "../facts.ts";
import { type Cause, either, sign } from "./cause.ts";
import { ended, opened } from "./signs.ts";

const tlsIs = (...outcomes: readonly Facts["tls"]["outcome"][]) =>
  sign(["tls"], ({ tls }) => outcomes.includes(tls.outcome));
const speaksFirst = sign(["greeting"], ({ greeting }) => greeting.bytes !== "");
const said = ({ greeting, get, upgrade }: Seen) => greeting?.bytes || get?.body || upgrade?.body || "";
const plainHttp = sign(["plain-on-tls"], (seen) => seen["plain-on-tls"].status !== undefined);
const tlsThere = sign(["tls-on-plain"], (seen) => seen["tls-on-plain"].outcome === "ok");
const noAnswer = (end: Facts["get"]["end"]) => [ended("get", end), ended("get-control", end)];

/** A connection came about, and HTTP did not. */
export const speak: readonly Cause[] = [
  {
    id: "tls-on-plain-port",
    explains: "no TLS",
    seen: [tlsIs("not-tls", "failed"), plainHttp],
    certainty: [{ is: "certain" }],
    says: () => "The URL asks for TLS, and the port speaks plain HTTP.",
    fix: () => "Write http: instead of https:, ws: instead of wss:, or put TLS before the server.",
  },
  {
    id: "plain-on-tls-port",
    explains: "no HTTP",
    seen: [tlsThere],
    certainty: [{ is: "certain" }],
    says: () => "The URL asks for plain HTTP, and the port speaks TLS.",
    fix: () => "Write https: instead of http:, wss: instead of ws:.",
  },
  {
    id: "certificate-not-trusted",
    explains: "no TLS",
    seen: [tlsIs("certificate")],
    certainty: [{ is: "certain" }],
    says: ({ tls }) => `The server's certificate is not trusted (${tls?.code}).`,
    fix: () =>
      "Give the server a certificate of that name from an authority that clients know; for one of your own, NODE_EXTRA_CA_CERTS=ca.pem (Node) or the browser's store.",
  },
  {
    id: "tls-fails",
    explains: "no TLS",
    seen: [tlsIs("not-tls", "failed")],
    unseen: [plainHttp],
    certainty: [{ is: "likely" }],
    says: ({ tls }) => `The TLS handshake does not come about (${tls?.code}), and plain HTTP gets nothing either.`,
    fix: () =>
      "Look at the server's TLS settings: its certificate, its versions of TLS, and whether this port is the right one.",
  },
  {
    id: "not-http",
    explains: "no HTTP",
    seen: [either(ended("get", "not-http"), speaksFirst)],
    unseen: [tlsThere],
    certainty: [{ is: "certain" }],
    says: (seen) => `What answers on this port does not speak HTTP: ${said(seen)}`,
    fix: () => "Correct the port: another kind of server has this one.",
  },
  {
    id: "answers-nothing",
    explains: "no HTTP",
    seen: noAnswer("silent"),
    unseen: [speaksFirst, tlsThere, opened],
    certainty: [{ is: "likely" }],
    says: () =>
      "The port takes connections and answers no request: the server is stuck, or what forwards the port has nobody behind it.",
    fix: () =>
      "Look at what the process does (its log, a debugger, py-spy dump), and restart it; for a forwarded port, look at its other end.",
  },
  {
    id: "closes-without-answer",
    explains: "no HTTP",
    seen: [
      either(ended("get", "fin"), ended("get", "rst")),
      either(ended("get-control", "fin"), ended("get-control", "rst")),
    ],
    unseen: [speaksFirst, tlsThere, opened],
    certainty: [{ is: "likely" }],
    says: ({ get }) =>
      `The port takes connections and ${get?.end === "rst" ? "resets" : "closes"} each without an answer: it is not an HTTP server, or a proxy with nobody behind it.`,
    fix: () =>
      "Look at which process has the port; for a container or a proxy, at whether the server behind it listens where it is expected (0.0.0.0, not 127.0.0.1).",
  },
  {
    id: "answers-too-slowly",
    explains: "no HTTP",
    seen: [ended("get", "slow")],
    certainty: [{ is: "likely" }],
    says: () => "An answer begins and comes so slowly that its head was not over in time.",
    fix: () => "Look at what slows the server or the way to it; a client gives up at its own timeout.",
  },
  {
    id: "answer-without-end",
    explains: "no HTTP",
    seen: [ended("get", "long")],
    certainty: [{ is: "certain" }],
    says: () => "The head of the answer is longer than 64 KiB, which no client takes.",
    fix: () => "Look at what adds headers there: a cookie or a debug header that grows with every request, as a rule.",
  },
];
