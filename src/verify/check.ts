import { type Breach, type Judgement, rulePage, type Violation } from "../../contracts/index.ts";
import type { Context } from "./context.ts";
import type { CheckResult } from "./types.ts";

/** What a check's own code says; the runner adds id, title and time. */
export type Finding = Pick<CheckResult, "verdict" | "violations" | "drift" | "because" | "unprobed" | "note">;

/** A check as data, before it is run. */
export interface Check {
  readonly id: string;
  readonly endpoint: string;
  readonly title: string;
  /** Ids of checks that must pass before this one can say anything. */
  readonly needs: readonly string[];
  /** True where it may disturb other checks, and so runs alone, after them. */
  readonly alone: boolean;
  readonly look: (context: Context) => Promise<Finding>;
}

/** A check that can be run by whoever planned it; one Playwright test each, say. */
export interface PlannedCheck extends Omit<Check, "look"> {
  /** Never rejects, and ends within its budget. */
  readonly run: () => Promise<CheckResult>;
}

export const passed = (note?: string): Finding => ({ verdict: "pass", violations: [], ...(note && { note }) });

export const unknown = (because: string): Finding => ({ verdict: "inconclusive", violations: [], because });

/** A violation that the check itself saw, rather than the judge. */
export function breach(endpoint: string, rule: string, message: string, place?: Partial<Breach>): Violation {
  return { endpoint, rule, frame: null, path: "", ...place, message, page: rulePage(rule) };
}

export function found(violations: readonly Violation[], note?: string): Finding {
  return violations.length > 0 ? { verdict: "fail", violations, ...(note && { note }) } : passed(note);
}

/** One of each: a fault that every frame shows is told once, with how often it was seen. */
export function oneEach(violations: readonly Violation[]): Violation[] {
  const alike = new Map<string, Violation[]>();
  for (const violation of violations) {
    const key = `${violation.rule} ${violation.path}`;
    alike.set(key, [...(alike.get(key) ?? []), violation]);
  }
  return [...alike.values()].map(([first, ...more]) => {
    const one = first as Violation;
    return more.length === 0
      ? one
      : { ...one, message: `${one.message.replace(/\.$/, "")}, and ${more.length} times more` };
  });
}

/**
 * The part of a judgement that one check speaks for.
 *
 * @param about says of a rule id whether it is this check's
 */
export function part(judgement: Judgement, about: (rule: string) => boolean, note?: string): Finding {
  const drift = oneEach(judgement.drift.filter(({ rule }) => about(rule)));
  const violations = oneEach(judgement.violations.filter(({ rule }) => about(rule)));
  const extra = drift.length > 0 ? { drift } : {};
  if (violations.length > 0) return { ...found(violations, note), ...extra };
  const open = judgement.unjudged.find(({ rule }) => about(rule));
  return { ...(open ? unknown(open.because) : passed(note)), ...extra };
}
