import { type Browser, test as base } from "@playwright/test";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { launchChromium, startFrontend } from "../../fixtures/frontends/index.mjs";

interface Stops {
  readonly stop: () => Promise<unknown>;
}

/**
 * Of each worker one Chromium, and when they are asked for, the pages of each version and a real agent; of each test what
 * it keeps, which ends with it.
 */
export const test = base.extend<
  { keep: <T extends Stops>(starting: Promise<T>) => Promise<T> },
  { chrome: Browser; frontend: (version: string) => Promise<string>; agent: () => Promise<string> }
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
      const started = new Map<string, ReturnType<typeof startFrontend>>();
      await use(async (version) => {
        const frontend = started.get(version) ?? startFrontend("copilotkit", { version });
        started.set(version, frontend);
        return (await frontend).url;
      });
      for (const frontend of started.values()) await (await frontend).stop();
    },
    { scope: "worker" },
  ],
  agent: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      let started: ReturnType<typeof startBackend> | undefined;
      await use(async () => {
        started ??= startBackend({ name: "customer-support" });
        return `${(await started).url}/api/copilotkit`;
      });
      await (await started)?.stop();
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  keep: async ({}, use) => {
    const kept: Stops[] = [];
    await use(async (starting) => {
      const one = await starting;
      kept.push(one);
      return one;
    });
    for (const one of kept.reverse()) await one.stop();
  },
});

export { expect } from "@playwright/test";
