import { expect, test } from "@playwright/test";
import { type Contract, type JsonSchema, validatorsOf } from "../../contracts/index.ts";
import { contractWith } from "./data/contract-with.ts";
import { type ShapeCase, shapeCases, shapeSchemas } from "./data/shape-cases.ts";

const contract: Contract = contractWith(shapeSchemas);

function judged({ schema, value }: ShapeCase, mode: "strict" | "tolerant") {
  const { breaches, drift } = validatorsOf(contract).check(schema, value, mode);
  const shown = (list: typeof breaches) => list.map(({ rule, path }) => `${rule} ${path}`.trim()).sort();
  return { breaches: shown(breaches), drift: shown(drift) };
}

for (const one of shapeCases) {
  const { title, breaches = [], news = [] } = one;
  test(`read strictly: ${title}`, () => {
    expect(judged(one, "strict")).toEqual({ breaches: [...breaches, ...news].sort(), drift: [] });
  });
  test(`read tolerantly: ${title}`, () => {
    expect(judged(one, "tolerant")).toEqual({ breaches: [...breaches].sort(), drift: [...news].sort() });
  });
}

test("every rule of shape is broken by a case", () => {
  const broken = shapeCases.flatMap(({ breaches = [], news = [] }) => [...breaches, ...news]);
  const rules = new Set(broken.map((line) => line.split(" ")[0]));
  expect([...rules].sort()).toEqual([
    ...["shape/format", "shape/length", "shape/one-of", "shape/pattern", "shape/range", "shape/required"],
    ...["shape/type", "shape/unknown-key", "shape/unknown-type", "shape/value"],
  ]);
});

test("a sentence shows at most 60 characters of the value", () => {
  for (const value of [
    ["x".repeat(9999)],
    { type: "x".repeat(9999) },
    Array(9999).fill("🙂"),
    { [`k${"y".repeat(500)}`]: 1 },
  ]) {
    const [breach] = validatorsOf(contract).check("Text", value, "strict").breaches;
    const shown = /^The value is (.*); it must be string\.$/s.exec(breach?.message ?? "")?.[1] ?? "";
    expect(shown.length).toBeGreaterThan(50);
    expect([...shown].length).toBeLessThanOrEqual(60);
  }
});

test("a value with very many faults gives few breaches", () => {
  const value = { list: Array(300_000).fill("no number") };
  const { breaches } = validatorsOf(contract).check("Numbers", value, "strict");
  expect(breaches.length).toBeGreaterThan(0);
  expect(breaches.length).toBeLessThanOrEqual(50);
});

test("a schema that only trying can tell apart does not lend its branches' errors", () => {
  const schemas: Record<string, JsonSchema> = {
    Either: {
      anyOf: [
        { type: "object", required: ["a"], properties: { a: { type: "string" } } },
        { type: "object", required: ["b"], properties: { b: { type: "string" } } },
      ],
    },
  };
  const { breaches } = validatorsOf(contractWith(schemas)).check("Either", { a: 1, b: 2 }, "strict");
  expect(breaches.map(({ rule }) => rule)).toEqual(["shape/one-of"]);
});
