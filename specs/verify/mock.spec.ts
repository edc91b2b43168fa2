import { expect, test } from "@playwright/test";
import { builtIns, loadContract } from "../../contracts/index.ts";
import { createMock, scenarios } from "../../mocks/index.ts";
import { verify } from "../../src/verify/index.ts";

/** What verify says of a mock that plays a scenario. */
async function reportOn(reference: string, scenario?: string, clientReference?: string) {
  const contract = await loadContract(reference);
  const client = clientReference === undefined ? {} : { client: await loadContract(clientReference) };
  const mock = await createMock({ contracts: [contract], pace: "none", ...(scenario !== undefined && { scenario }) });
  try {
    return await verify({ contract, ...client, url: mock.url, timeout: 8000 });
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

for (const { name, contract, breaks, client } of scenarios()) {
  test(`verify reports of the scenario ${name} exactly ${breaks.join() || "nothing"}`, async () => {
    const { checks } = await reportOn(contract, name, client);
    expect([...new Set(checks.flatMap(({ violations }) => violations.map(({ rule }) => rule)))]).toEqual(breaks);
  });
}
