import type { GateReport } from "./types.ts";

type Answered = Pick<GateReport, "decision" | "reasons" | "changes" | "excused" | "bumps" | "others">;

/** The answer in one sentence: what breaks whom, or that nothing does. */
export function answerOf(report: Answered): string {
  const { decision, bumps } = report;
  const real = bumps.filter(({ from, to }) => from !== to);
  const what = named(real.map(({ name, from = "absent", to = "absent" }) => `${name} ${from} → ${to}`));
  const says = decision === "open" ? openAnswer(report) : closedAnswer(report);
  if (real.length > 0) return `${says}: ${what}.`;
  return decision === "open" ? "No package that speaks on the wire changes." : `${says}.`;
}

function openAnswer({ changes, excused, others }: Answered): string {
  if (changes.length === 0) return "Nothing changes on the wire";
  const [breaking, unknown] = [true, null].map((is) => changes.filter((one) => one.breaking === is).length);
  const parts = [
    ...(breaking ? [`${breaking} breaking`] : []),
    ...(unknown ? [`${unknown} of which it is not known`] : []),
    ...(excused.length > 0 ? [`${excused.length} excused for now`] : []),
  ];
  const none = `none breaking${others.length > 0 ? ` for ${named(others)}` : ""}`;
  return `${counted(changes.length)} on the wire, ${parts.join(", ") || none}`;
}

function closedAnswer({ reasons, changes, others }: Answered): string {
  const closing = (id: GateReport["reasons"][number]["id"]) => reasons.filter((one) => one.id === id);
  const breaking = closing("breaking");
  if (breaking.length > 0) {
    const says = changes.flatMap(({ id, evidence }) => (breaking.some((one) => one.change === id) ? evidence : []));
    const whom = others.filter((one) => says.some((words) => words.includes(one)));
    const number = breaking.length === 1 ? "1 change breaks" : `${breaking.length} changes break`;
    return `${number} ${whom.length > 0 ? named(whom) : "the other side of the wire"}`;
  }
  const unwanted = closing("any-change").length;
  if (unwanted > 0) return `${counted(unwanted)} on the wire, and none may in`;
  if (closing("inconclusive").length + closing("no-evidence").length > 0) {
    return `It is not known whether it breaks ${others.length > 0 ? named(others) : "anybody"}`;
  }
  return `${reasons.length} known failure${reasons.length === 1 ? " excuses" : "s excuse"} nothing any more`;
}

const counted = (number: number) => `${number} change${number === 1 ? "" : "s"}`;

/** How many are named. */
const most = 3;

const named = (all: readonly string[]) =>
  all.length > most ? `${all.slice(0, most).join(", ")} and ${all.length - most} more` : all.join(", ");
