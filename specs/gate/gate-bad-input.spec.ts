import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { mergeTests } from "@playwright/test";
import { startCli } from "../cli/run-cli.ts";
import { problemsOf } from "../cli/schemas.ts";
import { decisionOf, expect, test as gateTest, runGate } from "./gate-cli.ts";
import { inside, test as installTest } from "./install-test.ts";
import { npmLock, test as scratchTest } from "./scratch.ts";

const test = mergeTests(gateTest, installTest, scratchTest);
test.describe.configure({ timeout: 180_000 });

const json = ["--reporter", "json"];
const between = (name: string, from: string, to: string) => ["--from", `${name}@${from}`, "--to", `${name}@${to}`];
const core = between("@ag-ui/core", "0.0.48", "0.0.50");
const image = "ag-ui/producer/sends/MESSAGES_SNAPSHOT.messages[user].content[image]/added";
const text = "ag-ui/producer/sends/TEXT_MESSAGE_CONTENT.delta/accepted";

/** What is told of a gate that could not be: one sentence and what to do, as its schema says. */
function errorOf({ code, stdout, stderr }: Awaited<ReturnType<typeof runGate>>): { id: string; message: string } {
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  const told = JSON.parse(stdout);
  expect(problemsOf("error", told)).toEqual([]);
  expect(code).toBe(2);
  expect(told.error).toMatchObject({
    message: expect.stringMatching(/^[^\n]+[^.]$/),
    next: expect.stringMatching(/\.$/),
  });
  return told.error;
}

/** Words that are wrong however the packages are. `{file}` is the text in a file of that name. */
const wrong: readonly { title: string; words: readonly string[]; files?: Record<string, string>; says: RegExp }[] = [
  {
    title: "a damaged lockfile",
    words: ["--base-lock", "package-lock.json", "--head-lock", "package-lock.json"],
    files: { "package-lock.json": '{"lockfileVersion": 3, "pack' },
    says: /package-lock\.json/,
  },
  {
    title: "a lockfile of an unknown kind",
    words: ["--base-lock", "Gemfile.lock", "--head-lock", "Gemfile.lock"],
    files: { "Gemfile.lock": "GEM\n" },
    says: /Gemfile\.lock/,
  },
  {
    title: "a lockfile that is not there",
    words: ["--base-lock", "a/package-lock.json", "--head-lock", "b/package-lock.json"],
    says: /a\/package-lock\.json cannot be read \(ENOENT\)/,
  },
  { title: "a ref that is not there", words: ["--base", "no-such-ref"], says: /no-such-ref/ },
  { title: "a side that is none", words: [...core, "--side", "server"], says: /--side server is not one of producer/ },
  {
    title: "an other side that is on no other side",
    words: [...core, "--side", "producer", "--other", "ag-ui-protocol@0.1.9"],
    says: /--other ag-ui-protocol@0\.1\.9 is on no other side of what changes \(ag-ui as producer\)/,
  },
  { title: "a version that is a range", words: between("@ag-ui/core", "^0.0.48", "0.0.50"), says: /no exact version/ },
  { title: "a package without a partner", words: ["--from", "@ag-ui/core@0.0.48"], says: /has no --to/ },
  { title: "two forms at once", words: [...core, "--base", "main"], says: /--from and --to name packages/ },
  { title: "a cell that is none", words: [...core, "--cell", "nobody.producer"], says: /no cell nobody\.producer/ },
  { title: "a folder without reports", words: ["--merge", "."], says: /holds no report/ },
  { title: "a folder that is not there", words: ["--merge", "nowhere"], says: /nowhere cannot be read \(ENOENT\)/ },
  {
    title: "known failures that are no JSON",
    words: [...core, "--known-failures", "known.json"],
    files: { "known.json": "[" },
    says: /The known failures known\.json cannot be read/,
  },
  {
    title: "known failures without a day",
    words: [...core, "--known-failures", "known.json"],
    files: { "known.json": JSON.stringify([{ id: image, reason: "soon", link: "https://example.test/1" }]) },
    says: /known\.json is not as it should be: \/0 .*until/,
  },
  {
    title: "a catalogue that is none",
    words: [...core, "--catalogue", "own.json"],
    files: { "own.json": '{"participants": [{}]}' },
    says: /The catalogue own\.json is not as it should be/,
  },
];
for (const { title, words, files = {}, says } of wrong) {
  test(`${title} is told in one sentence`, async ({ repo, ready }) => {
    for (const [name, content] of Object.entries(files)) repo.write(name, content);
    repo.commit();
    const merging = words.includes("--merge");
    expect(errorOf(await runGate([...words, ...json, ...(merging ? [] : ready)], { cwd: repo.path })).message).toMatch(
      says,
    );
  });
}

