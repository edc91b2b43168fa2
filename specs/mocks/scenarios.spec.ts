import { expect, test } from "@playwright/test";
import { type Contract, loadContract, rules } from "../../contracts/index.ts";
import { createMock, type Scenario, scenarios } from "../../mocks/index.ts";
import { verify } from "../../src/verify/index.ts";

const all = scenarios();
const breaking = all.filter(({ breaks }) => breaks.length > 0);

test("scenarios have names of their own", () => {
  const names = all.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test("every rule has a scenario that breaks it, and every breaking scenario a rule", () => {
  const broken = breaking.flatMap(({ breaks }) => breaks);
  expect([...broken].sort()).toEqual(
    rules()
      .map(({ id }) => id)
      .sort(),
  );
});

/** What a whole `verify` says of the mock while it plays a scenario. */
async function verified(contract: Contract, { name, client }: Pick<Scenario, "name" | "client">) {
  const mock = await createMock({ contracts: [contract], scenario: name, pace: "none" });
  try {
    return await verify({ contract, url: mock.url, ...(client && { client: await loadContract(client) }) });
  } finally {
    await mock.close();
  }
}

for (const scenario of all) {
  test(`${scenario.name} breaks ${scenario.breaks.join() || "nothing"}`, async () => {
    const report = await verified(await loadContract(scenario.contract), scenario);
    const broken = report.checks.flatMap(({ violations }) => violations.map(({ rule }) => rule));
    expect([...new Set(broken)]).toEqual(scenario.breaks);
    // What the breach implies may be open; anything else was seen and kept.
    const open = report.checks.filter(({ verdict }) => verdict === "inconclusive").map(({ because }) => because);
    expect(open.filter((because) => !scenario.breaks.some((rule) => because?.includes(rule)))).toEqual([]);
  });
}
