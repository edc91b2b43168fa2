import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { type Change, type GateReport, merge, readKnownFailures } from "../../src/gate/index.ts";
import { runCli } from "../cli/run-cli.ts";
import { open } from "./report-samples.ts";

const matrix = ["ag-ui-schemas.consumer", "ag-ui-client.consumer"] as const;
const id = "ag-ui/consumer/receives/Event.timestamp/narrowed";
const change = (breaking: boolean): Change => ({
  id,
  contract: "ag-ui",
  side: "consumer",
  direction: "receives",
  breaking,
  where: "Event.timestamp",
  before: "optional number",
  after: "optional integer",
  evidence: ["the schemas that it exports", breaking ? "it can send it" : "it does not send it"],
  by: ["@ag-ui/core@1.0.0"],
  ...(breaking && { next: "Keep it." }),
});

/** The report of one cell. */
const cell = (name: string, changes: readonly Change[]): GateReport => ({
  ...open,
  changes,
  reasons: [],
  excused: [],
  notGathered: [],
  cells: [name],
  matrix,
});

function folderOf(reports: Readonly<Record<string, GateReport>>): string {
  const folder = test.info().outputPath("reports");
  for (const [name, report] of Object.entries(reports)) {
    const file = join(folder, `${name}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(report));
  }
  return folder;
}

const merged = (reports: Readonly<Record<string, GateReport>>) => merge(folderOf(reports), [], "2026-01-01");

test("a change that two cells find and one other side does not bear closes the gate, in whatever order they are read", () => {
  const [first, second] = [cell(matrix[0], [change(true)]), cell(matrix[1], [change(false)])];
  for (const reports of [
    { a: first, b: second },
    { a: second, b: first },
  ]) {
    const report = merged(reports);
    expect(report.decision).toBe("closed");
    expect(report.changes.map(({ breaking }) => breaking)).toEqual([true, false]);
    expect(report.cells).toEqual(matrix);
  }
});

test("a cell that ran twice counts once", () => {
  const one = cell(matrix[0], [change(true)]);
  const report = merged({ a: one, "again/a": one, b: cell(matrix[1], []) });
  expect(report.changes).toHaveLength(1);
  expect(report.reasons).toHaveLength(1);
});

test("a merge says nothing on standard error, and a day that is none is refused", async () => {
  const folder = folderOf({ a: cell(matrix[0], []), b: cell(matrix[1], []) });
  const { code, stderr } = await runCli(["gate", "--merge", folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const file = test.info().outputPath("known.json");
  writeFileSync(file, JSON.stringify([{ id, reason: "Later.", link: "https://example.com/1", until: "2026-13-01" }]));
  expect(() => readKnownFailures(file)).toThrow(/\/0\/until/);
});
