import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, test as base, type Page } from "@playwright/test";
import { launchChromium } from "../../fixtures/frontends/index.mjs";

/** A blank page on an origin of its own, in a Chromium that can reach nothing but this machine. */
export const test = base.extend<{ blank: Page }, { chrome: Browser; origin: string }>({
  chrome: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const browser = await launchChromium();
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const server = createServer((_request, response) => {
        response.setHeader("content-type", "text/html").end("<!doctype html><title>a frontend</title>");
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      server.close();
    },
    { scope: "worker" },
  ],
  blank: async ({ chrome, origin }, use) => {
    const page = await chrome.newPage();
    await page.goto(origin);
    await use(page);
    await page.close();
  },
});

export { expect } from "@playwright/test";
