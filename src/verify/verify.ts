import type { Verdict } from "../../contracts/index.ts";
import { awaitAnswer, reach, tool } from "../probe/index.ts";
import { type PlannedCheck, unknown } from "./check.ts";
import { plan } from "./planned.ts";
import { inTurns } from "./pool.ts";
import { settle } from "./settings.ts";
import type { CheckResult, Reason, VerifyOptions, VerifyReport } from "./types.ts";
import { reasonFor } from "./why.ts";

/**
 * Asks a backend everything that its contract promises, and reports what it kept.
 *
 * Checks that only look run four at a time, those that may be heard by others one after another when the rest is done, and then it is looked why connects failed.
 * Never rejects for what the target does: an unreachable one makes every check inconclusive.
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const { checks, why, end } = plan(options);
  const told = (result: CheckResult) => {
    options.onCheck?.(result);
    return result;
  };
  const trouble = await unreachable(options);
  if (trouble !== undefined)
    return report(
      options,
      checks.map((check) => told(unasked(check, trouble))),
      trouble,
      await reasonFor(settle(options), options.url),
    );

  const results = new Map<string, CheckResult>();
  const run = async (check: PlannedCheck) => results.set(check.id, told(await check.run()));
  await inTurns(
    checks.filter(({ alone }) => !alone),
    4,
    run,
  );
  await inTurns(
    checks.filter(({ alone }) => alone),
    1,
    run,
  );
  end();
  const explained: CheckResult[] = [];
  for (const { id } of checks) {
    const result = results.get(id) as CheckResult;
    const diagnosis = await why(result);
    explained.push(diagnosis ? { ...result, diagnosis } : result);
  }
  const stopped = options.signal?.aborted ? "stopped before the end; what was not asked is inconclusive" : undefined;
  return report(options, explained, stopped);
}

async function unreachable({ url, wait, timeout = 10_000, signal }: VerifyOptions): Promise<string | undefined> {
  if (wait !== undefined) {
    const reason = await awaitAnswer(url, wait, signal);
    return reason && `${url} did not answer within ${wait / 1000} s: ${reason}`;
  }
  const reason = await reach(url, timeout);
  return reason && `${url} cannot be reached: ${reason}`;
}

function unasked({ id, endpoint, title }: PlannedCheck, because: string): CheckResult {
  return { id, endpoint, title, ...unknown(because), ms: 0 };
}

function report(
  options: VerifyOptions,
  checks: readonly CheckResult[],
  because?: string,
  diagnosis?: Reason,
): VerifyReport {
  const { contract, url, allowUnprobed } = options;
  const count = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length;
  const open = checks.some(({ verdict, unprobed }) => verdict === "inconclusive" && !(unprobed && allowUnprobed));
  const nothing = checks.length === 0 ? "the contract gives nothing to check" : undefined;
  const why = because ?? nothing;
  return {
    tool: { ...tool },
    contract: { name: contract.name, digest: contract.digest },
    version: contract.version,
    target: url,
    verdict: count("fail") > 0 ? "fail" : open || why !== undefined ? "inconclusive" : "pass",
    ...(why !== undefined && { because: why }),
    ...(diagnosis && { diagnosis }),
    summary: { pass: count("pass"), fail: count("fail"), inconclusive: count("inconclusive") },
    checks,
  };
}
