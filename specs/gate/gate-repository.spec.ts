import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mergeTests } from "@playwright/test";
import type { Cell } from "../../src/gate/index.ts";
import { problemsOf } from "../cli/schemas.ts";
import { decisionIn, decisionOf, expect, test as gateTest, runGate } from "./gate-cli.ts";
import { npmLock, type Scratch, test as scratchTest } from "./scratch.ts";

const test = mergeTests(gateTest, scratchTest);
// One after the other: what the first hears of the packages is kept, and the rest is quick.
test.describe.configure({ mode: "default", timeout: 300_000 });

const group = ["client", "core", "encoder"].map((name) => `@ag-ui/${name}`);
const grouped = (version: string) => npmLock(Object.fromEntries(group.map((name) => [name, version])));
const id = "ag-ui/consumer/sends/RunAgentInput.protocolVersion/added";

/** A frontend and its backend's requirements on main; on the branch, the grouped bump of a bot. */
function pullRequest(repo: Scratch): void {
  repo.write("web/package-lock.json", grouped("0.0.59"));
  repo.write("requirements.txt", "ag-ui-protocol==0.1.9\n");
  repo.commit();
  repo.git("checkout", "-q", "-b", "bump");
  repo.write("web/package-lock.json", grouped("1.0.0"));
}

test("a grouped bump is judged by what the other lockfile has", async ({ repo, ready }) => {
  pullRequest(repo);
  repo.commit();
  const files = ["json", "markdown", "github"].flatMap((kind) => ["--reporter", `${kind}=report.${kind}`]);
  const env = { ...process.env, GITHUB_STEP_SUMMARY: join(repo.path, "summary.md") };
  const words = ["--base", "main", "--head", "HEAD", ...files, ...ready];
  const { code, stderr } = await runGate(words, { cwd: repo.path, env });
  expect(code, stderr).toBe(1);
  const report = decisionIn(join(repo.path, "report.json"));
  expect(report).toMatchObject({ decision: "closed", notGathered: [], others: ["ag-ui-protocol@0.1.9"] });
  expect(report.bumps.map(({ name, from, to }) => [name, from, to])).toEqual(
    group.map((name) => [name, "0.0.59", "1.0.0"]),
  );
  expect(report.bumps[0]?.place).toEqual({ file: "web/package-lock.json", line: 3 });
  expect(report.reasons).toMatchObject([
    { id: "breaking", change: id, next: expect.stringMatching(/^Bring ag-ui-protocol to 0\.1\.10/) },
  ]);
  // The client alone says its version; the bumps that came along do not.
  expect(report.changes.find((one) => one.id === id)?.by).toEqual(["@ag-ui/client@1.0.0"]);
  const github = readFileSync(join(repo.path, "report.github"), "utf8");
  expect(github).toMatch(/^::error title=RunAgentInput\.protocolVersion,file=web\/package-lock\.json,line=3::/m);
  expect(readFileSync(env.GITHUB_STEP_SUMMARY, "utf8")).toContain("RunAgentInput.protocolVersion");
  const markdown = readFileSync(join(repo.path, "report.markdown"), "utf8");
  expect(markdown).toMatch(
    /^\| `@ag-ui\/client@1\.0\.0` \| `RunAgentInput\.protocolVersion` \| `absent` \| `"1\.0"` \|/m,
  );
  expect(markdown).toContain("Bring ag-ui-protocol to 0.1.10 or newer first");
});

test("without a word the working tree is compared with where the branch began", async ({ repo, ready }) => {
  pullRequest(repo);
  const words = ["--reporter", "json", ...ready];
  const before = await runGate(words, { cwd: repo.path });
  expect(decisionOf(before)).toMatchObject({ decision: "closed", reasons: [{ change: id }] });
  expect(before.code).toBe(1);
  repo.commit();
  repo.write("requirements.txt", "ag-ui-protocol==0.1.10\n");
  const after = decisionOf(await runGate([...words, "--side", "consumer"], { cwd: repo.path }));
  expect(after).toMatchObject({ decision: "open", reasons: [], others: ["ag-ui-protocol@0.1.10"] });
  expect(after.changes.find((one) => one.id === id)).toMatchObject({ breaking: false });
});

