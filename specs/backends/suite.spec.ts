import { test } from "@playwright/test";
import { loadContract } from "wirecheck";
import { createMock } from "wirecheck/mock";
import { contractSuite } from "wirecheck/playwright";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { targets } from "./targets.ts";

/** Starts what is to be verified; `stop` ends it. */
async function start({ contract, served, backend }: (typeof targets)[number]) {
  if (served === "mock") {
    const mock = await createMock({ contracts: [await loadContract(contract)], pace: "none" });
    return { url: mock.url, stop: () => mock.close() };
  }
  const [name = ""] = contract.split("@");
  return startBackend({ name: backend ?? name, stack: served });
}

for (const target of targets) {
  test.describe(`${target.served}:`, () => {
    test.describe.configure({ mode: "default" });
    let started: Awaited<ReturnType<typeof start>>;
    test.beforeAll(async () => {
      started = await start(target);
    });
    test.afterAll(() => started.stop());
    contractSuite({ contract: target.contract, url: () => started.url + (target.path ?? "") });
  });
}
