import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "@playwright/test";
import { readService } from "../../contracts/documents/service.ts";
import { readFile } from "../../contracts/documents/source.ts";
import { type Contract, project } from "../../contracts/index.ts";
import { unseen } from "../support/copilotkit/across.ts";
import { evidenceOf, generationOf, generations } from "../support/copilotkit/evidence.ts";
import { differences } from "../support/copilotkit/keeps.ts";
import type { Generation } from "../support/copilotkit/questions.ts";
import { mutantsOf } from "../support/differential/mutants.ts";

const main = ["1.9.3", "1.10.6", "1.50.0", "1.74.0"];
const documents = [
  { file: "openapi.json", versions: main },
  { file: "graphql.schema.json", versions: main },
  { file: "agent.schema.json", versions: main },
  { file: "bodies.schema.json", versions: main },
  { file: "runtime-v2.openapi.json", versions: ["1.50.0", "1.75.0"] },
];

type Each = (typeof generations)[number];
type All = Parameters<typeof unseen>[0];
const evidence = Object.fromEntries(generations.map(({ runtime }) => [runtime, evidenceOf(runtime)])) as Parameters<
  typeof unseen
>[1];
const real = Object.fromEntries(
  await Promise.all(generations.map(async (each) => [each.runtime, await generationOf(each)])),
) as All;

for (const { file, versions } of documents) {
  const document = JSON.parse(readFileSync(join("contracts/copilotkit", file), "utf8"));
  const mutants = mutantsOf(document, versions);

  test(`no date in ${file} can be moved by a version or taken away unseen: ${mutants.length} tried`, async () => {
    test.setTimeout(240_000);
    const folder = test.info().outputPath("contracts");
    for (const name of ["ag-ui", "copilotkit"])
      cpSync(join("contracts", name), join(folder, name), { recursive: true });
    const survivors: string[] = [];
    for (const mutant of mutants) {
      writeFileSync(join(folder, "copilotkit", file), JSON.stringify(mutant.document));
      const changed = generations.filter((each) => isChanged(document, mutant.document, each));
      if (!(await isSeen(folder, changed))) survivors.push(mutant.description);
    }
    expect(mutants.length).toBeGreaterThan(0);
    expect(survivors).toEqual([]);
  });
}

test("no date in the GraphQL schema can be moved or taken away unseen", async () => {
  const folder = test.info().outputPath("contracts");
  for (const name of ["ag-ui", "copilotkit"]) cpSync(join("contracts", name), join(folder, name), { recursive: true });
  const file = join(folder, "copilotkit", "schema.graphql");
  const text = readFileSync(file, "utf8");
  const dates = [...text.matchAll(/ @since\(version: "1\.10\.6"\)/g)];
  expect(dates.length).toBeGreaterThan(0);
  for (const { index, 0: date } of dates) {
    for (const instead of ["", date.replace("1.10.6", "1.50.0"), date.replace("1.10.6", "1.9.3")]) {
      writeFileSync(file, text.slice(0, index) + instead + text.slice(index + date.length));
      expect(await isSeen(folder, generations), `${text.slice(index - 40, index)} with ${instead || "no date"}`).toBe(
        true,
      );
    }
  }
});

/** Whether a document says something else to a generation; where it cannot be projected, it does. */
function isChanged(document: unknown, mutant: unknown, each: Each): boolean {
  const at = (value: unknown, version: string) => JSON.stringify(project(value, version));
  const versions = [each.main, ...("routes" in each ? [each.routes] : [])];
  try {
    return versions.some((version) => at(document, version) !== at(mutant, version));
  } catch {
    return true;
  }
}

/** Whether the documents of a folder cannot be read, or differ from what the real runtimes did. */
async function isSeen(folder: string, changed: readonly Each[]): Promise<boolean> {
  const found = { ...real };
  for (const each of changed) {
    const same = real[each.runtime];
    const read = await generationIn(folder, each, same).catch(() => undefined);
    if (!read) return true;
    if (isSame(read.main, same.main) && isSame(read.routes, same.routes)) continue;
    if (differences(read, evidence[each.runtime]).length > 0) return true;
    found[each.runtime] = read;
  }
  return unseen(found, evidence).length > 0;
}

const isSame = (a: Contract | undefined, b: Contract | undefined) =>
  a?.digest === b?.digest && JSON.stringify(a?.instead) === JSON.stringify(b?.instead);

async function generationIn(folder: string, each: Each, same: Generation): Promise<Generation> {
  const read = async (file: string, version: string, like: Contract | undefined) => {
    const source = readFile(join(folder, "copilotkit", file));
    const contract = await readService([source], { name: "copilotkit", version, builtIn: false });
    // Schemas that are the same need not be compiled again.
    return like && isDeepStrictEqual(contract.schemas, like.schemas)
      ? { ...contract, schemas: like.schemas }
      : contract;
  };
  const main = await read("openapi.json", each.main, same.main);
  if (!("routes" in each)) return { main };
  return { main, routes: await read("runtime-v2.openapi.json", each.routes, same.routes) };
}