test("two lockfiles say the same as two refs", async ({ repo, ready }) => {
  pullRequest(repo);
  repo.write("old/package-lock.json", grouped("0.0.59"));
  const locks = ["--base-lock", "old/package-lock.json", "--head-lock", "web/package-lock.json"];
  const words = [...locks, "--other", "ag-ui-protocol@0.1.9", "--reporter", "json", ...ready];
  const { code, ...said } = await runGate(words, { cwd: repo.path });
  expect(decisionOf(said)).toMatchObject({ decision: "closed", reasons: [{ change: id }], notGathered: [] });
  expect(code).toBe(1);
});

test("nothing that speaks on the wire changes", async ({ repo, ready }) => {
  repo.write("package-lock.json", npmLock({ "@ag-ui/core": "0.0.48", lodash: "4.17.20" }));
  repo.commit();
  repo.write("package-lock.json", npmLock({ "@ag-ui/core": "0.0.48", lodash: "4.17.21" }));
  const { code, stdout } = await runGate(ready, { cwd: repo.path });
  expect(stdout).toContain("No package that speaks on the wire changes.");
  expect(code).toBe(0);
});

test.describe("a fan-out", () => {
  /** Both sides of @ag-ui/core, which has nobody on the other. */
  const begin = async (repo: Scratch, ready: readonly string[]) => {
    repo.write("package-lock.json", npmLock({ "@ag-ui/core": "0.0.48" }));
    repo.commit();
    repo.write("package-lock.json", npmLock({ "@ag-ui/core": "0.0.50" }));
    const run = (...words: string[]) => runGate([...words, ...ready], { cwd: repo.path });
    const listed = JSON.parse((await run("--list", "--reporter", "json")).stdout);
    expect(problemsOf("gate-matrix", listed)).toEqual([]);
    const cells: readonly Cell[] = listed.cells;
    mkdirSync(join(repo.path, "cells"));
    const one = (cell: string) => run("--cell", cell, "--reporter", `json=cells/${cell}.json`);
    const merged = (...words: string[]) =>
      runGate(["--merge", "cells", "--reporter", "json", ...words], { cwd: repo.path });
    return { run, ids: cells.map((cell) => cell.id), one, merged };
  };

  test("decides what the whole gate decides", async ({ repo, ready }) => {
    const { run, ids, one, merged } = await begin(repo, ready);
    expect(ids).toEqual(["ag-ui-schemas.producer", "ag-ui-schemas.consumer"]);
    expect((await one("ag-ui-schemas.producer")).code).toBe(1);
    expect((await one("ag-ui-schemas.consumer")).code).toBe(0);
    const [whole, parts] = [await run("--reporter", "json"), await merged()];
    expect([whole.code, parts.code]).toEqual([1, 1]);
    expect(decisionOf(parts)).toEqual(decisionOf(whole));
  });

  test("misses a cell", async ({ repo, ready }) => {
    const { one, merged } = await begin(repo, ready);
    await one("ag-ui-schemas.consumer");
    const { code, ...said } = await merged();
    expect(decisionOf(said)).toMatchObject({
      decision: "closed",
      reasons: [{ id: "inconclusive", next: expect.stringMatching(/--cell ag-ui-schemas\.producer/) }],
      cells: ["ag-ui-schemas.consumer"],
    });
    expect(code).toBe(1);
  });

  test("takes reports of one gate alone", async ({ repo, ready }) => {
    const { run, one, merged } = await begin(repo, ready);
    await one("ag-ui-schemas.consumer");
    await run("--cell", "ag-ui-schemas.producer", "--fail-on", "any", "--reporter", "json=cells/b.json");
    const mixed = await merged();
    expect(mixed.code).toBe(2);
    expect(JSON.parse(mixed.stdout)).toMatchObject({
      error: { id: "cannot-merge", message: expect.stringMatching(/of another gate than/) },
    });
    writeFileSync(join(repo.path, "cells", "b.json"), "{}");
    const damaged = await merged();
    expect(damaged.code).toBe(2);
    expect(damaged.stdout).toContain("b.json is not as it should be");
  });
});
