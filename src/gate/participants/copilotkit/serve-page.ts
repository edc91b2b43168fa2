import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What `<CopilotKit>` is given. */
export interface Provider {
  readonly runtimeUrl: string;
  readonly agent: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Serves one page, which is one script, on a loopback port. */
export async function servePage(script: string, provider: Provider) {
  const given = JSON.stringify(provider).replaceAll("<", "\\u003c");
  const page =
    '<!doctype html><meta charset="utf-8"><title>wirecheck</title><link rel="icon" href="data:,"><div id="root"></div>' +
    `<script>window.provider = ${given};</script><script src="/page.js"></script>`;
  const server = createServer(({ url }, response) => {
    if (url === "/page.js") {
      response.writeHead(200, { "content-type": "text/javascript" });
      createReadStream(script)
        .on("error", () => response.destroy())
        .pipe(response);
    } else if (url === "/") {
      response.writeHead(200, { "content-type": "text/html" }).end(page);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve, reject) => server.on("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}
