import { type Breach, rulePage, type Unjudged, type Violation } from "../model/index.ts";
import type { Limits } from "./limits.ts";

/** Keeps what was found, in bounded memory: implied breaches become "unjudged", and the many are counted. */
export interface Ledger {
  /** Notes a breach. False where an earlier breach implies it: then it is no news. */
  add(breach: Breach): boolean;
  drift(breach: Breach): void;
  unjudged(rule: string, because: string): void;
  /** The rule whose breach makes this one unjudgeable, or undefined. */
  impliedBy(rule: string): string | undefined;
  close(): {
    readonly violations: readonly Violation[];
    readonly drift: readonly Violation[];
    readonly unjudged: readonly Unjudged[];
  };
}

/** Whether a rule is the one, or of the family, that an `implies` names. */
export const covers = (pattern: string, rule: string): boolean =>
  pattern === rule || (pattern.endsWith("/*") && rule.startsWith(pattern.slice(0, -1)));

/**
 * @param endpoint id that the violations carry
 * @param impliesOf what a rule implies
 */
export function createLedger(endpoint: string, impliesOf: (rule: string) => readonly string[], limits: Limits): Ledger {
  const violations = createTally(endpoint, limits);
  const drift = createTally(endpoint, limits);
  const unjudged = new Map<string, Unjudged>();
  const broken = new Set<string>();
  const implied: (readonly [pattern: string, by: string])[] = [];

  const ledger: Ledger = {
    add(breach) {
      const by = ledger.impliedBy(breach.rule);
      if (by !== undefined) {
        ledger.unjudged(breach.rule, by);
        return false;
      }
      violations.add(breach);
      if (!broken.has(breach.rule)) {
        broken.add(breach.rule);
        for (const pattern of impliesOf(breach.rule)) {
          implied.push([pattern, breach.rule]);
          ledger.unjudged(pattern, breach.rule);
        }
      }
      return true;
    },
    drift: (breach) => drift.add(breach),
    unjudged(rule, because) {
      if ([...unjudged.values()].some((known) => known.because === because && covers(known.rule, rule))) return;
      if (unjudged.size < limits.total) unjudged.set(`${rule} ${because}`, { rule, because });
    },
    impliedBy: (rule) => implied.find(([pattern, by]) => by !== rule && covers(pattern, rule))?.[1],
    close: () => ({ violations: violations.close(), drift: drift.close(), unjudged: [...unjudged.values()] }),
  };
  return ledger;
}

function createTally(endpoint: string, limits: Limits) {
  const kept: Violation[] = [];
  const counts = new Map<string, { count: number; last: number }>();
  return {
    add(breach: Breach) {
      const entry = counts.get(breach.rule) ?? { count: 0, last: -1 };
      counts.set(breach.rule, entry);
      entry.count++;
      // How frames are put on the wire is the same for all of them, so one stands for the rest.
      const most = breach.rule.startsWith("framing/") ? 1 : limits.perRule;
      if (entry.count > most || kept.length >= limits.total) return;
      entry.last = kept.push({ ...breach, endpoint, page: rulePage(breach.rule) }) - 1;
    },
    close(): Violation[] {
      for (const [rule, { count, last }] of counts) {
        const more = count - kept.filter((violation) => violation.rule === rule).length;
        const at = kept[last];
        if (more > 0 && at)
          kept[last] = { ...at, message: `${at.message.replace(/\.$/, "")}, and ${more} more like it.` };
      }
      return kept;
    },
  };
}
