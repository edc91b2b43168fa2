import { judgeExchange, loadContract, matchEndpoint } from "../../contracts/index.ts";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { startFrontend } from "../../fixtures/frontends/index.mjs";
import { createMock } from "../../mocks/index.ts";
import { test as base, expect, type PageSocket, type Tab } from "../support/tab.ts";
import { type Cuttable, startCuttable } from "./cuttable.ts";

interface Target {
  readonly url: string;
  stop(): Promise<unknown>;
}

const contract = await loadContract("video-studio");

/** What speaks the contract: the pages cannot tell one from the other. */
export const targets: Readonly<Record<string, () => Promise<Target>>> = {
  "the mock": async () => {
    const mock = await createMock({ contracts: [contract] });
    return { url: mock.url, stop: mock.close };
  },
  "the real backend": () => startBackend({ name: "video-studio" }),
};

/** The studio's pages before a target. */
export interface Studio extends Tab {
  /** Of the target itself, which no cut reaches. */
  readonly url: string;
  readonly wire: Cuttable;
  /** Opens one of the pages. Its sockets go through the wire, and its time stands still until it is told to run. */
  open(path: string): Promise<void>;
  /** Sockets that the target says are open. */
  connections(): Promise<number>;
  /** Waits that the page itself says it scheduled for a socket, in milliseconds. */
  waits(connection?: string): Promise<number[]>;
}

/** Every frame of the test, of both sides, must keep the contract. */
export const test = base.extend<{ enter: (start: () => Promise<Target>) => Promise<Studio> }, { pages: string }>({
  pages: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const frontend = await startFrontend("studio");
      await use(frontend.url);
      await frontend.stop();
    },
    { scope: "worker" },
  ],
  enter: async ({ pages, tab }, use) => {
    const closing: (() => Promise<unknown>)[] = [];
    await use(async (start) => {
      const target = await start();
      closing.push(target.stop);
      const wire = await startCuttable(target.url);
      closing.push(wire.stop);
      return {
        ...tab,
        url: target.url,
        wire,
        async open(path) {
          await tab.page.clock.install();
          await tab.page.goto(`${pages}${path}?backend=${wire.url}`);
          await tab.page.clock.pauseAt(Date.now() + 60_000);
        },
        async connections() {
          const answer = await fetch(`${target.url}/api/v1/ws/stats`);
          const { total_connections: count } = (await answer.json()) as { total_connections: number };
          return count;
        },
        async waits(connection = "Connection") {
          const items = tab.page
            .getByRole("list", { name: `Waits of ${connection}`, exact: true })
            .getByRole("listitem");
          return items.evaluateAll((all) => all.map((item) => Number(item.getAttribute("data-wait"))));
        },
      };
    });
    expect(tab.sockets.flatMap(broken)).toEqual([]);
    for (const close of closing.reverse()) await close();
  },
});

/** What the frames of one socket broke. */
function broken({ url, frames }: PageSocket) {
  const { pathname } = new URL(url);
  const endpoint = matchEndpoint(contract, "GET", pathname, "socket")?.endpoint.id ?? pathname;
  const response = { status: 101, reason: "Switching Protocols", headers: {} };
  const request = { method: "GET", url, headers: {} };
  const exchange = { endpoint, transport: "socket", request, response, frames, end: { how: "left" } } as const;
  return frames.length === 0 ? [] : judgeExchange(contract, exchange, { mode: "strict" }).violations;
}

export { expect };
