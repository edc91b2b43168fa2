import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GateReport } from "../../src/gate/index.ts";
import { startCli } from "../cli/run-cli.ts";
import { document, old, ours, reader, source } from "./catalogue-samples.ts";
import { test as base, expect } from "./install-test.ts";

/** zod as it is installed here, without what only an editor reads. */
const zod = fileURLToPath(new URL("../../node_modules/zod/", import.meta.url));
const zodFiles = Object.fromEntries(
  readdirSync(zod, { recursive: true, encoding: "utf8" })
    .filter((name) => /(\.cjs|package\.json)$/.test(name) && !name.startsWith("src"))
    .map((name) => [name, readFileSync(join(zod, name))]),
);
const { version: zodVersion, ...zodManifest } = JSON.parse(readFileSync(join(zod, "package.json"), "utf8"));

const versions = {
  "1.0.0": old,
  // A kind more; what may be empty and what is needed is as before.
  "2.0.0": { ...old, kinds: [...old.kinds, "PICTURE"] },
  // A refinement less, and a key that is needed.
  "3.0.0": { ...old, empty: true, key: true },
  // A tag that is refused.
  "4.0.0": { ...old, not: "urgent" },
};

type Gate = (...words: string[]) => Promise<{ code: number | null; report: GateReport; stderr: string }>;

const test = base.extend<{ gate: Gate; folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
  folder: async ({}, use, info) => {
    const own = { participants: [ours, reader] };
    const [role] = ours.speaks;
    const documented = { participants: [{ ...ours, speaks: [{ ...role, document: "notes.yaml" }] }, reader] };
    writeFileSync(info.outputPath("own.json"), JSON.stringify(own));
    writeFileSync(info.outputPath("documented.json"), JSON.stringify(documented));
    writeFileSync(info.outputPath("notes.yaml"), document);
    await use(info.outputPath("."));
  },

  gate: async ({ registry, cache, env, folder }, use) => {
    registry.publish("zod", zodVersion, { manifest: zodManifest, files: zodFiles });
    for (const [version, notes] of Object.entries(versions)) {
      const manifest = { dependencies: { zod: zodVersion } };
      for (const name of ["@club/notes", "@club/reader"]) {
        registry.publish(name, version, { manifest, files: { "index.js": source(notes) } });
      }
    }
    await use(async (...words) => {
      const args = ["gate", "--cache", cache, "--reporter", "json", ...words];
      const { child, output } = startCli(args, folder, env);
      const [code] = await once(child, "close");
      const { stdout, stderr } = output;
      return { code, report: stdout === "" ? undefined : JSON.parse(stdout), stderr };
    });
  },
});

const brief = ({ changes }: GateReport) =>
  changes.map(
    ({ id, breaking, before, after, evidence }) => `${id}: ${before} → ${after}, ${breaking}, ${evidence.at(-1)}`,
  );
const upgrade = (to: string, from = "1.0.0") => ["--from", `@club/notes@${from}`, "--to", `@club/notes@${to}`];

test("a package of a user's, between two versions, with nobody named and with who reads it", async ({ gate }) => {
  const nobody = await gate("--catalogue", "own.json", ...upgrade("2.0.0"));
  expect(nobody.report).toMatchObject({ decision: "closed", cells: ["notes.producer"], others: [] });
  expect(brief(nobody.report)).toEqual([
    "notes/producer/sends/PICTURE/added: absent → present, true, refused by whoever is as old as what was there before",
  ]);
  expect(nobody.code).toBe(1);

  const closed = await gate("--catalogue", "own.json", ...upgrade("2.0.0"), "--other", "@club/reader@1.0.0");
  expect([closed.code, ...brief(closed.report)]).toEqual([
    1,
    "notes/producer/sends/PICTURE/added: absent → present, true, refused by @club/reader@1.0.0",
  ]);
  const open = await gate("--catalogue", "own.json", ...upgrade("2.0.0"), "--other", "@club/reader@2.0.0");
  expect([open.code, ...brief(open.report)]).toEqual([
    0,
    "notes/producer/sends/PICTURE/added: absent → present, false, accepted by @club/reader@2.0.0",
  ]);
});

test("what only its parser shows, and what it asks for now, are found and judged", async ({ gate }) => {
  const { report } = await gate("--catalogue", "own.json", ...upgrade("3.0.0"), "--other", "@club/reader@1.0.0");
  expect(brief(report).sort()).toEqual([
    "notes/producer/receives/Command.key/required: optional string → string, true, @club/reader@1.0.0 can send it",
    'notes/producer/sends/LINK.text/accepted: "" refused → "" accepted, true, refused by @club/reader@1.0.0',
    'notes/producer/sends/TEXT.text/accepted: "" refused → "" accepted, true, refused by @club/reader@1.0.0',
  ]);
});

test("values of its document are tried as well", async ({ gate }) => {
  const words = [...upgrade("1.0.0", "4.0.0"), "--other", "@club/reader@4.0.0"];
  const without = await gate("--catalogue", "own.json", ...words);
  expect([without.code, ...brief(without.report)]).toEqual([0]);
  const documented = await gate("--catalogue", "documented.json", ...words);
  expect([documented.code, ...brief(documented.report)]).toEqual([
    1,
    'notes/producer/sends/TEXT.tag/accepted: "urgent" refused → "urgent" accepted, true, refused by @club/reader@4.0.0',
  ]);
});

test("without the catalogue, the package speaks nothing that is known", async ({ gate }) => {
  const { code, report } = await gate(...upgrade("2.0.0"));
  expect([code, report.reasons.map(({ id }) => id), report.cells]).toEqual([1, ["no-evidence"], []]);
});

test("a package that does not export what the catalogue says is not gathered", async ({ gate, registry }) => {
  registry.publish("@club/notes", "5.0.0", {
    manifest: { dependencies: { zod: zodVersion } },
    files: { "index.js": "" },
  });
  const { code, report } = await gate("--catalogue", "own.json", ...upgrade("5.0.0"));
  expect([code, report.changes]).toEqual([1, []]);
  expect(report.reasons.map(({ id, says }) => `${id} ${says}`)).toEqual([
    "no-evidence @club/notes@5.0.0: Of its payloads of Note nothing could be heard in one of the versions.",
    "no-evidence @club/notes@5.0.0: Of its payloads of Command nothing could be heard in one of the versions.",
  ]);
});

const damaged: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
  "no JSON": ["{", /^wirecheck: The catalogue bad\.json cannot be read \(.+\)/],
  "no participants": [
    "{}",
    /^wirecheck: The catalogue bad\.json is not as it should be: the whole must have required property 'participants'/,
  ],
  "an unknown kind": [
    JSON.stringify({ participants: [{ ...ours, kind: "joi" }] }),
    /^wirecheck: The catalogue bad\.json is not as it should be: \/participants\/0\/kind must be equal to one of/,
  ],
  "a document that is not there": [
    JSON.stringify({ participants: [{ ...ours, speaks: [{ ...ours.speaks[0], document: "no.yaml" }] }] }),
    /^wirecheck: .*no\.yaml/,
  ],
};

for (const [name, [text, says]] of Object.entries(damaged)) {
  test(`a catalogue with ${name} ends with one sentence, and 2`, async ({ gate, folder }) => {
    writeFileSync(join(folder, "bad.json"), text);
    const { code, stderr } = await gate("--catalogue", "bad.json", ...upgrade("2.0.0"));
    expect([code, stderr.trim().split("\n").length <= 2]).toEqual([2, true]);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).toMatch(says);
  });
}
