import { type Browser, test as base } from "@playwright/test";
import { launchChromium, startFrontend } from "../../fixtures/frontends/index.mjs";

type Frontend = Awaited<ReturnType<typeof startFrontend>>;

/** One Chromium a worker, the pages of each version, and what the test started, which ends with it. */
export const test = base.extend<
  { closing: (() => Promise<unknown>)[] },
  { chrome: Browser; frontend: (version: string) => Promise<string> }
>({
  chrome: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const chrome = await launchChromium();
      await use(chrome);
      await chrome.close();
    },
    { scope: "worker" },
  ],
  frontend: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const started = new Map<string, Promise<Frontend>>();
      await use(async (version) => {
        const frontend = started.get(version) ?? startFrontend("copilotkit", { version });
        started.set(version, frontend);
        return (await frontend).url;
      });
      for (const frontend of started.values()) await (await frontend).stop();
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  closing: async ({}, use) => {
    const closing: (() => Promise<unknown>)[] = [];
    await use(closing);
    for (const close of closing.reverse()) await close();
  },
});

export { expect } from "@playwright/test";
