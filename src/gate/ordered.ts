import type { Change } from "./types.ts";

/** What breaks first, then what is not known; and what is sent before what is read, for somebody else has to take that. */
export function ordered(changes: readonly Change[]): readonly Change[] {
  const rank = ({ breaking, direction }: Change) =>
    [true, null, false].indexOf(breaking) * 2 + (direction === "sends" ? 0 : 1);
  return changes.toSorted((a, b) => rank(a) - rank(b));
}
