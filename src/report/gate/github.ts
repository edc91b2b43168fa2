import type { GateReport } from "../../gate/index.ts";
import { command } from "../workflow-command.ts";
import { value } from "./clean.ts";
import {
  answerOf,
  byStanding,
  isKnown,
  levelOf,
  nextOf,
  placeOf,
  reasonsAlone,
  reasonText,
  sentenceOf,
} from "./words.ts";

/**
 * Workflow commands of GitHub Actions: the answer, then an annotation for each change that is breaking, unwanted or unknown, on
 * the lockfile line that brings it, and one for each reason that is about no change. Actions shows ten of a level for a
 * step, the first ones, so the answer comes before the changes.
 */
export function github(report: GateReport): string {
  const { breaking, unwanted, unknown } = byStanding(report);
  const about = [...breaking, ...unwanted, ...unknown].map((change) => {
    const level = levelOf(report, change) === "error" ? "error" : "warning";
    const message = [sentenceOf(change), ...nextOf(report, change)].join("\n");
    return command(level, { title: value(change.where, 120), ...placeOf(report, change) }, message);
  });
  const alone = reasonsAlone(report).map((reason) =>
    command(isKnown(reason) ? "error" : "warning", { title: reason.id }, reasonText(reason)),
  );
  const level = report.decision === "open" ? "notice" : "error";
  const answer = command(level, { title: `${report.tool.name} gate` }, answerOf(report));
  return [answer, ...about, ...alone, ""].join("\n");
}
