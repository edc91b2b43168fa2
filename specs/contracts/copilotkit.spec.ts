import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { unseen } from "../support/copilotkit/across.ts";
import { evidenceOf, generationOf, generations } from "../support/copilotkit/evidence.ts";
import { differences } from "../support/copilotkit/keeps.ts";
import type { Generation } from "../support/copilotkit/questions.ts";

const held = await Promise.all(generations.map(async (each) => [each.runtime, await generationOf(each)] as const));
const all = Object.fromEntries(held) as Record<(typeof generations)[number]["runtime"], Generation>;
const evidence = Object.fromEntries(generations.map(({ runtime }) => [runtime, evidenceOf(runtime)])) as Parameters<
  typeof unseen
>[1];

for (const { runtime } of generations) {
  test(`what @copilotkit/runtime ${runtime} did is what its generation promises`, () => {
    expect(differences(all[runtime], evidence[runtime])).toEqual([]);
    expect(evidence[runtime].asked.length).toBeGreaterThan(20);
  });

  test(`what was recorded of ${runtime} tells nothing of a machine`, () => {
    expect(readFileSync(`fixtures/cases/copilotkit/${runtime}.json`, "utf8")).not.toMatch(
      /node_modules|\/(home|tmp|root|usr)\//,
    );
  });

  const lock = JSON.parse(readFileSync(`fixtures/backends/copilotkit-runtime/${runtime}/package-lock.json`, "utf8"));
  test(`${runtime} goes with the version of AG-UI that it comes with`, () => {
    const installed = lock.packages["node_modules/@ag-ui/core"].version;
    for (const [contract, version] of linesOf(runtime)) {
      const rows: { since: string; version: string }[] = JSON.parse(readFileSync(contract, "utf8"))["x-uses"][
        "@ag-ui/core"
      ];
      expect(rows.find(({ since }) => since === version)?.version).toBe(installed);
    }
  });
}

test("what changed from one generation to the next is seen", () => {
  expect(unseen(all, evidence)).toEqual([]);
});

/** The documents that hold for a runtime, and their version of it. */
function linesOf(runtime: string): [string, string][] {
  const each = generations.find((one) => one.runtime === runtime);
  const routes =
    each && "routes" in each ? [["contracts/copilotkit/runtime-v2.openapi.json", each.routes] as [string, string]] : [];
  return [["contracts/copilotkit/openapi.json", each?.main ?? ""], ...routes];
}
