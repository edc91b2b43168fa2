import { expect, test } from "@playwright/test";
import { builtIns, loadContract, sample, spoil, validatorsOf, variants } from "../../contracts/index.ts";

const references = [
  ...builtIns().map(({ name }) => name),
  "ag-ui@0.0.28",
  "ag-ui@0.0.59",
  "ag-ui/ag-ui-protocol@0.1.9",
  "customer-support@0.3.1",
];

for (const reference of references) {
  test.describe(reference, () => {
    test("what is sampled from a schema is accepted by it", async () => {
      const contract = await loadContract(reference);
      const { $defs } = contract.schemas;
      const refused = Object.keys($defs).flatMap((name) => {
        const all = [
          { description: "plain", data: sample(contract.schemas, name) },
          { description: "whole", data: sample(contract.schemas, name, { optional: "all", seed: 7 }) },
          ...variants(contract.schemas, name),
        ];
        return all
          .filter(({ data }) => validatorsOf(contract).check(name, data, "strict").breaches.length > 0)
          .map(({ description, data }) => `${name}, ${description}: ${JSON.stringify(data)}`);
      });
      expect(refused.slice(0, 5)).toEqual([]);
    });

    test("what is spoiled is refused by it", async () => {
      const contract = await loadContract(reference);
      const { $defs } = contract.schemas;
      const accepted = Object.keys($defs).flatMap((name) =>
        spoil(contract.schemas, name, sample(contract.schemas, name, { optional: "all" }))
          .filter(({ data }) => validatorsOf(contract).check(name, data, "strict").breaches.length === 0)
          .map(({ description, data }) => `${name}, ${description}: ${JSON.stringify(data)}`),
      );
      expect(accepted.slice(0, 5)).toEqual([]);
    });
  });
}

test("equal seeds give equal values", async () => {
  const { schemas } = await loadContract("ag-ui");
  for (const seed of [1, 2, 99]) expect(sample(schemas, "Event", { seed })).toEqual(sample(schemas, "Event", { seed }));
});

test("a pattern is met", () => {
  const schema = { type: "string", pattern: "^[A-Z]{3}-\\d{4}$" };
  expect(sample({ $defs: {} }, schema)).toMatch(/^[A-Z]{3}-\d{4}$/);
});