test("a version that does not exist is no gate", async ({ registry, env }, info) => {
  registry.publish("@ag-ui/core", "0.0.50");
  for (const [name, version] of [
    ["zod", "3.25.76"],
    ["zod-to-json-schema", "3.25.1"],
  ] as const) {
    registry.publish(name, version);
  }
  const cache = info.outputPath("cache");
  const words = [...between("@ag-ui/core", "0.0.999", "0.0.50"), "--side", "producer", "--cache", cache, ...json];
  expect(errorOf(await runGate(words, { env }))).toMatchObject({
    id: "no-such-version",
    message: "The npm registry has no @ag-ui/core@0.0.999",
  });
  expect(inside(cache).busy).toEqual([]);
});

test("a registry that is down leaves the question open, so the gate is closed", async ({ registry, env }, info) => {
  await registry.stop();
  const words = [...core, "--side", "producer", "--cache", info.outputPath("cache"), ...json];
  const gated = await runGate(words, { env });
  expect(decisionOf(gated)).toMatchObject({
    decision: "closed",
    reasons: [{ id: "inconclusive", change: null, says: expect.stringContaining("The npm registry did not give") }],
    notGathered: [{ passing: true }],
  });
  expect(gated.code).toBe(1);
});

test("offline, an empty cache leaves it open as well", async ({ registry, env }, info) => {
  const words = [...core, "--side", "producer", "--offline", "--cache", info.outputPath("cache"), ...json];
  const gated = await runGate(words, { env });
  expect(decisionOf(gated)).toMatchObject({ decision: "closed", reasons: [{ id: "inconclusive" }] });
  expect(gated.code).toBe(1);
  expect(registry.requests).toEqual([]);
});

for (const { title, words } of [
  { title: "that nothing can ask", words: between("@ag-ui/mastra", "0.0.1", "0.0.2") },
  { title: "that the catalogue does not know", words: between("left-pad", "1.0.0", "1.3.0") },
  {
    title: "that only a page shows, without one",
    words: [...between("@copilotkit/react-core", "1.9.3", "1.10.6"), "--no-browser"],
  },
]) {
  test(`a package ${title} is not let in`, async ({ ready }, info) => {
    const gated = await runGate([...words, ...json, ...ready], { cwd: info.outputPath("") });
    const report = decisionOf(gated);
    expect(report).toMatchObject({ decision: "closed", changes: [], reasons: [{ id: "no-evidence" }] });
    expect(report.reasons[0]?.says).toContain(words[3]);
    expect(gated.code).toBe(1);
  });
}

test("a package without schemas is not let in", async ({ registry, env }, info) => {
  for (const version of ["0.0.1", "0.0.2"]) registry.publish("@ag-ui/core", version);
  registry.publish("zod", "3.25.76");
  registry.publish("zod-to-json-schema", "3.25.1");
  const words = [...between("@ag-ui/core", "0.0.1", "0.0.2"), "--cache", info.outputPath("cache"), ...json];
  const gated = await runGate(words, { env });
  const report = decisionOf(gated);
  expect(report).toMatchObject({ decision: "closed", changes: [] });
  expect([...new Set(report.reasons.map(({ id }) => id))]).toEqual(["no-evidence"]);
  expect(gated.code).toBe(1);
});

test.describe("what is known", () => {
  const known = { id: image, reason: "the client follows", link: "https://example.test/1", until: "2999-01-01" };
  const one = [...core, "--side", "producer"];
  for (const { title, file, words = one, reasons, excused = 0 } of [
    { title: "holds", file: [known], reasons: { breaking: 6 }, excused: 1 },
    {
      title: "is over",
      file: [{ ...known, until: "2020-01-01" }],
      reasons: { breaking: 7, "known-failure-expired": 1 },
    },
    {
      title: "matches nothing",
      file: [{ ...known, id: image.replace("[image]", "[gone]") }],
      reasons: { breaking: 7, "known-failure-gone": 1 },
    },
    {
      title: "does not fail any more",
      file: [{ ...known, id: text.replace("producer/sends", "consumer/receives") }],
      words: [...core, "--side", "consumer"],
      reasons: { "known-failure-gone": 1 },
    },
  ]) {
    test(title, async ({ ready }, info) => {
      writeFileSync(info.outputPath("known.json"), JSON.stringify(file));
      const gated = await runGate([...words, "--known-failures", "known.json", ...json, ...ready], {
        cwd: info.outputPath(""),
      });
      const report = decisionOf(gated);
      const counts: Record<string, number> = {};
      for (const { id } of report.reasons) counts[id] = (counts[id] ?? 0) + 1;
      expect(counts).toEqual({ ...reasons, ...("breaking" in reasons && { breaking: breakingOf(report) - excused }) });
      expect(report.excused).toHaveLength(excused);
      expect(gated.code).toBe(1);
    });
  }
});

