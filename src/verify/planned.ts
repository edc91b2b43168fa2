import type { Check, Finding, PlannedCheck } from "./check.ts";
import { unknown } from "./check.ts";
import { Context } from "./context.ts";
import { wanted } from "./only.ts";
import { checksOf } from "./plan.ts";
import { settle } from "./settings.ts";
import type { CheckResult, Reason, VerifyOptions } from "./types.ts";
import { reasonsOf } from "./why.ts";

/** The checks of one run, and what they share. */
export interface Plan {
  readonly checks: readonly PlannedCheck[];
  /** Why a connect failed, for whoever reports the result; see `reasonsOf`. Asks more, so it comes after the checks. */
  readonly why: (result: CheckResult) => Promise<Reason | undefined>;
  /** Leaves everything that is still open. */
  readonly end: () => void;
}

/**
 * Plans every check of a contract against one target. Each can be run on its own and in any order; one that needs
 * another runs that first, and what several need is asked once.
 */
export function plan(options: VerifyOptions): Plan {
  const settings = settle(options);
  const checks = checksOf(settings.contract, settings.client);
  const results = new Map<string, Promise<CheckResult>>();
  const context: Context = new Context(settings, async (id) => {
    const check = checks.find((one) => one.id === id);
    return check && run(check);
  });
  const run = (check: Check): Promise<CheckResult> => {
    const known = results.get(check.id) ?? runWithin(check, context);
    results.set(check.id, known);
    return known;
  };
  const chosen = checks.filter((check) => wanted(check, settings.only));
  return {
    checks: chosen.map((check) => {
      const { look: _, ...rest } = check;
      return { ...rest, run: () => run(check) };
    }),
    why: reasonsOf(context),
    end: () => context.end(),
  };
}

/** The checks that `verify` would run. The Playwright door makes a test of each. */
export function planChecks(options: VerifyOptions): readonly PlannedCheck[] {
  return plan(options).checks;
}

async function runWithin(check: Check, context: Context): Promise<CheckResult> {
  const began = performance.now();
  const finding = await prevented(check, context).then((stopped) => stopped ?? withinBudget(check, context));
  const { id, endpoint, title } = check;
  return { id, endpoint, title, ...finding, ms: Math.round(performance.now() - began) };
}

/** A check that needs another, which did not pass, says nothing; least of all a second failure. */
async function prevented(check: Check, context: Context): Promise<Finding | undefined> {
  for (const id of check.needs) {
    const needed = await context.result(id);
    if (!needed || needed.verdict === "pass") continue;
    const because = needed.violations[0]?.rule ?? needed.because ?? id;
    return { ...unknown(because), ...(needed.unprobed && { unprobed: needed.unprobed }) };
  }
  return undefined;
}

/** Ends with the check, its budget or the run, whichever is first. */
function withinBudget(check: Check, context: Context): Promise<Finding> {
  const { timeout, signal } = context.settings;
  if (signal?.aborted) return Promise.resolve(unknown("stopped before it was asked"));
  return new Promise((resolve) => {
    const finish = (finding: Finding) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      resolve(finding);
    };
    const stop = () => finish(unknown("stopped before it was answered"));
    // A little longer than one exchange may take, so that an exchange's own words about its budget are heard.
    const timer = setTimeout(() => finish(unknown(`its budget of ${timeout / 1000} s was spent`)), timeout + 200);
    signal?.addEventListener("abort", stop);
    check.look(context).then(finish, (error: Error) => {
      if (process.env.WIRECHECK_DEBUG) console.error(error);
      finish(unknown(`this check itself failed: ${error.message}`));
    });
  });
}
