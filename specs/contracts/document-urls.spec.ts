import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "@playwright/test";
import { answering } from "./data/bad-documents.ts";
import { expectSentence, failure } from "./data/refusal.ts";

interface BadAnswer {
  readonly title: string;
  readonly id: string;
  readonly says: RegExp;
  readonly next: RegExp;
  readonly status?: number;
  readonly type?: string;
  /** Null for a server that never answers. */
  readonly body: string | null;
}

const answers: readonly BadAnswer[] = [
  { title: "404", id: "not-ok", says: /answered 404/, next: /browser/, status: 404, body: "" },
  {
    title: "a page",
    id: "not-a-contract",
    says: /HTML page/,
    next: /openapi\.json/,
    type: "text/html",
    body: "<!DOCTYPE html>",
  },
  {
    title: "a page that calls itself JSON",
    id: "not-a-contract",
    says: /HTML page/,
    next: /openapi\.json/,
    body: "\n<html></html>",
  },
  { title: "half a document", id: "not-parseable", says: /line 1, column 2/, next: /line 1/, body: "{" },
  { title: "nothing at all", id: "too-slow", says: /within 5 s/, next: /Start the server/, body: null },
  {
    title: "more than the limit",
    id: "too-large",
    says: /larger than 10 MiB/,
    next: /part/,
    body: " ".repeat(11 * 1024 * 1024),
  },
  {
    title: "a $ref to another file",
    id: "remote-ref",
    says: /read by URL/,
    next: /Save/,
    body: answering('{"$ref":"user.json"}'),
  },
];

for (const { title, status = 200, type = "application/json", body, ...expected } of answers) {
  test(`a URL that answers ${title} is ${expected.id}`, async () => {
    const server = createServer((_, response) => {
      response.writeHead(status, { "content-type": type });
      if (body !== null) response.end(body);
    });
    const error = await listening(server, (url) => failure([url]));
    expectSentence(error, expected);
  });
}

test("a URL where nothing listens is unreachable", async () => {
  const url = await listening(createServer(), async (free) => free);
  expectSentence(await failure([url]), { id: "unreachable", says: /ECONNREFUSED/, next: /Start the server/ });
});

async function listening<T>(server: Server, use: (url: string) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.json`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
