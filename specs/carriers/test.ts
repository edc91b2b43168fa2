import { test as base } from "@playwright/test";
import { loadContracts } from "../../contracts/index.ts";
import type { Carrier, StageOptions } from "../../mocks/index.ts";
import { PageSocket } from "./page-socket.ts";
import { carried, type Running } from "./running.ts";
import { Talk } from "./talk.ts";

type Start = (references: string | readonly string[], options?: Omit<StageOptions, "contracts">) => Promise<Running>;
/** @param patience milliseconds after which a socket that neither opens nor closes is given up */
export type Dial = (url: string, patience?: number) => Promise<Talk>;

/**
 * One suite, every carrier: each is a project of its own. A tag names the capability that a test needs; the project of a
 * carrier without it leaves the test out (`playwright.config.ts`).
 */
export const test = base.extend<{ running: Running[]; start: Start; dial: Dial }, { carrier: Carrier["name"] }>({
  carrier: ["server", { option: true, scope: "worker" }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  running: async ({}, use) => {
    const running: Running[] = [];
    await use(running);
    for (const mock of running.reverse()) await mock.close();
  },
  start: async ({ carrier, running }, use) => {
    await use(async (references, options = {}) => {
      const contracts = await loadContracts([references].flat());
      const mock = await carried[carrier]({ contracts, pace: "none", ...options });
      running.push(mock);
      return mock;
    });
  },
  dial: async ({ running }, use) => {
    const talks: Talk[] = [];
    await use(async (url, patience = 5000) => {
      const mock = running.find(({ services }) => services.some((base) => url.startsWith(base)));
      const socket = new PageSocket(mock?.WebSocket ?? globalThis.WebSocket, url);
      await socket.settled(patience);
      const talk = new Talk(socket);
      talks.push(talk);
      return talk;
    });
    await Promise.all(talks.map((talk) => talk.leave()));
  },
});

export { expect } from "@playwright/test";
