import { createServer as createHttps } from "node:https";
import { expect, test } from "@playwright/test";
import { http, type RawServer, sockets, tcp } from "../verify/raw-server.ts";
import { certificate } from "./certificate.ts";
import { causesOf, diagnosed } from "./diagnosed.ts";
import { listening, silent } from "./listening.ts";

/** A server, the scheme it is asked by, and what must be found: a cause with its certainty. */
const cases: readonly {
  readonly what: string;
  readonly start: () => Promise<RawServer>;
  readonly scheme: string;
  readonly causes: Record<string, string>;
}[] = [
  {
    what: "resets every connection",
    start: () => tcp((wire) => wire.once("data", () => wire.resetAndDestroy())),
    scheme: "http",
    causes: { "closes-without-answer": "likely" },
  },
  {
    what: "closes every connection",
    start: () => tcp((wire) => wire.end()),
    scheme: "http",
    causes: { "closes-without-answer": "likely" },
  },
  {
    what: "takes connections and says nothing",
    start: () => tcp(() => undefined),
    scheme: "http",
    causes: { "answers-nothing": "likely" },
  },
  {
    what: "takes connections and says nothing, asked for a socket",
    start: () => tcp(() => undefined),
    scheme: "ws",
    causes: { "answers-nothing": "likely" },
  },
  {
    what: "speaks SSH",
    start: () => tcp((wire) => wire.write("SSH-2.0-OpenSSH_9.2\r\n")),
    scheme: "http",
    causes: { "not-http": "certain" },
  },
  {
    what: "answers as Redis does",
    start: () => tcp((wire) => wire.once("data", () => wire.end("-ERR unknown command 'GET'\r\n"))),
    scheme: "http",
    causes: { "not-http": "certain" },
  },
  {
    what: "plain HTTP asked by https:",
    start: () => http((_, answer) => answer.end("hello")),
    scheme: "https",
    causes: { "tls-on-plain-port": "certain" },
  },
  {
    what: "plain sockets asked by wss:",
    start: () => sockets("/ws", (socket) => socket.send("hi")),
    scheme: "wss",
    causes: { "tls-on-plain-port": "certain" },
  },
  {
    what: "TLS asked by http:",
    start: () => listening(createHttps(certificate(), (_, answer) => answer.end("hello"))),
    scheme: "http",
    causes: { "plain-on-tls-port": "certain" },
  },
  {
    what: "a certificate of its own",
    start: () => listening(createHttps(certificate(), (_, answer) => answer.end("hello"))),
    scheme: "https",
    causes: { "certificate-not-trusted": "certain" },
  },
  { what: "a backlog that is full", start: silent, scheme: "http", causes: { "silent-like-a-firewall": "likely" } },
];

for (const { what, start, scheme, causes } of cases) {
  test(`${what}: ${Object.keys(causes).join()}`, async () => {
    const server = await start();
    try {
      const url = `${server.url.replace(/^https?/, scheme)}/ws`;
      const result = await diagnosed({ url });
      expect(causesOf(result), JSON.stringify(result, null, 1)).toEqual(causes);
      expect(result.verdict).toBe("fail");
    } finally {
      await server.close();
    }
  });
}

test("nothing listens: every address is named, and it is certain, within two seconds", async () => {
  const server = await tcp(() => undefined);
  const port = new URL(server.url).port;
  await server.close();
  for (const host of ["127.0.0.1", "[::1]", "localhost"]) {
    const began = performance.now();
    const result = await diagnosed({ url: `ws://${host}:${port}/ws/coordinator` });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(causesOf(result)).toEqual({ "nothing-listening": "certain" });
    const tried = result.evidence.find(({ id }) => id === "tcp")?.data as { tried: { address: string }[] };
    for (const { address } of tried.tried) expect(result.answer).toContain(address);
  }
});

test("a server of the other address family is found there", async () => {
  const server = await listening(createHttps(certificate()), "::1");
  try {
    const result = await diagnosed({ url: `http://127.0.0.1:${new URL(server.url).port}/` });
    expect(causesOf(result)).toEqual({ "listens-on-other-address": "certain" });
    expect(result.answer).toContain("::1");
  } finally {
    await server.close();
  }
});

test("a name that nobody has", async () => {
  const result = await diagnosed({ url: "http://no-such-host.invalid:3001/" });
  expect(Object.keys(causesOf(result))).toHaveLength(1);
  expect(Object.keys(causesOf(result))[0]).toMatch(/^name-(unknown|lookup-failed)$/);
});

test("the system that says which process listens, names this one", async () => {
  const server = await http((_, answer) => answer.end("hello"));
  const result = await diagnosed({ url: server.url });
  await server.close();
  const listener = result.evidence.find(({ id }) => id === "listener");
  if (process.platform === "linux") expect(listener?.says).toContain(`process ${process.pid}`);
  else expect(result.notMade.find(({ id }) => id === "listener")?.why).toContain("does not tell");
});
