import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadContract } from "../../contracts/index.ts";
import { createMock } from "../../mocks/index.ts";
import { verify } from "../../src/verify/index.ts";
import { expect, test } from "./talk.ts";

const folder = fileURLToPath(new URL("../../fixtures/documents/", import.meta.url));
const documents = readdirSync(folder).filter((name) => /\.(ya?ml|json)$/.test(name));

test("there are documents of users", () => {
  expect(documents.length).toBeGreaterThan(2);
});

for (const name of documents) {
  test(`the mock of ${name} keeps what the document promises`, async () => {
    const contract = await loadContract(folder + name);
    const mock = await createMock({ contracts: [contract], pace: "none" });
    const allow = contract.endpoints.flatMap((endpoint) =>
      endpoint.transport === "http" ? [`${endpoint.method}:${endpoint.path}`] : [],
    );
    const { checks } = await verify({ contract, url: mock.url, allow });
    await mock.close();
    expect(checks.filter(({ verdict }) => verdict === "fail").map(({ id, violations }) => [id, violations])).toEqual(
      [],
    );
    expect(checks.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThan(0);
  });
}

test("an endpoint without an example answers from its schema, the same for the same seed", async () => {
  const contract = await loadContract("customer-support");
  const foreign = { ...contract, builtIn: false };
  const answer = async (seed: number) => {
    const mock = await createMock({ contracts: [foreign], seed });
    const text = await (await fetch(`${mock.url}/health`)).text();
    await mock.close();
    return text;
  };
  expect(await answer(3)).toBe(await answer(3));
});
