import type { Place } from "./place.ts";

/** What kind of difference it is; the last part of a change's id. */
export type Kind =
  | "added"
  | "removed"
  | "required"
  | "optional"
  | "widened"
  | "narrowed"
  | "accepted"
  | "refused"
  | "changed";

/** A difference between payloads before and after, not yet judged. */
export interface PayloadDifference {
  readonly of: "payload";
  readonly kind: Kind;
  readonly place: Place;
  readonly before: string;
  readonly after: string;
  /** Whether a payload has what only the one side allows; undefined where that side has nothing of its own. */
  readonly shownBefore: ((data: unknown) => boolean) | undefined;
  readonly shownAfter: ((data: unknown) => boolean) | undefined;
  /** What showed it: `schema`, `verdict`. */
  readonly seenIn: "schema" | "verdict";
}
