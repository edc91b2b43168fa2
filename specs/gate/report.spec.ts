import { expect, test } from "@playwright/test";
import { tool } from "../../src/probe/index.ts";
import { gateReport, gateReporterKinds, jobSummary } from "../../src/report/index.ts";
import { problemsOf } from "../cli/schemas.ts";
import { samples } from "./report-extremes.ts";
import { clientBump, closed, excused, knownFailure, open } from "./report-samples.ts";

/** Controls and format characters; a line feed ends a line. */
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

for (const [name, report] of Object.entries(samples)) {
  test(`the JSON of "${name}" is the report, by the published schema`, () => {
    const data = JSON.parse(gateReport("json", report));
    expect(data).toEqual(JSON.parse(JSON.stringify(report)));
    expect(problemsOf("gate-decision", data)).toEqual([]);
  });

  test(`no reporter lets a control character of "${name}" out, and each ends with one line feed`, () => {
    for (const kind of gateReporterKinds) {
      const text = gateReport(kind, report);
      expect(unseen.exec(text), kind).toBeNull();
      expect(text, kind).toMatch(/[^\n]\n$/);
    }
    expect(unseen.exec(jobSummary(report))).toBeNull();
  });
}

const [reason] = closed.reasons;
const [change] = closed.changes;
const spoiled: Readonly<Record<string, unknown>> = {
  "closed without a reason": { ...closed, reasons: [] },
  "open with a reason": { ...open, reasons: closed.reasons },
  "an unknown decision": { ...open, decision: "ajar" },
  "an unknown key": { ...open, note: "x" },
  "an unknown reason": { ...closed, reasons: [{ ...reason, id: "mood" }] },
  "an unknown key of a change": { ...closed, changes: [{ ...change, note: "x" }] },
  "a change without evidence": { ...closed, changes: [{ ...change, evidence: [] }] },
  "a change whose id names no side": { ...closed, changes: [{ ...change, id: "ag-ui/sends/x/added" }] },
  "a bump without versions": { ...open, bumps: [{ ecosystem: "npm", name: "x" }] },
  "a line 0": { ...open, bumps: [{ ...clientBump, place: { file: "x", line: 0 } }] },
  "an excuse without an end": { ...excused, excused: [{ ...knownFailure, until: "some day" }] },
  "a cell without a side": { ...open, cells: ["ag-ui-client"] },
  "no tool": { ...open, tool: undefined },
};

for (const [name, data] of Object.entries(spoiled)) {
  test(`the schema of a decision refuses ${name}`, () => {
    expect(problemsOf("gate-decision", JSON.parse(JSON.stringify(data)))).not.toEqual([]);
  });
}

const { reason: _, ...reasonless } = knownFailure;
for (const [name, data, good] of [
  ["one", [knownFailure], true],
  ["none", [], true],
  ["no list", { knownFailure }, false],
  ["one without a reason", [reasonless], false],
  ["an empty reason", [{ ...knownFailure, reason: "" }], false],
  ["an unknown key", [{ ...knownFailure, note: "x" }], false],
  ["no day", [{ ...knownFailure, until: "2026-12" }], false],
] as const) {
  test(`the schema of known failures ${good ? "takes" : "refuses"} ${name}`, () => {
    expect(problemsOf("gate-known-failures", data).length === 0).toBe(good);
  });
}

const cell = {
  id: "ag-ui-client.consumer",
  title: "@ag-ui/client as a consumer of ag-ui",
  contract: "ag-ui",
  side: "consumer",
  bumps: [clientBump],
  other: [{ ecosystem: "pypi", name: "ag-ui-protocol", version: "0.1.9" }],
  browser: false,
};
for (const [name, cells, good] of [
  ["a cell", [cell], true],
  ["none", [], true],
  ["a cell without a title", [{ ...cell, title: undefined }], false],
  ["a cell of which nothing changed", [{ ...cell, bumps: [] }], false],
  ["another side without a version", [{ ...cell, other: [{ ecosystem: "npm", name: "x" }] }], false],
  ["an unknown key", [{ ...cell, note: "x" }], false],
] as const) {
  test(`the schema of a matrix ${good ? "takes" : "refuses"} ${name}`, () => {
    expect(problemsOf("gate-matrix", JSON.parse(JSON.stringify({ tool, cells }))).length === 0).toBe(good);
  });
}
