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

/** The oldest and the newest version of every line; of CopilotKit every one, as it changed its protocol in between. */
const references = builtIns().flatMap(({ name, lines }) =>
  lines.flatMap(({ line, versions }, index) => {
    const some = name === "copilotkit" ? versions : [versions[0], versions.at(-1)];
    return [...new Set(some)].map((version) => `${index === 0 ? name : `${name}/${line}`}@${version}`);
  }),
);

for (const reference of references) {
  test(`the mock of ${reference} keeps its contract, every check of it`, async () => {
    const { checks, verdict } = await reportOn(reference);
    expect(checks.filter((check) => check.verdict !== "pass")).toEqual([]);
    expect(verdict).toBe("pass");
  });
}
