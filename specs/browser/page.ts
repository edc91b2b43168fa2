import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { test as base } from "../support/client-test.ts";

/** A blank page on an origin of its own. */
export const test = base.extend<{ blank: Page }, { origin: string }>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
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
