import { expect, test } from "@playwright/test";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { statusOf, upgrade } from "./upgrade.ts";

/** What is wrong with the backend, and what an upgrade of the coordinator's socket then gets. */
const cases = [
  { defect: undefined, status: 101 },
  { defect: "enhanced-router-missing", status: 403 },
  { defect: "refuses-before-accept", status: 403 },
] as const;

test("a 403 on an upgrade is the same whether the route is missing or refuses", async () => {
  const answers: Record<string, string> = {};
  for (const { defect, status } of cases) {
    const backend = await startBackend({ name: "video-studio", ...(defect && { defect }) });
    const coordinator = await upgrade(backend.url, "/ws/coordinator");
    const madeUp = await upgrade(backend.url, "/ws/this-route-was-never-written");
    await backend.stop();
    expect([defect, statusOf(coordinator), statusOf(madeUp)]).toEqual([defect, status, 403]);
    Object.assign(answers, { [`${defect} madeUp`]: madeUp }, status === 403 && { [defect]: coordinator });
  }
  // Five answers, four of them of routes that do not exist, and not a byte between them.
  expect(Object.keys(answers)).toHaveLength(5);
  expect(new Set(Object.values(answers)).size).toBe(1);
});
