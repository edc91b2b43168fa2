import type { CheckResult, Reason, VerifyReport } from "../verify/index.ts";
import { answerOf, contractOf, count, reasonOf, sentenceOf, whyLines } from "./words.ts";
import { beside } from "./wrap.ts";

const marks = { pass: "✓", fail: "✗", inconclusive: "–" } as const;

/** For a person: the answer first, then what is broken, then what is not known, then what was kept. */
export function list(report: VerifyReport, columns: number): string {
  const { checks, because, summary } = report;
  const answer = beside(`${marks[report.verdict]} `, answerOf(report), columns);
  // Where one thing explains every check there is nothing to add by naming each.
  if (because !== undefined && summary.pass + summary.fail === 0) {
    return `${[answer, ...reason(report.diagnosis, 2, columns)].join("\n")}\n`;
  }

  const width = Math.min(Math.max(...checks.map(({ id }) => id.length), 0) + 4, 34);
  const of = (verdict: CheckResult["verdict"]) => checks.filter((check) => check.verdict === verdict);
  const rowsOf = (some: readonly CheckResult[]) => some.flatMap((check) => rows(check, width, columns));
  const unknown = byReason(of("inconclusive")).flatMap((alike) =>
    alike.length > 1 ? together(alike, columns) : rowsOf(alike),
  );
  const lines = [...rowsOf(of("fail")), ...unknown, ...rowsOf(of("pass"))];
  const pages = [...new Set(checks.flatMap(({ violations }) => violations.map(({ page }) => page)))];
  return [answer, "", ...lines, "", ...tail(report, pages, columns), ""].join("\n");
}

function rows(check: CheckResult, width: number, columns: number): string[] {
  const label = `${marks[check.verdict]} ${check.id}`.padEnd(width - 1);
  const first = label.length >= width ? [label] : [];
  const head = first.length > 0 ? " ".repeat(width) : `${label} `;
  const texts = textsOf(check);
  const body = texts.map((text, index) => beside(index === 0 ? head : " ".repeat(width), text, columns));
  const news = (check.drift ?? []).map((one) => beside(" ".repeat(width), `drift: ${sentenceOf(one)}`, columns));
  return [...first, ...body, ...news, ...reason(check.diagnosis, 4, columns)];
}

/** Why a connect failed: the answer, and each cause with its page, which has the fix. */
function reason(diagnosis: Reason | undefined, indent: number, columns: number): string[] {
  const label = "why: ";
  return whyLines(diagnosis).map((line, index) =>
    index === 0
      ? beside(" ".repeat(indent) + label, line.slice(label.length), columns)
      : beside(" ".repeat(indent + label.length), line, columns),
  );
}

/** Checks that one thing keeps from being judged, told at once. */
function byReason(checks: readonly CheckResult[]): CheckResult[][] {
  const groups = new Map<string, CheckResult[]>();
  for (const check of checks) groups.set(reasonOf(check), [...(groups.get(reasonOf(check)) ?? []), check]);
  return [...groups.values()];
}

function together(checks: readonly CheckResult[], columns: number): string[] {
  const because = reasonOf(checks[0] as CheckResult);
  const ids = checks.map(({ id }) => id).join(" ");
  return [
    beside(`${marks.inconclusive} `, `${checks.length} ${because}`, columns),
    beside("    ", ids, columns),
    ...checks.flatMap(({ diagnosis }) => reason(diagnosis, 4, columns)),
  ];
}

/** How many violations of one check are spelt out; the JSON has them all. */
const shown = 5;

function textsOf(check: CheckResult): string[] {
  if (check.verdict === "inconclusive") return [reasonOf(check)];
  if (check.verdict === "pass") return [[check.note, `${check.ms} ms`].filter(Boolean).join(", ")];
  const rest = check.violations.length - shown;
  const more = rest > 0 ? [`and ${rest} more; --reporter json lists them`] : [];
  return [...check.violations.slice(0, shown).map(sentenceOf), ...more];
}

function tail(report: VerifyReport, pages: readonly string[], columns: number): string[] {
  const { summary, checks, contract } = report;
  const parts = [
    ...(summary.fail > 0 ? [`${summary.fail} of ${count(checks.length, "check")} broken`] : []),
    ...(summary.inconclusive > 0 ? [`${summary.inconclusive} not judged`] : []),
    `${contractOf(report)} (${contract.digest})`,
  ];
  const unprobed = checks.some((check) => check.unprobed) && report.verdict !== "pass";
  return [
    beside("", [...parts, ...pages].join(" · "), columns),
    ...(unprobed ? [beside("", "What was not probed counts as unknown; --allow-unprobed lets it be.", columns)] : []),
  ];
}
