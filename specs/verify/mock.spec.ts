import { expect, test } from "@playwright/test";
import { builtIns, loadContract } from "../../contracts/index.ts";
import { createMock } from "../../mocks/index.ts";
import { verify } from "../../src/verify/index.ts";

/** What verify says of a mock. That of one which plays a scenario: specs/mocks/scenarios.spec.ts. */
async function reportOn(reference: string) {
  const contract = await loadContract(reference);
  const mock = await createMock({ contracts: [contract], pace: "none" });
  try {
    return await verify({ contract, url: mock.url, timeout: 8000 });
  } finally {
    await mock.close();
  }
}

for (const { name, versions } of builtIns()) {
  for (const version of new Set([versions[0], versions.at(-1)])) {
    test(`the mock of ${name}@${version} keeps its contract, every check of it`, async () => {
      const { checks, verdict } = await reportOn(`${name}@${version}`);
      expect(checks.filter((check) => check.verdict !== "pass")).toEqual([]);
      expect(verdict).toBe("pass");
    });
  }
}
