import { expect, test } from "@playwright/test";
import type { GateReport } from "../../src/gate/index.ts";
import { gateReport } from "../../src/report/index.ts";
import { closed, huge, inconclusive, open, samples, tolerated } from "./report-samples.ts";

const list = (report: GateReport, options = {}) => gateReport("list", report, options);
const lines = (text: string) => text.split("\n").slice(0, -1);

for (const [name, report] of Object.entries(samples)) {
  test(`the list of "${name}" begins with the answer and keeps its columns`, () => {
    for (const columns of [80, 100, 50, 40]) {
      for (const verbose of [false, true]) {
        const text = list(report, { columns, verbose });
        expect(lines(text).filter((line) => line.length > columns)).toEqual([]);
        expect(text.split(" ", 2)).toEqual([report.decision === "open" ? "✓" : "✗", `${report.decision}:`]);
      }
    }
  });

  test(`the list of "${name}" tells every change under --verbose`, () => {
    const text = list(report, { verbose: true, columns: 1000 });
    for (const { where } of report.changes) expect(text).toContain(where.slice(0, 40));
    expect(text).not.toContain("--verbose");
  });
}

for (const [name, report] of Object.entries(samples).filter(([name]) => name !== "hostile")) {
  test(`the list of "${name}" fits a screen`, () => {
    expect(lines(list(report)).length).toBeLessThanOrEqual(24);
  });
}

test("a closed gate: who breaks, where, before and after, the way out, and how many changes are left", () => {
  expect(list(closed)).toBe(`✗ closed: your backend (ag-ui-protocol 0.1.9) will answer 422 to every run.
  RunAgentInput.protocolVersion  absent → "1.0"
    sent with every run; ag-ui-protocol@0.1.9 refuses it with 422
    (extra_forbidden)
  Way out: Upgrade ag-ui-protocol to 0.1.10 or later on the backend first, then
           let this upgrade in.
  5 other changes, none breaking (--verbose lists them)
  @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0 · against
  ag-ui-protocol@0.1.9
`);
});

test("an open gate: one line, and the changes shortly", () => {
  expect(list(open)).toBe(`✓ open: ag-ui-protocol 0.1.10 takes what @ag-ui/client 1.0.0 sends.

  6 changes, none breaking:
  RunAgentInput.protocolVersion  absent → "1.0"
  THINKING_START                 an event → absent
  THINKING_TEXT_MESSAGE_START    an event → absent
  THINKING_TEXT_MESSAGE_CONTENT  an event → absent
  THINKING_TEXT_MESSAGE_END      an event → absent
  THINKING_END                   an event → absent

  @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0 · against
  ag-ui-protocol@0.1.10
`);
});

test("what is not known is told apart from what breaks, with why it could not be gathered", () => {
  expect(list(inconclusive)).toBe(`✗ closed: it could not be found out whether your backend takes what
  @ag-ui/client 1.0.0 sends.

  Not known whether it breaks:
  STATE_SNAPSHOT.snapshot  optional → required
    @ag-ui/core@1.0.0 refuses an event without it

  Way out:
  · Whether STATE_SNAPSHOT.snapshot breaks is not known without
    ag-ui-protocol@0.1.9: run the gate again.
  · ag-ui-protocol@0.1.9 could not be installed: run the gate again.

  Not gathered:
  · any evidence of ag-ui-protocol@0.1.9: The registry did not answer within 30
    s (trying again may help)

  @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0 · against
  ag-ui-protocol@0.1.9
`);
});

test("a gate that is open by leave says so, and still shows what breaks before the rest", () => {
  const text = list(tolerated);
  expect(text).toMatch(/^✓ open: [^✗]*\(--fail-on none\)\n\n {2}Breaking:\n {2}RunAgentInput\.protocolVersion/);
  expect(text.indexOf("5 other changes, none breaking:")).toBeGreaterThan(text.indexOf("Breaking:"));
});

test("short evidence stands beside the change", () => {
  const [change] = open.changes;
  const text = list({ ...closed, changes: [{ ...change!, breaking: true, evidence: ["refused by 0.1.8 – 0.1.9"] }] });
  expect(text).toContain('  RunAgentInput.protocolVersion  absent → "1.0"  refused by 0.1.8 – 0.1.9\n');
});

test("where there are few columns, a change's texts stand below each other", () => {
  expect(list(closed, { columns: 50 })).toContain(`
  RunAgentInput.protocolVersion
    absent → "1.0"
    sent with every run; ag-ui-protocol@0.1.9
    refuses it with 422 (extra_forbidden)
`);
});

test("a long list fills the screen to its last line, and no further", () => {
  const [change] = open.changes;
  const changes = Array.from({ length: 40 }, (_, index) => ({ ...change!, id: `${change!.id}${index}` }));
  const text = list({ ...open, changes });
  expect(lines(text).length).toBe(24);
  const shown = lines(text).filter((line) => line.startsWith("  RunAgentInput")).length;
  expect(text).toContain(`\n  and ${40 - shown} more (--verbose lists them)\n`);
});

test("what does not fit is counted, in every part", () => {
  const text = list(huge);
  const [first = ""] = text.split("\n\n");
  const breaking = lines(`${first}\n`).filter((line) => line.startsWith("  EVENT_")).length;
  expect(breaking).toBeGreaterThan(2);
  expect(first).toContain(`  and ${300 - breaking} more (--verbose lists them)`);
  expect(text).toContain("\n  Not known whether it breaks: 300 (--verbose lists them)\n");
  const ways = lines(text).filter((line) => line.startsWith("  · ")).length;
  expect(ways).toBeGreaterThan(0);
  expect(text).toContain(`  and ${600 - ways} more (--verbose lists them)`);
  expect(text).toContain("\n  Not gathered: 40 (--verbose lists them)\n");
  expect(text).toContain("\n  300 other changes, none breaking (--verbose lists them)\n");
  expect(text).toContain("37 more packages");
  expect(text.replace(/\s+/g, " ")).toContain("2 of 40 cells");
});
