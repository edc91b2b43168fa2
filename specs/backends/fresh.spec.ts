import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { verify } from "../../src/verify/index.ts";

test("a backend that remembers its threads is asked as well the second time as the first", async () => {
  const backend = await startBackend({ name: "customer-support" });
  const contract = await loadContract("customer-support");
  const frames = async () => {
    const { checks } = await verify({ contract, url: backend.url, only: ["run"] });
    return checks.find(({ id }) => id === "run/answers")?.note?.match(/^\d+/)?.[0];
  };
  const [first, second] = [await frames(), await frames()];
  await backend.stop();
  expect(Number(first)).toBeGreaterThan(5);
  expect(second).toBe(first);
});
