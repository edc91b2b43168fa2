import type { Change, GateReport } from "../../src/gate/index.ts";
import {
  base,
  clientBump,
  closed,
  excused,
  expired,
  failureGone,
  inconclusive,
  noEvidence,
  open,
  protocolVersion,
  tolerated,
  unwanted,
} from "./report-samples.ts";

/** More of everything than a screen, or a comment, has room for. */
export const huge: GateReport = (() => {
  const changes = Array.from({ length: 900 }, (_, index): Change => {
    const where = `EVENT_${index}.${"member".repeat((index % 4) * 5)}`;
    const breaking = [true, false, null][index % 3] as Change["breaking"];
    return { ...protocolVersion, id: `ag-ui/consumer/sends/${where}${index}/added`, where, breaking };
  });
  const reasons = changes
    .filter(({ breaking }) => breaking !== false)
    .map(({ id, breaking, where }) => ({
      id: breaking ? ("breaking" as const) : ("inconclusive" as const),
      change: id,
      says: `${where}: absent → "1.0"; refused by ag-ui-protocol@0.1.9.`,
      next: `Bring ag-ui-protocol to a version that takes ${where} first.`,
    }));
  const notGathered = Array.from({ length: 40 }, (_, index) => ({
    packages: [`@ag-ui/part-${index}@1.0.0`],
    evidence: "exchanges",
    why: "The budget of 60 s was spent before its turn came.",
    next: "Try again.",
    passing: true,
  }));
  const bumps = notGathered.map(({ packages: [name = ""] }) => ({ ...clientBump, name: name.slice(0, -6) }));
  const matrix = bumps.map((_, index) => `part-${index}.consumer`);
  return { ...closed, changes, reasons, notGathered, bumps, matrix, cells: matrix.slice(0, 2) };
})();

/** Text that would break out of each of the formats, if it were let. */
export const hostileText = [
  "a|b \\| `c` ``d`` <img src=x onerror=alert(1)> <!-- --> </details> @ag-ui/owner #12 ag-ui/repo#3 GH-4",
  "https://example.com/x www.example.com me@example.com [l](https://example.com) ![i](https://example.com/i.png)",
  "\u001b[31mred\u001b[0m\u0007\u009b2J \u202eesrever\u202c \u0000 \ud800 \r\n\n## heading\n::error::x\n]]> &amp; \"'",
  "$x^2$ *em* __strong__ ~~del~~ :tada: 0123456789abcdef0123456789abcdef01234567 100% %0A, : ;",
].join(" ");

export const hostile: GateReport = (() => {
  const long = `${hostileText}${"x".repeat(10_000)}`;
  const id = `ag-ui/consumer/sends/${hostileText}/added`;
  const bad: Change = {
    ...protocolVersion,
    id,
    where: hostileText,
    before: hostileText,
    after: long,
    evidence: [hostileText, long],
    by: [hostileText],
  };
  const place = { file: "a folder/100%3A,x::y#z?/package-lock.json", line: 7 };
  return {
    ...closed,
    answer: hostileText,
    bumps: [{ ecosystem: "npm", name: hostileText, from: hostileText, to: long, place }],
    others: [hostileText],
    changes: [bad, { ...bad, id: `${id}-2`, breaking: null }, { ...bad, id: `${id}-3`, breaking: false }],
    reasons: [
      { id: "breaking", change: id, says: hostileText, next: hostileText },
      { id: "breaking", change: null, says: `1. ${hostileText}`, next: `1. ${hostileText}` },
      { id: "inconclusive", change: null, says: `- ${long}`, next: `- ${long}` },
    ],
    notGathered: [{ packages: [hostileText], evidence: "schemas", why: long, next: long, passing: true }],
    excused: [{ id: `${id}-4`, reason: hostileText, link: "javascript:alert(1)", until: "2026-12-01" }],
    cells: ["hostile.consumer"],
    matrix: ["hostile.consumer", "hostile.producer"],
  };
})();

/** Every report by the name of what is in it. */
export const samples: Readonly<Record<string, GateReport>> = {
  closed,
  open,
  "nothing changed": base,
  excused,
  expired,
  "known failure gone": failureGone,
  inconclusive,
  "no evidence": noEvidence,
  unwanted,
  tolerated,
  huge,
  hostile,
};
