import type { Noticed } from "../compare/index.ts";
import { firstThatTakes } from "../judge/index.ts";
import type { Bump } from "../types.ts";
import type { PlannedCell } from "./plan.ts";

/** What to do about a change that breaks, or of which it is not known whether it does. */
export async function nextOf(
  { direction, judged }: Noticed,
  planned: PlannedCell,
  by: readonly Bump[],
): Promise<string> {
  const keep = `keep ${by.map(({ name, from }) => `${name} at ${from}`).join(" and ")}`;
  const [only, ...more] = planned.other;
  if (judged.breaking === null) return `Try it by hand before this goes in, or ${keep}.`;
  if (!only && !planned.hasOther) return `See who relies on it before this goes in, or ${keep}.`;
  if (!only) return `Name what is on the other side with --other PACKAGE@VERSION; until it is known, ${keep}.`;
  const names = planned.other.map(({ pinned }) => pinned.name).join(" and ");
  if (direction === "receives") return `Change what ${names} sends first, or ${keep}.`;
  const { pinned, role } = only;
  const taken =
    judged.shown && more.length === 0 && (await firstThatTakes(judged.shown, role.contract, pinned.version, role.line));
  if (taken) return `Bring ${pinned.name} to ${taken} or newer first, then this.`;
  return `Bring ${names} to a version that takes it first, or ${keep}.`;
}
