import type { VerifyReport } from "../verify/index.ts";
import { answerOf, reasonOf, sentenceOf, whyLines } from "./words.ts";
import { command } from "./workflow-command.ts";

/** Workflow commands of GitHub Actions: an error a violation, a warning for what is not known, and the answer. */
export function github(report: VerifyReport): string {
  const lines = report.checks.flatMap((check) => {
    const why = whyLines(check.diagnosis);
    const title = { title: check.id };
    if (check.verdict === "inconclusive") return [command("warning", title, [reasonOf(check), ...why].join("\n"))];
    // What explains all of them stands with the first.
    return check.violations.map((one, index) =>
      command("error", title, [`${sentenceOf(one)} See ${one.page}`, ...(index === 0 ? why : [])].join("\n")),
    );
  });
  const level = ({ pass: "notice", fail: "error", inconclusive: "warning" } as const)[report.verdict];
  const answer = [answerOf(report), ...whyLines(report.diagnosis)].join("\n");
  return [...lines, command(level, { title: report.tool.name }, answer), ""].join("\n");
}
