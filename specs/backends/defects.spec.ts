import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { defects, startBackend } from "../../fixtures/backends/index.mjs";
import { verify } from "../../src/verify/index.ts";
import { expected } from "./defects.ts";

test("every defect of the backends is expected here, and nothing else is", () => {
  const known = defects.flatMap(({ name, backends }) => backends.map((backend) => `${name} of ${backend}`));
  const here = Object.entries(expected).flatMap(([name, all]) => all.map(({ backend }) => `${name} of ${backend}`));
  expect(here.sort()).toEqual(known.sort());
});

for (const [defect, all] of Object.entries(expected)) {
  for (const { backend, fails, open } of all) {
    test(`${backend} with ${defect}: exactly its checks are not pass`, async () => {
      const started = await startBackend({ name: backend, stack: "current", defect });
      const { checks } = await verify({ contract: await loadContract(backend), url: started.url });
      await started.stop();
      const failed = checks.filter(({ verdict }) => verdict === "fail");
      expect(
        Object.fromEntries(failed.map(({ id, violations }) => [id, [...new Set(violations.map(({ rule }) => rule))]])),
      ).toEqual(fails);
      const wanted = checks
        .filter(({ id, endpoint }) => !(id in fails) && (open.includes(id) || open.includes(endpoint)))
        .map(({ id }) => id);
      expect(checks.filter(({ verdict }) => verdict === "inconclusive").map(({ id }) => id)).toEqual(wanted);
    });
  }
}
