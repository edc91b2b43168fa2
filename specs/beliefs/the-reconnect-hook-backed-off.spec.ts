import type { Page } from "@playwright/test";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { startFrontend } from "../../fixtures/frontends/index.mjs";
import { expect, test } from "../support/client-test.ts";

/** The hook that was reported, and the one that the pages have: what each waits while the route is missing. */
const cases = [
  { hook: "reported", waits: [1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000] },
  { hook: "pages", waits: [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000] },
] as const;

for (const { hook, waits } of cases) {
  test(`before a backend whose router is missing the ${hook} hook waits ${waits.join(", ")} ms`, async ({
    chrome,
    keep,
  }) => {
    const backend = await keep(startBackend({ name: "video-studio", defect: "enhanced-router-missing" }));
    const pages = await keep(startFrontend("studio"));
    const page = await chrome.newPage();
    await keep(Promise.resolve({ stop: () => page.close() }));
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1000);
    const attempts: string[] = [];
    page.on("websocket", (socket) => attempts.push(new URL(socket.url()).pathname));
    await page.goto(`${pages.url}/agents?backend=${backend.url}&hook=${hook}`);
    for (const [index, wait] of waits.entries()) {
      await expect.poll(() => scheduled(page)).toEqual(waits.slice(0, index + 1));
      // Not a millisecond early.
      await page.clock.runFor(wait - 1);
      expect(attempts).toHaveLength(index + 1);
      await page.clock.runFor(1);
      await expect.poll(() => attempts.length).toBe(index + 2);
    }
    expect(new Set(attempts)).toEqual(new Set(["/ws/coordinator"]));
  });
}

const scheduled = (page: Page) =>
  page.locator("[data-wait]").evaluateAll((waits) => waits.map((one) => Number(one.getAttribute("data-wait"))));
