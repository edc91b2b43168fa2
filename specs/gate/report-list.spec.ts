import { expect, test } from "@playwright/test";
import type { Change, GateReport } from "../../src/gate/index.ts";
import { gateReport } from "../../src/report/index.ts";
import { huge, samples } from "./report-extremes.ts";
import { closed, expired, failureGone, inconclusive, open, tolerated } from "./report-samples.ts";

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
  expect(list(closed)).toBe(`✗ closed: 1 change breaks ag-ui-protocol@0.1.9: @ag-ui/client 0.0.59 → 1.0.0,
  @ag-ui/core 0.0.59 → 1.0.0.
  refused by ag-ui-protocol@0.1.9; seen in what the client asked the mock:
    RunAgentInput.protocolVersion  absent → "1.0"
  Way out: Bring ag-ui-protocol to 0.1.10 or newer first, then this.
  5 other changes, none breaking (--verbose lists them)
`);
});

test("an open gate: one sentence, and the changes shortly, those that are alike as one", () => {
  expect(list(open)).toBe(`✓ open: 6 changes on the wire, none breaking for ag-ui-protocol@0.1.10:
  @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0.
  RunAgentInput.protocolVersion  absent → "1.0"
  THINKING_START, THINKING_TEXT_MESSAGE_START, THINKING_TEXT_MESSAGE_CONTENT,
  THINKING_TEXT_MESSAGE_END, THINKING_END
    present → absent
`);
});

test("what is not known is told apart from what breaks, with why it could not be gathered and what to do", () => {
  expect(list(inconclusive)).toBe(`✗ closed: It is not known whether it breaks ag-ui-protocol@0.1.9: @ag-ui/client
  0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0.

  Not known whether it breaks:
  ag-ui-protocol@0.1.9 does not say how it writes Event; seen in the schemas
  that it exports:
    STATE_SNAPSHOT.snapshot  optional anything → anything
  Way out: Try it by hand before this goes in, or keep @ag-ui/core at 0.0.59 and
           @ag-ui/client at 0.0.59.

  Not gathered:
  · any evidence of ag-ui-protocol@0.1.9: The registry did not answer within 30
    s. Try again.
`);
});

test("a known failure that excuses nothing any more is said, with what to do", () => {
  expect(list(failureGone)).toBe(`✗ closed: 1 known failure excuses nothing any more: @ag-ui/core 0.0.40 → 0.0.42.

  Known failures that excuse nothing any more:
  · The known failure ag-ui/consumer/sends/RunAgentInput.protocolVersion/added
    matches no change. Take it out of the file.
`);
  expect(list(expired)).toContain(`
  Known failures that excuse nothing any more:
  · The known failure ag-ui/consumer/sends/RunAgentInput.protocolVersion/added
    was excused until 2026-12-01. Mend it, or say anew why it is excused and
    until when.
`);
});

test("what to do about a known failure is said once, and is no way out of its change", () => {
  expect(list(expired, { verbose: true }).split("Mend it, or").length).toBe(2);
  expect(list(expired)).toContain("\n  Way out: Bring ag-ui-protocol to 0.1.10 or newer first, then this.\n");
});

test("a gate that is open by leave says so, and still shows what breaks before the rest", () => {
  const text = list(tolerated);
  expect(text).toMatch(/^✓ open: [^✗]*\(--fail-on\s+none\)\n\n {2}Breaking:\n/);
  expect(text.indexOf("5 other changes, none breaking:")).toBeGreaterThan(
    text.indexOf("RunAgentInput.protocolVersion"),
  );
});

test("where there are few columns, a change's texts stand below each other", () => {
  expect(list(closed, { columns: 40 })).toContain(`
    RunAgentInput.protocolVersion
      absent → "1.0"
`);
});

const [change] = open.changes as [Change];
const at = (wheres: readonly string[], more: Partial<Change> = {}) => ({
  ...open,
  changes: wheres.map((where, index) => ({ ...change, ...more, where, id: `${change.id}${index}` })),
});

test("alternatives of one place are one, but under --verbose, where each is spelt out", () => {
  const report = at([
    "Event.content[image]",
    "Event.content[audio]",
    "Event.parts[]",
    "Event.list[x].y",
    "Event.one[z]",
  ]);
  expect(list(report)).toContain("  Event.content[image|audio], Event.parts[], Event.list[x].y, Event.one[z]\n");
  expect(list(report, { verbose: true, columns: 120 })).toContain("    Event.content[image], Event.content[audio], Ev");
});

test("changes are in one row only where both ends are the same, and below one sentence where that is", () => {
  const [first, second, third] = at(["a", "b", "c"]).changes as [Change, Change, Change];
  const changes = [first, { ...second, before: "present" }, { ...third, evidence: ["its own parser", "not sent"] }];
  expect(
    list({ ...open, changes }, { verbose: true })
      .split("\n")
      .slice(2, -1),
  ).toEqual([
    "  accepted by ag-ui-protocol@0.1.10; seen in what the client asked the mock:",
    '    a  absent → "1.0"',
    '    b  present → "1.0"',
    "  not sent; seen in its own parser:",
    '    c  absent → "1.0"',
  ]);
});

test("what was compared is said once: below, where the answer has no room for it", () => {
  const more = { ...open, answer: "6 changes on the wire: @ag-ui/client 0.0.59 → 1.0.0." };
  expect(list(more)).toContain(`
  @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0 · against
  ag-ui-protocol@0.1.10
`);
  expect(list({ ...open, cells: [] })).toMatch(/\n {2}0 of 1 cell\n$/);
});

test("a long list fills the screen to its last line, and no further", () => {
  const { changes } = at(Array.from({ length: 40 }, () => "x"));
  const text = list({ ...open, changes: changes.map((one, index) => ({ ...one, after: `${index}` })) });
  expect(lines(text).length).toBe(24);
  const shown = lines(text).filter((line) => line.startsWith("  x  absent → ")).length;
  expect(shown).toBeGreaterThan(15);
  expect(text).toContain(`\n  and ${40 - shown} more (--verbose lists them)\n`);
});

test("a row of many places has four lines of them, and counts the rest", () => {
  const text = list(at(Array.from({ length: 90 }, (_, index) => `Event.member${index}`)));
  const shown = text.match(/Event\.member\d+/g)?.length ?? 0;
  expect(shown).toBeGreaterThan(10);
  expect(text.replace(/\s+/g, " ")).toContain(` and ${90 - shown} more (--verbose lists them) absent → "1.0"`);
});

test("what does not fit is counted, in every part", () => {
  const text = list(huge);
  const words = text.replace(/\s+/g, " ");
  const breaking = /^.*?(?= and \d+ more)/s.exec(words)?.[0].match(/EVENT_\d+/g)?.length ?? 0;
  expect(breaking).toBeGreaterThan(2);
  expect(words).toContain(`and ${300 - breaking} more (--verbose lists them) absent → "1.0"`);
  expect(text).toContain("\n  Not known whether it breaks: 300 (--verbose lists them)\n");
  const ways = lines(text).filter((line) => line.startsWith("  · ")).length;
  expect(ways).toBeGreaterThan(0);
  expect(text).toContain(`  and ${600 - ways} more (--verbose lists them)`);
  expect(text).toContain("\n  Not gathered: 40 (--verbose lists them)\n");
  expect(text).toContain("\n  300 other changes, none breaking (--verbose lists them)\n");
  expect(text).toContain("37 more packages");
  expect(words).toContain("2 of 40 cells");
});
