import type { VerifyReport } from "../verify/index.ts";
import { answerOf, reasonOf, sentenceOf, whyLines } from "./words.ts";

/** Workflow commands of GitHub Actions: an error a violation, a warning for what is not known, and the answer. */
export function github(report: VerifyReport): string {
  const lines = report.checks.flatMap((check) => {
    const why = whyLines(check.diagnosis);
    if (check.verdict === "inconclusive") return [command("warning", check.id, [reasonOf(check), ...why].join("\n"))];
    // What explains all of them stands with the first.
    return check.violations.map((one, index) =>
      command("error", check.id, [`${sentenceOf(one)} See ${one.page}`, ...(index === 0 ? why : [])].join("\n")),
    );
  });
  const level = { pass: "notice", fail: "error", inconclusive: "warning" }[report.verdict];
  return [
    ...lines,
    command(level, report.tool.name, [answerOf(report), ...whyLines(report.diagnosis)].join("\n")),
    "",
  ].join("\n");
}

/** Escapes as the runner's toolkit does: %, CR and LF in both parts, colon and comma in the title too. */
function command(level: string, title: string, message: string): string {
  const escaped = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = escaped(title).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return `::${level} title=${property}::${escaped(message)}`;
}
