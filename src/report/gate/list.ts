import type { GateReport } from "../../gate/index.ts";
import { count } from "../words.ts";
import { beside } from "../wrap.ts";
import { sentence, value } from "./clean.ts";
import { type RowSizes, rows } from "./rows.ts";
import { allOf, type Section, screenful } from "./screenful.ts";
import {
  answerOf,
  bumpOf,
  byStanding,
  kindOfEvidence,
  othersText,
  partOf,
  reasonText,
  staleReasons,
  titles,
  waysOut,
  whyOf,
} from "./words.ts";

const marks = { open: "✓", closed: "✗" } as const;

/** For a person: the answer, who breaks where, the way out, known failures, what was not gathered, and what else changed. */
export function list(report: GateReport, { columns, verbose }: { columns: number; verbose: boolean }): string {
  const { decision, changes, failOn } = report;
  const sizes: RowSizes = { columns, ...(verbose ? long : brief) };
  const { breaking, unwanted, unknown, other } = byStanding(report);
  const allowed = failOn === "none" && breaking.length + unknown.length > 0;
  const head = beside(`${marks[decision]} `, `${answerOf(report)}${allowed ? " (--fail-on none)" : ""}`, columns);
  const plain = decision === "open" && other.length === changes.length && report.notGathered.length === 0;
  const others = othersText(other.length, other.length === changes.length);
  const counted = decision === "closed" && !verbose && other.length > 0;
  const shown: Section[] = [
    { ...(allowed && { title: titles.breaking }), items: rows(breaking, sizes) },
    { title: titles.unwanted, items: rows(unwanted, sizes) },
    { title: titles.unknown, items: rows(unknown, sizes) },
    ...lists(report, sizes),
    // Where nothing else is told, the answer has just said how many there are.
    {
      ...(!plain && { title: others }),
      folded: others,
      items: counted ? [] : rows(other, verbose ? sizes : { ...sizes, evidence: 0 }),
    },
  ];
  const end = [
    ...(counted ? [beside("  ", `${others} ${allOf(other.length)}`, columns)] : []),
    ...about(report, verbose ? Number.POSITIVE_INFINITY : 3, columns),
  ];
  const titled = shown.some(({ title, items }) => title !== undefined && items.length > 0);
  const tail = titled && end.length > 0 ? ["", ...end] : end;
  return `${[head, ...screenful(shown, verbose ? undefined : lines(head, ...tail), columns), ...tail].join("\n")}\n`;
}

const brief = { where: 70, turn: 40, evidence: 160, places: 4 };
const long = { where: 300, turn: 500, evidence: 3000, places: Number.POSITIVE_INFINITY };

/** What is no table: the way out, known failures, what was not gathered. */
function lists(report: GateReport, { columns, evidence }: RowSizes): Section[] {
  const bullets = (texts: readonly string[]) =>
    texts.map((text) => ({ text: beside("  · ", text, columns), holds: 1 }));
  const ways = waysOut(report, evidence);
  const excused = report.excused.map(({ id, until, reason, link }) => {
    const why = `${sentence(reason, evidence)} ${value(link, evidence)}`;
    return `${value(id, evidence)}, until ${value(until, 20)}: ${why}`;
  });
  const missing = report.notGathered.map((one) => {
    const what = `${value(kindOfEvidence(one), 40)} of ${sentence(one.packages.join(", "), evidence)}`;
    return `${what}: ${whyOf(one, evidence)}`;
  });
  return [
    ways.length === 1
      ? { items: [{ text: beside("  Way out: ", ways[0] ?? "", columns), holds: 1 }] }
      : { title: "Way out", items: bullets(ways), least: 5 },
    { title: titles.stale, items: bullets(staleReasons(report).map(reasonText)) },
    { title: titles.excused, items: bullets(excused) },
    { title: "Not gathered", items: bullets(missing) },
  ];
}

/** What was compared and judged against where the answer does not say it, and which part of the whole that is. */
function about(report: GateReport, most: number, columns: number): string[] {
  const named = (texts: readonly string[], noun: string) => {
    const left = texts.length - most;
    return [...texts.slice(0, most), ...(left > 0 ? [count(left, `more ${noun}`)] : [])].join(", ");
  };
  const answer = answerOf(report);
  const unsaid = (texts: readonly string[]) => texts.some((one) => !answer.includes(one));
  const bumps = report.bumps.map(bumpOf);
  const others = report.others.map((one) => value(one, 60));
  const part = partOf(report);
  const parts = [
    ...(unsaid(bumps) ? [named(bumps, "package")] : []),
    ...(unsaid(others) ? [`against ${named(others, "package")}`] : []),
    ...(part === undefined ? [] : [part]),
  ];
  return parts.length > 0 ? [beside("  ", parts.join(" · "), columns)] : [];
}

const lines = (...texts: readonly string[]) => texts.join("\n").split("\n").length;
