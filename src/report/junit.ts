import type { CheckResult, VerifyReport } from "../verify/index.ts";
import { contractOf, reasonOf, sentenceOf, whyLines, whyOf } from "./words.ts";
import { xml } from "./xml.ts";

/**
 * JUnit XML, as CI servers read it: a suite a contract, a case a check. What is inconclusive is an error, for it did
 * not pass; only what was left out with leave (`--allow-unprobed`) is skipped.
 */
export function junit(report: VerifyReport): string {
  const { checks, summary } = report;
  const skipped = checks.filter((check) => isSkipped(report, check)).length;
  const attributes = [
    `name="${xml(contractOf(report))}"`,
    `tests="${checks.length}"`,
    `failures="${summary.fail}"`,
    `errors="${summary.inconclusive - skipped}"`,
    `skipped="${skipped}"`,
    `time="${seconds(checks.reduce((sum, { ms }) => sum + ms, 0))}"`,
  ].join(" ");
  const cases = checks.map((check) => testcase(report, check));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites>`,
    `  <testsuite ${attributes}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testcase(report: VerifyReport, check: CheckResult): string {
  const head = `    <testcase classname="${xml(check.endpoint)}" name="${xml(check.id)}" time="${seconds(check.ms)}"`;
  if (check.verdict === "pass") return `${head}/>`;
  return `${head}>\n${outcome(report, check)}\n    </testcase>`;
}

function outcome(report: VerifyReport, check: CheckResult): string {
  const why = whyLines(whyOf(report, check));
  if (check.verdict === "inconclusive") {
    const element = isSkipped(report, check) ? "skipped" : "error";
    const text = why.length > 0 ? `>${xml(why.join("\n"))}</${element}>` : "/>";
    return `      <${element} message="${xml(reasonOf(check))}"${text}`;
  }
  const text = [...check.violations.flatMap((one) => [sentenceOf(one), one.page]), ...why].join("\n");
  const [first] = check.violations;
  return `      <failure type="${xml(first?.rule ?? "")}" message="${xml(first?.message ?? "")}">${xml(text)}</failure>`;
}

const isSkipped = (report: VerifyReport, check: CheckResult) =>
  check.verdict === "inconclusive" && report.verdict === "pass";

const seconds = (ms: number) => (ms / 1000).toFixed(3);
