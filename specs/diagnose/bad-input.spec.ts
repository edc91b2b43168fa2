import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { createServer as createTls } from "node:tls";
import { expect, test } from "@playwright/test";
import { http, type RawServer, tcp } from "../verify/raw-server.ts";
import { certificate } from "./certificate.ts";
import { causesOf, diagnosed } from "./diagnosed.ts";
import { listening } from "./listening.ts";

const answering = (bytes: string | Buffer) =>
  tcp((wire) => {
    wire.on("error", () => undefined);
    wire.once("data", () => wire.end(bytes));
  });

const head = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const upgrade =
  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: bm90IG91ciBrZXk=\r\n\r\n";

/** Targets that no well-behaved client meets, and what is found: each within the budget. */
const cases: readonly {
  readonly what: string;
  readonly start: () => Promise<RawServer>;
  readonly scheme?: string;
  readonly follow?: true;
  readonly found: Record<string, string>;
}[] = [
  { what: "never answers", start: () => tcp(() => undefined), found: { "answers-nothing": "likely" } },
  {
    what: "answers a byte at a time, slowly",
    start: () =>
      tcp((wire) => {
        let at = 0;
        const timer = setInterval(() => wire.write(head[at++ % head.length] as string), 500);
        wire.on("close", () => clearInterval(timer));
      }),
    found: { "answers-too-slowly": "likely" },
  },
  {
    what: "sends headers without end",
    start: () =>
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
    found: { "answer-without-end": "certain" },
  },
  {
    what: "redirects for ever",
    start: () =>
      http((request, response) =>
        response
          .writeHead(302, { location: `/${Number((request.url ?? "/").slice(1).replace(/\D/g, "") || 0) + 1}` })
          .end(),
      ),
    follow: true,
    found: { "redirect-loop": "certain" },
  },
  {
    what: "redirects to another host, which is not followed",
    start: () => http((_, response) => response.writeHead(302, { location: "http://elsewhere.invalid/login" }).end()),
    found: { redirected: "likely" },
  },
  {
    what: "closes TLS in the middle",
    scheme: "https",
    start: () => tcp((wire) => wire.once("data", () => wire.end(Buffer.from([0x16, 3, 3, 0, 80, 2])))),
    found: { "tls-fails": "likely" },
  },
  {
    what: "closes after the TLS handshake",
    scheme: "https",
    start: () => listening(createTls(certificate(), (wire) => wire.destroy())),
    found: { "certificate-not-trusted": "certain" },
  },
  {
    what: "answers bytes that are no UTF-8",
    start: () =>
      answering(
        Buffer.concat([
          Buffer.from(head.replace("2\r\n", "6\r\n").slice(0, -2)),
          Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80, 0x81]),
        ]),
      ),
    found: {},
  },
  {
    what: "answers an upgrade with a key that is not ours",
    scheme: "ws",
    start: () => answering(upgrade),
    found: { "answers-upgrade-badly": "certain" },
  },
  {
    what: "answers without a reason phrase",
    start: () => answering("HTTP/1.1 200 \r\ncontent-length: 2\r\n\r\nok"),
    found: {},
  },
  {
    what: "answers a status and nothing else",
    scheme: "ws",
    start: () => answering("HTTP/1.1 403\r\n\r\n"),
    found: { "refused-before-accept": "likely", "route-not-registered": "possible" },
  },
  {
    what: "answers half a head",
    start: () => answering("HTTP/1.1 200 OK\r\nconte"),
    found: { "closes-without-answer": "likely" },
  },
  { what: "answers 101 to everything", start: () => answering(upgrade), found: {} },
];

for (const { what, start, scheme = "http", follow, found } of cases) {
  test(`a target that ${what}`, async () => {
    const server = await start();
    try {
      const url = `${server.url.replace(/^https?/, scheme)}/ws`;
      const began = performance.now();
      const result = await diagnosed({ url, ...(follow && { follow }) });
      expect(performance.now() - began).toBeLessThan(8000);
      expect(causesOf(result), result.evidence.map(({ id, says }) => `${id}: ${says}`).join("\n")).toEqual(found);
    } finally {
      await server.close();
    }
  });
}

test("a log of a gigabyte is read from its end, and its secrets stay away", async () => {
  const server = await http((_, response) => response.end("ok"));
  const file = test.info().outputPath("server.log");
  const handle = openSync(file, "w");
  // A hole: it takes no place on the disk.
  ftruncateSync(handle, 1024 ** 3);
  writeSync(
    handle,
    '\nINFO: 127.0.0.1:1 - "WebSocket /ws/one?token=SECRET1&id=SECRET2" 403\nAuthorization: Bearer SECRET3abcdef\n',
    1024 ** 3,
  );
  closeSync(handle);
  const began = performance.now();
  const result = await diagnosed({ url: `${server.url}/ws/one?token=SECRET4`, log: file });
  await server.close();
  expect(performance.now() - began).toBeLessThan(8000);
  const log = result.evidence.find(({ id }) => id === "log")?.data as {
    bytes: number;
    of: number;
    marks: { id: string }[];
  };
  expect(log.bytes).toBeLessThan(1024 * 1024);
  expect(log.of).toBeGreaterThan(1024 ** 3);
  expect(log.marks.map(({ id }) => id)).toContain("upgrade-refused");
  expect(JSON.stringify(result)).not.toContain("SECRET");
});

test("a folder without Python, and one with nothing that can be read", async () => {
  const server = await http((_, response) => response.end("ok"));
  const folder = test.info().outputPath("empty");
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/readme.txt`, "nothing");
  const result = await diagnosed({ url: server.url, app: folder });
  await server.close();
  expect(result.notMade.find(({ id }) => id === "app")?.why).toContain("no Python source");
});
