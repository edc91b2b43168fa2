import { isMembers } from "../../../contracts/index.ts";
import type { Step } from "../find/index.ts";

/**
 * The value as it was before, with one place as it is after: what a change alone makes of it. Places that are nowhere in
 * both stay as they were.
 */
export function graft(before: unknown, after: unknown, steps: readonly Step[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return after;
  if ("item" in step) {
    if (!Array.isArray(before) || !Array.isArray(after)) return before;
    const [next] = rest;
    if (next && "tag" in next && rest.length === 1) return grafted(before, after, next);
    return before.map((item, at) => (at < after.length ? graft(item, after[at], rest) : item));
  }
  if (!isMembers(before) || !isMembers(after)) return before;
  if ("tag" in step) return fits(before, step) && fits(after, step) ? graft(before, after, rest) : before;
  if ("any" in step) {
    const all = Object.entries(before).map(([key, own]) => [key, key in after ? graft(own, after[key], rest) : own]);
    return Object.fromEntries(all);
  }
  if (!Object.hasOwn(after, step.key)) {
    const { [step.key]: _, ...others } = before;
    return rest.length === 0 ? others : before;
  }
  if (rest.length === 0 || !Object.hasOwn(before, step.key)) return { ...before, [step.key]: after[step.key] };
  return { ...before, [step.key]: graft(before[step.key], after[step.key], rest) };
}

type Tag = Extract<Step, { readonly tag: string }>;

const fits = (value: unknown, { tag, is }: Tag) => isMembers(value) && value[tag] === is;

/** Items of one alternative as they are after: came, or went. */
function grafted(before: readonly unknown[], after: readonly unknown[], step: Tag): unknown[] {
  const others = before.filter((item) => !fits(item, step));
  return [...after.filter((item) => fits(item, step)), ...others];
}
