import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { loadContract } from "wirecheck";
import { createMock } from "wirecheck/mock";
import { startBackend } from "../../fixtures/backends/index.mjs";

/** A user's project: the packed tarball and Playwright in an empty folder, made by the set-up of `npm test`. */
const folder = process.env.WIRECHECK_CONSUMER ?? "";

test.beforeAll(() => {
  if (!existsSync(join(folder, "node_modules", "wirecheck"))) {
    throw new Error("There is no project with the packed package; npm test makes one.");
  }
});

const fiveLines = (url: string) => `import { contractSuite, expect, test } from "wirecheck/playwright";
contractSuite({ contract: "video-studio", url: "${url}" });
test("the health keeps the contract", async ({ request }) => {
  await expect(await request.get("${url}/health")).toKeep("video-studio");
});
`;

/** Runs a user's test file and gives what Playwright says of it. */
async function run(name: string, text: string) {
  const tests = join(folder, name);
  rmSync(tests, { recursive: true, force: true });
  mkdirSync(tests, { recursive: true });
  writeFileSync(join(tests, "wire.spec.ts"), text);
  const { TEST_WORKER_INDEX: _worker, ...env } = process.env;
  const cli = join(folder, "node_modules", "@playwright", "test", "cli.js");
  const args = [cli, "test", name, "--reporter=line", `--output=${join(tests, "results")}`];
  return promisify(execFile)(process.execPath, args, { cwd: folder, env }).then(
    ({ stdout }) => ({ passed: true, stdout }),
    ({ stdout }: { stdout: string }) => ({ passed: false, stdout }),
  );
}

test("a user's five lines pass against the mock", async () => {
  const mock = await createMock({ contracts: [await loadContract("video-studio")], pace: "none" });
  const { passed, stdout } = await run("against-mock", fiveLines(mock.url));
  await mock.close();
  expect(stdout).toMatch(/\d+ passed/);
  expect(passed, stdout).toBe(true);
});

for (const [defect, wanted] of [
  [undefined, true],
  ["status-as-string", false],
] as const) {
  test(`a user's five lines ${wanted ? "pass" : "fail"} against a backend ${defect ?? "without a defect"}`, async () => {
    const backend = await startBackend({ name: "video-studio", ...(defect && { defect }) });
    const { passed, stdout } = await run(`against-${defect ?? "backend"}`, fiveLines(backend.url));
    await backend.stop();
    expect(passed, stdout).toBe(wanted);
    if (!wanted) expect(stdout).toContain("shape/type");
  });
}

test("the package brings its command, documents, pages and schemas, and no specs", () => {
  const home = join(folder, "node_modules", "wirecheck");
  for (const path of [
    "dist/src/cli/main.js",
    "dist/contracts/ag-ui/openapi.json",
    "docs/rules/shape/type.md",
    "schemas",
  ]) {
    expect(existsSync(join(home, path)), path).toBe(true);
  }
  for (const path of ["specs", "fixtures", "scripts", "contracts"])
    expect(existsSync(join(home, path)), path).toBe(false);
});

test("the installed command verifies", async () => {
  const mock = await createMock({ contracts: [await loadContract("ag-ui")], pace: "none" });
  const command = join(folder, "node_modules", ".bin", "wirecheck");
  const { stdout } = await promisify(execFile)(command, ["verify", mock.url, "--contract", "ag-ui"], { cwd: folder });
  await mock.close();
  expect(stdout).toContain("keeps ag-ui@1.0.0");
});
