import type { Breach } from "../../contracts/index.ts";
import type { CheckResult, Reason, VerifyReport } from "../verify/index.ts";

/** `video-studio@3.0.0` */
export const contractOf = ({ contract, version }: VerifyReport) => `${contract.name}@${version}`;

export const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** A violation as one line: rule, sentence and place. */
export function sentenceOf({ rule, message, frame, path }: Breach): string {
  const place = [frame === null ? "" : `frame ${frame}`, path].filter(Boolean).join(", ");
  return `${rule}: ${message.replace(/\.$/, "")}${place ? ` (${place})` : ""}`;
}

/** Why a check says nothing, as one sentence. */
export const reasonOf = ({ because }: CheckResult) => `not judged: ${because ?? "no reason was given"}`;

/** Why a check's connection failed: its own finding, or what keeps the whole target from being reached. */
export const whyOf = ({ diagnosis }: VerifyReport, check: CheckResult): Reason | undefined =>
  check.diagnosis ?? (check.verdict === "inconclusive" && !check.unprobed ? diagnosis : undefined);

/** The same in lines: the answer, and each cause with its page, which has the fix. None where nothing is known. */
export const whyLines = (why: Reason | undefined): string[] =>
  why ? [`why: ${why.answer}`, ...why.causes.map(({ certainty, page }) => `${certainty}: ${page}`)] : [];

/** The answer, in one sentence. */
export function answerOf(report: VerifyReport): string {
  const { summary, checks, target, verdict, because } = report;
  const name = contractOf(report);
  if (verdict === "pass") {
    const open = summary.inconclusive > 0 ? `; ${summary.inconclusive} not probed, as allowed` : "";
    return `${target} keeps ${name}: ${summary.pass} of ${count(checks.length, "check")} passed${open}.`;
  }
  const open = summary.inconclusive > 0 ? `${summary.inconclusive} not judged` : "";
  if (verdict === "inconclusive") {
    const why = because ? `${because.replace(/\.$/, "")}.` : `It is not known whether ${target} keeps ${name}.`;
    return `${why} ${summary.pass} of ${count(checks.length, "check")} passed, ${open || "none broken"}.`;
  }
  const broken = `${summary.fail} of ${count(checks.length, "check")} broken`;
  return `${target} breaks ${name}: ${[broken, open].filter(Boolean).join(", ")}.`;
}
