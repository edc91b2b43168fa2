import type { Change, GateReport, Reason } from "../../gate/index.ts";
import { xml } from "../xml.ts";
import { value } from "./clean.ts";
import {
  answerOf,
  isKnown,
  nextOf,
  reasonsAlone,
  reasonText,
  reasonTitles,
  type Standing,
  sentenceOf,
  standingOf,
} from "./words.ts";

/** What became of a test case, as JUnit has it. */
type Outcome = "passed" | "failure" | "error" | "skipped";

interface Case {
  readonly in: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly type: string;
  readonly message: string;
  /** What follows the message: what to do. */
  readonly more: readonly string[];
}

const outcomes: Readonly<Record<Standing, Outcome>> = {
  breaking: "failure",
  unwanted: "failure",
  unknown: "error",
  excused: "skipped",
  other: "passed",
};

/**
 * JUnit XML, as CI servers read it: one suite, a case a change and a case a reason that is about none. A suite without a
 * case fails on some servers, so where nothing changed the answer is one.
 */
export function junit(report: GateReport): string {
  const found = [...report.changes.map((one) => changeAsCase(report, one)), ...reasonsAlone(report).map(reasonAsCase)];
  const answer = {
    in: "gate",
    name: "decision",
    outcome: "passed",
    type: "",
    message: answerOf(report),
    more: [],
  } as const;
  const cases: readonly Case[] = found.length > 0 ? found : [answer];
  const number = (of: Outcome) => cases.filter(({ outcome }) => outcome === of).length;
  const counts = `failures="${number("failure")}" errors="${number("error")}" skipped="${number("skipped")}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    `  <testsuite name="${xml(report.tool.name)} gate" tests="${cases.length}" ${counts}>`,
    ...cases.map(testcase),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** Where `--fail-on none` keeps the gate open, what would close it is skipped: a red case would say otherwise. */
function changeAsCase(report: GateReport, change: Change): Case {
  const outcome = outcomes[standingOf(report, change)];
  return {
    in: `${value(change.contract, 80)}/${change.side}`,
    name: value(change.id, 1000),
    outcome: report.failOn === "none" && outcome !== "passed" ? "skipped" : outcome,
    type: standingOf(report, change),
    message: sentenceOf(change),
    more: nextOf(report, change),
  };
}

const reasonAsCase = (reason: Reason): Case => ({
  in: "gate",
  name: value(`${reason.id}: ${reason.change ?? reason.says}`, 1000),
  outcome: isKnown(reason) ? "failure" : "error",
  type: reason.id,
  message: reasonTitles[reason.id],
  more: [reasonText(reason)],
});

function testcase({ in: suite, name, outcome, type, message, more }: Case): string {
  const head = `    <testcase classname="${xml(suite)}" name="${xml(name)}"`;
  if (outcome === "passed") return `${head}/>`;
  const kind = outcome === "skipped" ? "" : ` type="${xml(type)}"`;
  return `${head}>\n      <${outcome}${kind} message="${xml(message)}">${xml(more.join("\n"))}</${outcome}>\n    </testcase>`;
}
