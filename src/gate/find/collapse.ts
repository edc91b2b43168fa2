import type { PayloadDifference } from "./found.ts";
import { everyTag, type Place, placeText, type Step } from "./place.ts";

/** So many alternatives with one and the same difference are told as one. */
const alike = 4;

/**
 * One difference where the same was found in many alternatives of a union: `Event.timestamp` for that of each event,
 * `messages[*].encryptedValue` for that of each role.
 */
export function collapse(differences: readonly PayloadDifference[]): PayloadDifference[] {
  const groups = new Map<string, PayloadDifference[]>();
  for (const one of differences) {
    const key = [one.kind, one.before, one.after, placeText(general(one.place))].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first && group.length >= alike ? [together(first, group)] : group;
  });
}

function together(first: PayloadDifference, group: readonly PayloadDifference[]): PayloadDifference {
  const any = (side: "shownBefore" | "shownAfter") => {
    const tests = group.flatMap((one) => one[side] ?? []);
    return tests.length > 0 ? (data: unknown) => tests.some((test) => test(data)) : undefined;
  };
  return { ...first, place: general(first.place), shownBefore: any("shownBefore"), shownAfter: any("shownAfter") };
}

/** The place with its last alternative left open, unless it is that alternative itself. */
function general({ root, steps }: Place): Place {
  const at = steps.slice(0, -1).findLastIndex((step) => "tag" in step);
  return {
    root,
    steps: steps.map((step, index): Step => (index === at && "tag" in step ? { ...step, is: everyTag } : step)),
  };
}
