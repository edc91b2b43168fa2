import type { GateReport } from "./types.ts";

/** The answer in one sentence: what breaks whom, or that nothing does. */
export function answerOf(report: Pick<GateReport, "decision" | "reasons" | "changes" | "bumps" | "others">): string {
  const { decision, reasons, changes, bumps, others } = report;
  const real = bumps.filter(({ from, to }) => from !== to);
  if (real.length === 0) return "No package that speaks on the wire changes.";
  const what = named(real.map(({ name, from = "none", to = "none" }) => `${name} ${from} → ${to}`));
  if (decision === "open") {
    if (changes.length === 0) return `Nothing changes on the wire: ${what}.`;
    const whom = others.length > 0 ? ` for ${named(others)}` : "";
    return `${changes.length} change${changes.length === 1 ? "" : "s"} on the wire, none breaking${whom}: ${what}.`;
  }
  const breaking = reasons.filter(({ id }) => id === "breaking");
  const first = changes.find(({ id }) => id === breaking[0]?.change);
  if (!first) return `${(reasons[0]?.says ?? "Nothing could be found out").replace(/\.$/, "")} (${what}).`;
  const more = breaking.length > 1 ? `, and ${breaking.length - 1} more` : "";
  return `${first.where} ${first.before} → ${first.after}: ${first.evidence.at(-1)}${more} (${what}).`;
}

/** How many are named. */
const most = 3;

const named = (all: readonly string[]) =>
  all.length > most ? `${all.slice(0, most).join(", ")} and ${all.length - most} more` : all.join(", ");
