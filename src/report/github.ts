import type { VerifyReport } from "../verify/index.ts";
import { answerOf, reasonOf, sentenceOf } from "./words.ts";
import { command } from "./workflow-command.ts";

/** Workflow commands of GitHub Actions: an error a violation, a warning for what is not known, and the answer. */
export function github(report: VerifyReport): string {
  const lines = report.checks.flatMap((check) => {
    if (check.verdict === "inconclusive") return [command("warning", { title: check.id }, reasonOf(check))];
    return check.violations.map((one) => command("error", { title: check.id }, `${sentenceOf(one)} See ${one.page}`));
  });
  const level = ({ pass: "notice", fail: "error", inconclusive: "warning" } as const)[report.verdict];
  return [...lines, command(level, { title: report.tool.name }, answerOf(report)), ""].join("\n");
}
