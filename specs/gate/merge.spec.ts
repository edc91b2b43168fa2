import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { type GateReport, merge } from "../../src/gate/index.ts";
import { gateReport } from "../../src/report/index.ts";
import { problemsOf } from "../cli/schemas.ts";
import { closed, knownFailure, open, protocolVersion } from "./report-samples.ts";

const today = "2026-06-14";
const matrix = ["ag-ui-client.consumer", "ag-ui-schemas.producer"];
const cell = (id: string, more: Partial<GateReport> = {}): GateReport => {
  return { ...open, changes: [], others: [], matrix, cells: [id], ...more };
};
const [client, schemas] = [cell(matrix[0]!), cell(matrix[1]!)];
const broken = cell(matrix[0]!, { ...closed, cells: [matrix[0]!], matrix });

/** A folder with these files, and what they are merged into. */
function merged(
  folder: string,
  files: Readonly<Record<string, GateReport | string>>,
  known = [] as (typeof knownFailure)[],
) {
  mkdirSync(folder, { recursive: true });
  for (const [name, report] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof report === "string" ? report : gateReport("json", report));
  }
  return merge(folder, known, today);
}

test("reports of all cells are one decision, wherever in the folder they are", () => {
  const report = merged(test.info().outputPath("cells"), {
    "a.json": { ...client, changes: open.changes.slice(0, 1), others: ["ag-ui-protocol@0.1.10"] },
    "machine/b.json": { ...schemas, changes: open.changes.slice(1), others: ["@ag-ui/client@1.0.0"] },
    "notes.txt": "no report",
  });
  expect(report).toMatchObject({
    decision: "open",
    reasons: [],
    changes: open.changes,
    others: ["ag-ui-protocol@0.1.10", "@ag-ui/client@1.0.0"],
    cells: matrix,
    matrix,
    bumps: open.bumps,
    failOn: "breaking",
    tool: open.tool,
  });
  expect(report.answer).toMatch(/^6 changes on the wire, none breaking for ag-ui-protocol@0\.1\.10, @ag-ui\/client@1/);
  expect(problemsOf("gate-decision", JSON.parse(gateReport("json", report)))).toEqual([]);
});

test("it is decided anew: what one machine found to break closes, unless it is excused", () => {
  const files = { "a.json": broken, "b.json": schemas };
  expect(merged(test.info().outputPath("cells"), files)).toMatchObject({
    decision: "closed",
    reasons: [{ id: "breaking", change: protocolVersion.id }],
  });
  expect(merged(test.info().outputPath("cells"), files, [knownFailure])).toMatchObject({
    decision: "open",
    excused: [knownFailure],
  });
  expect(merged(test.info().outputPath("cells"), { ...files, "a.json": client }, [knownFailure])).toMatchObject({
    decision: "closed",
    reasons: [{ id: "known-failure-gone" }],
  });
});

test("a cell without a report closes, and is named", () => {
  const report = merged(test.info().outputPath("cells"), { "a.json": client });
  expect(report).toMatchObject({
    decision: "closed",
    cells: [matrix[0]],
    matrix,
    reasons: [{ id: "inconclusive", change: null, next: "Run gate --cell ag-ui-schemas.producer." }],
    notGathered: [{ packages: ["ag-ui-schemas.producer"], evidence: "all", passing: true }],
  });
  expect(problemsOf("gate-decision", JSON.parse(gateReport("json", report)))).toEqual([]);
});

test("under --fail-on none, nothing closes", () => {
  const files = { "a.json": { ...broken, failOn: "none", decision: "open", reasons: [] } as GateReport };
  expect(merged(test.info().outputPath("cells"), files)).toMatchObject({
    decision: "open",
    failOn: "none",
    reasons: [],
  });
});

test("a cell that ran twice says the same once; two cells that judge one change otherwise both say it", () => {
  const missing = { packages: ["x@1"], evidence: "all", why: "Gone.", next: "Try again.", passing: true };
  const twice = { ...broken, notGathered: [missing] };
  const again = merged(test.info().outputPath("again"), { "a.json": twice, "b.json": twice, "c.json": schemas });
  expect(again.changes).toEqual(closed.changes);
  expect(again.notGathered).toEqual([missing]);
  const mild = { ...schemas, changes: [{ ...protocolVersion, breaking: false }] };
  for (const files of [
    { "a.json": broken, "b.json": mild },
    { "a.json": mild, "b.json": broken },
  ]) {
    const report = merged(test.info().outputPath("other"), files);
    expect(report.changes.map(({ breaking }) => breaking).filter((one) => one === true)).toEqual([true]);
    expect(report.decision).toBe("closed");
  }
});

const bad: Readonly<Record<string, readonly [files: Readonly<Record<string, GateReport | string>>, message: RegExp]>> =
  {
    "an empty folder": [{}, /^.*cells holds no report\.$/],
    "no JSON": [{ "a.json": "{" }, /a\.json cannot be read \(.+\)\.$/],
    "something else": [
      { "a.json": "{}" },
      /a\.json is not as it should be: the whole must have required property 'tool'\.$/,
    ],
    "a report that is not as its schema says": [
      { "a.json": JSON.stringify({ ...client, changes: 5 }) },
      /a\.json is not as it should be: \/changes must be array\.$/,
    ],
    "a report of another matrix": [
      { "a.json": client, "b.json": { ...schemas, matrix: [matrix[1]!] } },
      /b\.json is of another gate than .*a\.json\.$/,
    ],
    "a report of other packages": [
      { "a.json": client, "b.json": { ...schemas, bumps: [] } },
      /b\.json is of another gate than .*a\.json\.$/,
    ],
    "a report that lets other changes in": [
      { "a.json": client, "b.json": { ...schemas, failOn: "none" } },
      /b\.json is of another gate than .*a\.json\.$/,
    ],
    "a report of another version of wirecheck": [
      { "a.json": client, "b.json": schemas, "c.json": { ...schemas, tool: { ...schemas.tool, version: "0.0.0" } } },
      /c\.json is of another gate than .*a\.json\.$/,
    ],
  };

for (const [name, [files, message]] of Object.entries(bad)) {
  test(`it cannot be merged: ${name}`, () => {
    expect(() => merged(test.info().outputPath("cells"), files)).toThrow(
      expect.objectContaining({
        id: "cannot-merge",
        message: expect.stringMatching(message),
        next: expect.stringMatching(/^[A-Z].*\.$/),
      }),
    );
  });
}

test("a folder that is not there cannot be merged", () => {
  expect(() => merge("/nowhere/at/all", [], today)).toThrow("/nowhere/at/all cannot be read (ENOENT).");
});
