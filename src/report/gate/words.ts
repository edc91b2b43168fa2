import type { Bump, Change, GateReport, NotGathered, Place, Reason, ReasonId } from "../../gate/index.ts";
import { count } from "../words.ts";
import { sentence, value } from "./clean.ts";

/** What a change means for the decision; a breaking change that is excused is `excused` alone. */
export type Standing = "breaking" | "unwanted" | "unknown" | "excused" | "other";

/** `unwanted`: not breaking, but `--fail-on any` lets no change in. */
export function standingOf({ excused, failOn }: GateReport, { id, breaking }: Change): Standing {
  if (excused.some((one) => one.id === id)) return "excused";
  if (breaking === null) return "unknown";
  if (breaking) return "breaking";
  return failOn === "any" ? "unwanted" : "other";
}

/** The changes by what they mean, each group in the report's order. */
export function byStanding(report: GateReport): Readonly<Record<Standing, readonly Change[]>> {
  const groups: Record<Standing, Change[]> = { breaking: [], unwanted: [], unknown: [], excused: [], other: [] };
  for (const change of report.changes) groups[standingOf(report, change)].push(change);
  return groups;
}

/** What goes above a group of changes, but for the other changes, which are counted. */
export const titles: Readonly<Record<Exclude<Standing, "other"> | "stale", string>> = {
  breaking: "Breaking",
  unwanted: "Not breaking, but no change may in (--fail-on any)",
  unknown: "Not known whether it breaks",
  excused: "Excused for now",
  stale: "Known failures that excuse nothing any more",
};

/** How bad a change is, for readers that mark lines: nothing is an error where `--fail-on none` keeps the gate open. */
export function levelOf(report: GateReport, change: Change): "error" | "warning" | "note" {
  const standing = standingOf(report, change);
  if (standing === "unknown") return "warning";
  if (standing === "breaking" || standing === "unwanted") return report.failOn === "none" ? "warning" : "error";
  return "note";
}

/** Why a gate is closed, as a title. */
export const reasonTitles: Readonly<Record<ReasonId, string>> = {
  breaking: "A change breaks the other side of the wire",
  "any-change": "The wire changed, and no change may in (--fail-on any)",
  inconclusive: "It could not be found out whether something breaks",
  "no-evidence": "No evidence could be gathered for a changed package",
  "known-failure-gone": "A known failure fails no longer, or matches nothing",
  "known-failure-expired": "The time of a known failure is over",
};

/** Whether a reason says that something is wrong, rather than not known. */
export const isKnown = ({ id }: Reason) => id !== "inconclusive" && id !== "no-evidence";

/** Reasons that are about none of the report's changes. */
export function reasonsAlone({ reasons, changes }: GateReport): readonly Reason[] {
  const ids = new Set(changes.map(({ id }) => id));
  return reasons.filter(({ change }) => change === null || !ids.has(change));
}

/** The answer, in one sentence: `closed: …`. */
export const answerOf = ({ decision, answer }: GateReport) => `${decision}: ${sentence(answer, 400)}`;

/** `"1.0" → absent` */
export const turnOf = ({ before, after }: Change, most: number) => `${value(before, most)} → ${value(after, most)}`;

/** What the other side says of a change, and what showed it. */
export function evidenceOf({ evidence }: Change, most: number): string {
  const [says = "", ...shown] = [...evidence].reverse();
  const seen = shown.length > 0 ? `; seen in ${shown.reverse().join("; ")}` : "";
  return sentence(`${says}${seen}`, most);
}

/** A change in one line, for annotations and messages. */
export const sentenceOf = (change: Change) =>
  `${value(change.where, 200)}: ${turnOf(change, 200)}. ${evidenceOf(change, 600)}`;

const isStale = ({ id }: Reason) => id === "known-failure-gone" || id === "known-failure-expired";

/** Reasons that are about the file of known failures. */
export const staleReasons = ({ reasons }: GateReport) => reasons.filter(isStale);

/** What to do about a change, a line each; the change itself is told elsewhere. */
export const nextOf = ({ reasons }: GateReport, { id }: Change) =>
  reasons
    .filter(({ change }) => change === id)
    .map((one) => (isStale(one) ? reasonText(one) : sentence(one.next, 600)));

/** What to do about the changes, each way once. What to do about the rest stands with it. */
export function waysOut({ reasons, changes }: GateReport, most: number): readonly string[] {
  const ids = new Set(changes.map(({ id }) => id));
  const about = reasons.filter((one) => one.change !== null && ids.has(one.change) && !isStale(one));
  return [...new Set(about.map(({ next }) => sentence(next, most)))];
}

/** A reason as a text: what, and what to do. */
export const reasonText = ({ says, next }: Reason) => `${sentence(says, 600)} ${sentence(next, 600)}`;

/** `@ag-ui/client 0.0.59 → 1.0.0` */
export const bumpOf = ({ name, from, to }: Bump) =>
  `${value(name, 100)} ${value(from ?? "absent", 60)} → ${value(to ?? "absent", 60)}`;

/** `2 of 3 cells`; undefined where the report is of the whole matrix. */
export const partOf = ({ cells, matrix }: GateReport) =>
  cells.length < matrix.length ? `${cells.length} of ${count(matrix.length, "cell")}` : undefined;

/** `11 other changes, none breaking` */
export function othersText(number: number, alone: boolean): string {
  return `${count(number, alone ? "change" : "other change")}, ${number === 1 ? "not" : "none"} breaking`;
}

/** Why evidence could not be gathered, and what to do about it. */
export const whyOf = ({ why, next }: NotGathered, most: number) => `${sentence(why, most)} ${sentence(next, most)}`;

/** `schemas`, `any evidence` */
export const kindOfEvidence = ({ evidence }: NotGathered) => (evidence === "all" ? "any evidence" : evidence);

/** The line of the lockfile that brings the packages that explain a change; undefined where none is known. */
export function placeOf({ bumps }: GateReport, { by }: Change): Place | undefined {
  const found = by.flatMap((one) => bumps.filter(({ name }) => one === name || one.startsWith(`${name}@`)));
  return found.find(({ place }) => place !== undefined)?.place;
}

/** What kind of change it is, the last word of its id: `added`, `accepted`. */
export const kindOf = ({ id }: Change) => /[a-z]+(?:-[a-z]+)*$/.exec(id.slice(-40))?.[0] ?? "changed";
