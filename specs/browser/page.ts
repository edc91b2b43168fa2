import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, test as base, chromium, type Page } from "@playwright/test";

/** A blank page on an origin of its own, in a Chromium that can reach nothing but this machine. */
export const test = base.extend<{ blank: Page }, { chrome: Browser; origin: string }>({
  chrome: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const executablePath = process.env.WIRECHECK_CHROMIUM;
      const browser = await chromium.launch({
        ...(executablePath && { executablePath }),
        args: [
          "--no-sandbox",
          "--disable-background-networking",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
      });
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
