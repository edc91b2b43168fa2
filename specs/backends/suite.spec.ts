import { test } from "@playwright/test";
import { loadContract } from "wirecheck";
import { createMock } from "wirecheck/mock";
import { contractSuite } from "wirecheck/playwright";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { type Target, targets } from "./targets.ts";

/** Starts what is to be verified; `stop` ends it. */
async function start({ contract, served, backend, at = "" }: Target) {
  if (served === "mock") {
    const mock = await createMock({ contracts: [await loadContract(contract)], pace: "none" });
    return { url: mock.url, stop: () => mock.close() };
  }
  const started = await startBackend({ name: backend ?? contract.split("@")[0] ?? "", stack: served });
  return { ...started, url: `${started.url}${at}` };
}

for (const target of targets) {
  test.describe(`${target.served}${target.at ?? ""}, ${target.contract}:`, () => {
    test.describe.configure({ mode: "default" });
    let started: Awaited<ReturnType<typeof start>>;
    test.beforeAll(async () => {
      started = await start(target);
    });
    test.afterAll(() => started.stop());
    contractSuite({ contract: target.contract, url: () => started.url });
  });
}