const breakingOf = ({ changes }: ReturnType<typeof decisionOf>) => changes.filter(({ breaking }) => breaking).length;

for (const { failOn, words, code } of [
  { failOn: "none", words: [...core, "--side", "producer"], code: 0 },
  { failOn: "any", words: [...core, "--side", "consumer"], code: 1 },
]) {
  test(`--fail-on ${failOn}`, async ({ ready }, info) => {
    const gated = await runGate([...words, "--fail-on", failOn, ...json, ...ready], { cwd: info.outputPath("") });
    const { changes, reasons } = decisionOf(gated);
    expect(changes.length).toBeGreaterThan(0);
    expect(reasons.map(({ id }) => id)).toEqual(failOn === "none" ? [] : changes.map(() => "any-change"));
    expect(gated.code).toBe(code);
  });
}

test("a cache that cannot be written is told in one sentence", async ({ registry, env }, info) => {
  registry.publish("@ag-ui/core", "0.0.48");
  // A file where the folder should be: nobody can write below it, not even root.
  const cache = info.outputPath("file");
  writeFileSync(cache, "");
  const gated = await runGate([...core, "--side", "producer", "--cache", cache, ...json], { env });
  expect(decisionOf(gated)).toMatchObject({
    decision: "closed",
    notGathered: [
      { why: expect.stringMatching(/file cannot be written \(E\w+\)\.$/), next: "Use a cache that can be." },
    ],
  });
  expect(gated.code).toBe(1);
});

test("two gates at once on one cache are both right", async ({ registry, env }, info) => {
  for (const version of ["0.0.1", "0.0.2"])
    registry.publish("@ag-ui/core", version, { files: { "index.js": schemas } });
  registry.publish("zod", "3.25.76");
  registry.publish("zod-to-json-schema", "3.25.1", { files: { "index.js": "exports.zodToJsonSchema = () => ({});" } });
  const cache = info.outputPath("cache");
  const words = [...between("@ag-ui/core", "0.0.1", "0.0.2"), "--side", "producer", "--cache", cache, ...json];
  const [one, two] = await Promise.all([runGate(words, { env }), runGate(words, { env })]);
  expect(one.stdout).toBe(two.stdout);
  expect([one.code, two.code]).toEqual([0, 0]);
  expect(decisionOf(one)).toMatchObject({ decision: "open", changes: [], notGathered: [] });
  expect(inside(cache)).toMatchObject({ busy: [], installs: { length: 2 } });
  expect(readdirSync(join(cache, "evidence")).filter((name) => !name.endsWith(".json"))).toEqual([]);
});

/** Takes whatever it is shown. */
const schemas = `const all = { safeParse: (data) => ({ success: true, data }), parse: (data) => data };
exports.EventSchemas = all; exports.RunAgentInputSchema = all;`;

test("Ctrl-C ends it soon, and nothing half made is left", async ({ env }, info) => {
  // A registry that never answers: the gate waits for it until it is told to stop.
  const silent = createServer();
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as { port: number };
  const cache = info.outputPath("cache");
  const words = ["gate", ...core, "--side", "producer", "--cache", cache, ...json];
  const asked = once(silent, "connection");
  const { child, output } = startCli(words, undefined, { ...env, npm_config_registry: `http://127.0.0.1:${port}` });
  await asked;
  const began = performance.now();
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect(performance.now() - began).toBeLessThan(10_000);
  const error = errorOf({ code, ...output });
  expect(error).toMatchObject({ id: "interrupted", message: "The gate was stopped before it could decide" });
  expect(inside(cache)).toEqual({ busy: [], installs: [] });
  expect(existsSync(join(cache, "locks"))).toBe(false);
  silent.close();
});

test("what is locked elsewhere in the project is not mistaken for a change", async ({ repo, ready }) => {
  repo.write("package-lock.json", npmLock({ "@ag-ui/core": "0.0.48" }));
  mkdirSync(join(repo.path, "docs"));
  repo.write("docs/package-lock.json", npmLock({ "@ag-ui/core": "0.0.50" }));
  repo.commit();
  const gated = await runGate([...json, ...ready], { cwd: repo.path });
  expect(decisionOf(gated)).toMatchObject({ decision: "open", bumps: [] });
  expect(gated.code).toBe(0);
});
