import type { EvidenceId, Facts, Seen } from "../facts.ts";
import type { Certainty } from "../types.ts";

/** A predicate over a few observations; where one of them was not made, it is not known. */
export interface Sign {
  readonly of: readonly EvidenceId[];
  readonly holds: (seen: Seen) => boolean;
  /** The observations that it rests on, where they are not all of `of`. */
  readonly about?: (seen: Seen) => readonly EvidenceId[];
}

/** What a cause explains. Causes of one symptom are rivals: one of them is meant. */
export type Symptom =
  | "no address"
  | "no connection"
  | "no TLS"
  | "no HTTP"
  | "another server"
  | "no upgrade"
  | "every path"
  | "socket ends"
  | "socket is silent"
  | "no route"
  | "no access from the page"
  | "server fails"
  | "another protocol"
  /** A body may have several faults at once, so each explains its own. */
  | `input refused: ${string}`
  | "no agent"
  | "run fails"
  | "run is misread"
  | "run comes late";

/** One row of the table. */
export interface Cause {
  readonly id: string;
  readonly explains: Symptom;
  /** All must have been seen. */
  readonly seen: readonly Sign[];
  /** None may have been seen. */
  readonly unseen?: readonly Sign[];
  /** The first whose signs have all been seen. */
  readonly certainty: readonly { readonly is: Certainty; readonly when?: readonly Sign[] }[];
  /** What happened, in one sentence. */
  readonly says: (seen: Seen) => string;
  /** Text to paste, or what to do. */
  readonly fix: (seen: Seen) => string;
  /** The observation that would tell it from its rivals. */
  readonly apart?: (seen: Seen) => string;
}

/** A sign over observations that were all made. */
export function sign<K extends EvidenceId>(of: readonly K[], holds: (seen: Pick<Facts, K>) => boolean): Sign {
  return { of, holds: holds as unknown as (seen: Seen) => boolean };
}

/** True or false where the observations were made, undefined where one is missing. */
export function isSeen({ of, holds }: Sign, seen: Seen): boolean | undefined {
  return of.every((id) => seen[id] !== undefined) ? holds(seen) : undefined;
}

/** One of several signs; known as soon as one holds. */
export function either(...signs: readonly Sign[]): Sign {
  const holding = (seen: Seen) => signs.filter((one) => isSeen(one, seen) === true);
  return {
    of: [],
    holds: (seen) => holding(seen).length > 0,
    about: (seen) => (holding(seen).length > 0 ? holding(seen) : signs).flatMap((one) => restsOn(one, seen)),
  };
}

/** Several signs at once. */
export function all(...signs: readonly Sign[]): Sign {
  return {
    of: [],
    holds: (seen) => signs.every((one) => isSeen(one, seen) === true),
    about: (seen) => signs.flatMap((one) => restsOn(one, seen)),
  };
}

/** The opposite, of observations that were made. */
export const not = (one: Sign): Sign => ({ ...one, holds: (seen) => !one.holds(seen) });

/** The observations that were made and that a sign rests on. */
export function restsOn({ of, about }: Sign, seen: Seen): EvidenceId[] {
  return (about?.(seen) ?? of).filter((id) => seen[id] !== undefined);
}
