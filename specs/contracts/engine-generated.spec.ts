import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { compileValidators } from "../../contracts/engine/compile.ts";
import { generatedFor } from "../../contracts/engine/generated.ts";
import { createValidators } from "../../contracts/engine/validators.ts";
import {
  builtInProjections,
  builtIns,
  type Contract,
  generateValidators,
  loadContract,
  readyFiles,
  type SchemaName,
  sample,
  variants,
} from "../../contracts/index.ts";
import { spoiled } from "./data/spoiled.ts";

const projections = await builtInProjections();
const contracts = projections.map(({ contract }) => contract);
const generated = generateValidators(contracts);

/** Values of a schema, good and spoiled in many ways. */
function values(contract: Contract, schema: SchemaName): unknown[] {
  const good = [
    sample(contract.schemas, schema, { seed: 1 }),
    ...variants(contract.schemas, schema).map(({ data }) => data),
  ];
  return [...good.slice(0, 12), ...good.slice(0, 3).flatMap(spoiled), null, 5, "text", [], {}];
}

test("one validator is made for each distinct definition, found by digest and name", () => {
  const digests = new Set(contracts.map(({ digest }) => digest));
  expect(new Set(Object.keys(generated.table))).toEqual(digests);
  const uses = Object.values(generated.table).flatMap((names) => Object.values(names));
  const distinct = new Set(uses);
  expect(distinct.size).toBeLessThan(uses.length / 2);
  const made = new Set([...generated.first.matchAll(/exports\.(d\d+) = /g)].map(([, id]) => id));
  expect(made).toEqual(distinct);
});

test("generated and runtime validators say the same of every schema of every built-in contract", () => {
  const folder = test.info().outputPath("generated");
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/first.cjs`, generated.first);
  writeFileSync(`${folder}/all.cjs`, generated.all);
  writeFileSync(`${folder}/table.json`, JSON.stringify(generated.table));
  const url = new URL(`${pathToFileURL(folder).href}/`);
  let [good, bad] = [0, 0];
  for (const contract of contracts) {
    const code = generatedFor(contract.digest, url);
    if (!code) throw new Error(`nothing was generated for ${contract.name}`);
    expect(() => code.first("Nope")).toThrow("the contract has no schema named Nope");
    const built = createValidators(contract, code);
    const compiled = createValidators(contract, compileValidators(contract.schemas));
    for (const schema of Object.keys(contract.schemas.$defs)) {
      for (const value of values(contract, schema)) {
        const expected = compiled.check(schema, value, "strict");
        if (expected.breaches.length > 0) bad++;
        else good++;
        // Comparing as text is quick, and tells the order of the breaches too.
        const same = JSON.stringify(built.check(schema, value, "strict")) === JSON.stringify(expected);
        if (!same) expect(built.check(schema, value, "strict"), `${contract.name} ${schema}`).toEqual(expected);
      }
    }
  }
  expect(good).toBeGreaterThan(1000);
  expect(bad).toBeGreaterThan(1000);
});

test("the code needs nothing but Ajv's own helpers", () => {
  const require = createRequire(import.meta.url);
  const needed = [generated.first, generated.all].flatMap((code) =>
    [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name ?? ""),
  );
  for (const name of needed) {
    expect(name).toMatch(/^(ajv|ajv-formats)\/dist\//);
    expect(() => require.resolve(name)).not.toThrow();
  }
});

test("the newest version of each contract is kept as it was read, and the catalogue with it", async () => {
  const newest = await Promise.all(builtIns().map(({ name }) => loadContract(name)));
  const files = readyFiles(builtIns(), newest);
  const kept = Object.entries(files).map(([name, text]) => [name, JSON.parse(text)]);
  const read = newest.map((contract) => [`${contract.name}@${contract.version}.json`, contract]);
  expect(kept).toStrictEqual([["catalogue.json", builtIns()], ...read]);
});

test("the code holds nothing that nobody reads", () => {
  for (const code of [generated.first, generated.all]) {
    expect(code).not.toMatch(/schemaPath:|parentData/);
    const names = [...code.matchAll(/\bschema\d+\b/g)].map(([name]) => name);
    const once = names.filter((name) => names.indexOf(name) === names.lastIndexOf(name));
    expect(once).toEqual([]);
  }
  expect(generated.first.length).toBeLessThan(generated.all.length);
});
