import { awaitAnswer, tool } from "../probe/index.ts";
import { answerOf } from "./answer.ts";
import { decide } from "./decide.ts";
import { probes } from "./evidence/index.ts";
import { judge } from "./judge.ts";
import { Lab } from "./lab.ts";
import { settle } from "./settings.ts";
import type { DiagnoseOptions, Diagnosis } from "./types.ts";

/**
 * Says why a connection fails: gathers evidence within the budget, holds the table of causes against it, and decides.
 * Never rejects for what the target does.
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const settings = settle(options);
  if (options.wait) await awaitAnswer(settings.target.url.href, options.wait, options.signal);
  const { seen, evidence, notMade } = await new Lab(settings, probes).all();
  const { standing, ruledOut } = judge(seen);
  const { beaten, ...found } = decide(standing, seen);
  const named = new Set(found.causes.map(({ id }) => id));
  const symptoms = new Set(standing.map(({ cause }) => cause.explains));
  // Rivals of what was found are of more interest than what lies far from it.
  const out = [...beaten, ...ruledOut]
    .filter(({ id }, index, all) => !named.has(id) && all.findIndex((one) => one.id === id) === index)
    .sort((a, b) => Number(symptoms.has(b.explains)) - Number(symptoms.has(a.explains)));
  return {
    tool,
    target: settings.target.shown,
    ...answerOf(found, seen, settings.target.shown),
    ...found,
    ruledOut: out.map(({ id, by }) => ({ id, by })),
    evidence,
    notMade,
  };
}
