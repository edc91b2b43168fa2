import { expect, test } from "@playwright/test";
import { causes } from "../../src/diagnose/index.ts";
import { askAll } from "./asked.ts";
import { nameOf, served } from "./cases/index.ts";
import { causesOf } from "./diagnosed.ts";
import { allKept, keep } from "./kept.ts";
import { signatureOf } from "./signature.ts";

test.setTimeout(240_000);

for (const server of served) {
  test(`${server.name}: ${server.cases.length} cases`, async () => {
    const outputs = test.info().project.outputDir;
    const results = await askAll(server, test.info().outputPath("asked"));
    const kept = results.map((result, at) => {
      const one = server.cases[at] as (typeof server.cases)[number];
      return { name: nameOf(server, one), truth: one.truth, result };
    });
    keep(outputs, server.name, kept);
    const wrong = results.flatMap((result, at) => {
      const { found = {}, verdict = Object.keys(found).length > 0 ? "fail" : "pass" } = server.cases[at] ?? {};
      const right = same(causesOf(result), found) && result.verdict === verdict;
      const told = result.evidence.map(({ id, says }) => `${id}: ${says}`);
      return right ? [] : [{ case: kept[at]?.name, found: causesOf(result), wanted: found, was: result.verdict, told }];
    });
    expect(wrong).toEqual([]);
    // Whoever sees all of them reads the same.
    const names = allKept(outputs).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(kept.map(({ name }) => name)));
  });
}

const same = (a: object, b: object) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** Which of the two a machine meets depends on its name server: transport.spec.ts asks for a name that nobody has. */
const ofTheNetwork = ["name-lookup-failed", "name-unknown"];

test("every cause is the truth of a case, and no two cases have one name", () => {
  const truths = served.flatMap(({ cases }) => cases.flatMap(({ truth }) => truth));
  expect([...new Set([...truths, ...ofTheNetwork])].sort()).toEqual([...new Set(causes.map(({ id }) => id))].sort());
  const names = served.flatMap((server) => server.cases.map((one) => nameOf(server, one)));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

/** One server of each kind. */
const twice = [
  "uvicorn-auto@zoo-old, asked over HTTP",
  "uvicorn-auto@zoo, with documents",
  "uvicorn-auto@zoo for /ws/raises-after, with what it prints",
  "socket.io",
  "vite-proxy before nobody",
  "nginx before an agent that streams",
  "customer-support with truncated-run",
  "video-studio with enhanced-router-missing",
  "resets every connection",
];

for (const name of twice) {
  test(`what is observed of ${name} is the same from run to run`, async () => {
    const server = served.find((one) => one.name === name) as (typeof served)[number];
    const [first, second] = [
      await askAll(server, test.info().outputPath("first")),
      await askAll(server, test.info().outputPath("second")),
    ];
    expect(second.map(signatureOf)).toEqual(first.map(signatureOf));
  });
}
