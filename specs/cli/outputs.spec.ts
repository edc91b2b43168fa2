import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { http } from "../verify/raw-server.ts";
import { runCli, startCli } from "./run-cli.ts";
import { problemsOf } from "./schemas.ts";

const shelf = fileURLToPath(new URL("../verify/documents/shelf.openapi.yaml", import.meta.url));
const json = { "content-type": "application/json" };

/** A shelf that keeps its contract, but for what `book` says. */
const library = (book: unknown) =>
  http((request, response) => {
    if (request.url === "/book") response.writeHead(200, json).end(JSON.stringify(book));
    else if (request.url === "/pages")
      response.writeHead(200, { "content-type": "text/event-stream" }).end('data: {"page":1}\n\n');
    else if (request.url === "/shelves/sample") response.writeHead(200).end();
    else response.writeHead(404, json).end('{"detail":"Not Found"}');
  });

const verify = (url: string, ...more: string[]) => runCli(["verify", url, "--contract", shelf, ...more]);

test("the exit code is the verdict, and what was not probed counts only without leave", async () => {
  const good = await library({ title: "Moby-Dick" });
  const bad = await library({ title: 1 });
  try {
    expect((await verify(good.url, "--reporter", "json")).code).toBe(1);
    const allowed = await verify(good.url, "--reporter", "json", "--allow-unprobed");
    expect(allowed.code).toBe(0);
    expect(JSON.parse(allowed.stdout)).toMatchObject({ verdict: "pass", summary: { fail: 0 } });
    expect((await verify(bad.url, "--allow-unprobed")).code).toBe(1);
    expect((await verify(bad.url, "--allow-unprobed", "--only", "pages")).code).toBe(0);
  } finally {
    await Promise.all([good.close(), bad.close()]);
  }
});

for (const [what, book] of [
  ["that pass", { title: "Moby-Dick" }],
  ["that fail", { title: 1, isbn: "x" }],
] as const) {
  test(`reports ${what} keep the published schema, in every mode`, async () => {
    const server = await library(book);
    try {
      for (const mode of ["strict", "tolerant"]) {
        const { stdout, stderr } = await verify(server.url, "--reporter=json", "--mode", mode);
        expect(stderr).toBe("");
        expect(problemsOf("verify-report", JSON.parse(stdout))).toEqual([]);
      }
    } finally {
      await server.close();
    }
  });
}

test("an unreachable target is one sentence and its cause, and every check inconclusive", async () => {
  const server = await library({});
  await server.close();
  const { code, stdout } = await verify(server.url);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^– .*cannot be reached: nothing listens on\s+127\.0\.0\.1:\d+/);
  expect(stdout).toContain("certain: docs/causes/nothing-listening.md\n");
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(stdout.split("\n").length).toBeLessThan(7);
  const report = JSON.parse((await verify(server.url, "--reporter", "json")).stdout);
  expect(problemsOf("verify-report", report)).toEqual([]);
  expect(report.summary).toMatchObject({ pass: 0, fail: 0, inconclusive: report.checks.length });
});

test("every reporter writes its file, and the list keeps 80 columns with the answer first", async () => {
  const server = await library({ title: 1 });
  const file = (name: string) => test.info().outputPath("deep", name);
  try {
    const kinds = ["json=r.json", "junit=r.xml", "github=r.txt", "sarif=r.sarif"];
    const reporters = kinds.flatMap((kind) => ["--reporter", kind.replace(/=(.*)/, (_, name) => `=${file(name)}`)]);
    const { code, stdout } = await verify(server.url, ...reporters, "--reporter", "list");
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toMatch(/^✗ http:\/\/127\.0\.0\.1:\d+ breaks shelf@1\.0: 1 of \d+ checks broken/);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain("docs/rules/shape/type.md");

    const read = (name: string) => readFileSync(file(name), "utf8");
    expect(problemsOf("verify-report", JSON.parse(read("r.json")))).toEqual([]);
    expect(read("r.xml")).toMatch(/<testsuite name="shelf@1\.0" tests="\d+" failures="1" errors="\d+" skipped="0"/);
    expect(read("r.xml")).toContain('<failure type="shape/type"');
    expect(read("r.txt")).toMatch(/^::error title=book\/answers::shape\/type: /m);
    const log = JSON.parse(read("r.sarif"));
    expect(log).toMatchObject({ version: "2.1.0", runs: [{ tool: { driver: { rules: [{ id: "shape/type" }] } } }] });
    expect(log.runs[0].results.filter((one: { kind: string }) => one.kind === "fail")).toHaveLength(1);
  } finally {
    await server.close();
  }
});

test("Ctrl-C stops cleanly with a partial report", async () => {
  const asked: string[] = [];
  const server = await http((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/book") response.writeHead(200, json).end('{"title":"Moby-Dick"}');
  });
  try {
    const { child, output } = startCli([
      "verify",
      server.url,
      "--contract",
      shelf,
      "--timeout",
      "60",
      "--reporter",
      "json",
    ]);
    await expect.poll(() => asked.length).toBeGreaterThan(2);
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(1);
    const report = JSON.parse(output.stdout);
    expect(problemsOf("verify-report", report)).toEqual([]);
    expect(report).toMatchObject({
      verdict: "inconclusive",
      because: expect.stringContaining("stopped before the end"),
    });
    expect(output.stderr).toBe("");
  } finally {
    await server.close();
  }
});

test("a reader that goes away ends it quietly", async () => {
  const { child, output } = startCli(["list", "rules"]);
  child.stdout?.destroy();
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, stderr: output.stderr }).toEqual({ code: 0, stderr: "" });
});

for (const kind of ["contracts", "rules", "scenarios", "faults"]) {
  test(`list ${kind} prints lines of at most 80 columns, and JSON by its schema`, async () => {
    const list = await runCli(["list", kind]);
    expect(list).toMatchObject({ code: 0, stderr: "" });
    expect(list.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    const { items, ...rest } = JSON.parse((await runCli(["list", kind, "--reporter", "json"])).stdout);
    expect(problemsOf("list", { items, ...rest })).toEqual([]);
    expect(items.length).toBeGreaterThan(2);
    for (const { name } of items) expect(list.stdout).toContain(name);
  });
}

for (const words of [
  ["--help"],
  [],
  ["verify", "--help"],
  ["mock", "--help"],
  ["diagnose", "--help"],
  ["gate", "--help"],
  ["check", "--help"],
  ["list", "--help"],
  ["export", "--help"],
]) {
  test(`wirecheck ${words.join(" ")} is a page of at most 80 columns`, async () => {
    const { code, stdout, stderr } = await runCli(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/^wirecheck /);
  });
}

test("--version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(await runCli(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test("a recording is judged by check, with its report by the published schema", async () => {
  const file = test.info().outputPath("pages.sse");
  const check = () => runCli(["check", file, "--contract", shelf, "--endpoint", "pages", "--reporter", "json"]);
  writeFileSync(file, 'data: {"page":1}\n\ndata: {"page":2}\n\n');
  const kept = await check();
  expect(problemsOf("check-report", JSON.parse(kept.stdout))).toEqual([]);
  expect(kept.code).toBe(0);
  writeFileSync(file, 'data: {"page":"one"}\n\n');
  const broken = await check();
  expect(problemsOf("check-report", JSON.parse(broken.stdout))).toEqual([]);
  expect(JSON.parse(broken.stdout).checks[0].violations).toMatchObject([{ rule: "shape/type", path: "/page" }]);
  expect(broken.code).toBe(1);
});
