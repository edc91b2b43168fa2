import type { Change, GateReport } from "../../gate/index.ts";
import { value } from "./clean.ts";
import { type Block, blocks } from "./markdown-blocks.ts";
import { code, line, link, prose } from "./markup.ts";
import {
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

/** What a bot finds its comment by, to write it anew instead of adding one. */
const marker = "<!-- wirecheck gate -->";

/** Characters that GitHub takes in a comment. */
const longest = 65_536;

/** A pull request comment in GitHub's markdown; what would make it too long for GitHub is left out, and counted. */
export const markdown = (report: GateReport) => `${marker}\n${body(report, longest - marker.length - 1)}`;

/** What GitHub Actions shows of a job: the same without the marker, for the file that `$GITHUB_STEP_SUMMARY` names. */
export const jobSummary = (report: GateReport) => body(report, longest);

function body(report: GateReport, room: number): string {
  const mark = report.decision === "open" ? "✓" : "✗";
  const allowed = report.failOn === "none" ? " (`--fail-on none`)" : "";
  const head = [`## ${mark} ${report.decision}: ${prose(report.answer, 400)}${allowed}`, about(report)];
  const { breaking, unwanted, unknown, other } = byStanding(report);
  const alone = other.length === report.changes.length;
  const shown: Block[] = [
    table(titles.breaking, breaking),
    table(titles.unwanted, unwanted),
    table(titles.unknown, unknown),
    { title: "Way out", rows: waysOut(report, 600).map((next) => `- ${line(next, 600)}`) },
    { title: titles.stale, rows: staleReasons(report).map((one) => `- ${line(reasonText(one), 1200)}`) },
    { title: "Not gathered", rows: missing(report) },
    { ...table(othersText(other.length, alone), other), folded: true },
    { title: `Known failures, excused for now (${report.excused.length})`, folded: true, rows: excused(report) },
  ];
  return blocks(head, shown, room);
}

/** What was compared and what it was judged against, cut to a few names. */
function about(report: GateReport): string {
  const bumps = report.bumps.map(({ name, from, to }) => {
    return `${code(name, 100)} ${prose(from ?? "absent", 60)} → ${prose(to ?? "absent", 60)}`;
  });
  const others = report.others.map((one) => code(one, 160));
  const part = partOf(report);
  return [
    `${report.tool.name} gate`,
    few(bumps),
    ...(others.length > 0 ? [`judged against ${few(others)}`] : []),
    ...(part === undefined ? [] : [part]),
  ]
    .filter(Boolean)
    .join(" · ");
}

function few(texts: readonly string[]): string {
  const most = 12;
  const left = texts.length - most;
  return [...texts.slice(0, most), ...(left > 0 ? [`${left} more`] : [])].join(", ");
}

function table(title: string, changes: readonly Change[]): Block {
  return {
    title,
    head: ["| package | where | before | after | why |", "|---|---|---|---|---|"],
    rows: changes.map((change) => {
      const { where, before, after, evidence } = change;
      const by = few(change.by.map((one) => code(one, 120)));
      const why = evidence.map((one) => prose(one, 400)).join("<br>");
      return `| ${[by, code(where, 200), code(before, 160), code(after, 160), why].join(" | ")} |`;
    }),
  };
}

const missing = ({ notGathered }: GateReport) =>
  notGathered.map((one) => {
    const packages = few(one.packages.map((name) => code(name, 120)));
    return `- ${line(kindOfEvidence(one), 60)} of ${packages}: ${prose(whyOf(one, 600), 1201)}`;
  });

const excused = (report: GateReport) =>
  report.excused.map(({ id, reason, link: to, until }) => {
    return `- ${code(id, 300)}, until ${prose(value(until, 20), 20)}: ${prose(reason, 600)} (${link(to)})`;
  });
