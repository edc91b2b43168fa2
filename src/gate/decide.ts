import type { Change, Excused, FailOn, KnownFailure, NotGathered, Reason } from "./types.ts";

/** What is decided from; nothing is asked any more. */
export interface Case {
  readonly changes: readonly Change[];
  readonly notGathered: readonly NotGathered[];
  readonly known: readonly KnownFailure[];
  readonly failOn: FailOn;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
}

export interface Decision {
  readonly decision: "open" | "closed";
  readonly reasons: readonly Reason[];
  readonly excused: readonly Excused[];
}

/**
 * Open or closed, with reasons. A change that breaks closes, unless it is excused; so does what could not be found out, for
 * not tested is not passed; and so does an excuse that is not needed any more, or whose time is over.
 */
export function decide({ changes, notGathered, known, failOn, today }: Case): Decision {
  if (failOn === "none") return { decision: "open", reasons: [], excused: [] };
  const counts = (change: Change) => failOn === "any" || change.breaking !== false;
  const failing = changes.filter(counts);
  const excuses = known.filter((one) => failing.some(({ id }) => id === one.id) && today < one.until);
  const excused = new Set(excuses.map(({ id }) => id));
  const closing = failing.filter(({ id }) => !excused.has(id));
  const reasons: Reason[] = [
    // What is known to break stands before what is not known.
    ...[true, null, false].flatMap((breaking) => closing.filter((one) => one.breaking === breaking)).map(reasonOf),
    ...notGathered.map((one): Reason => {
      const id = one.passing ? "inconclusive" : "no-evidence";
      return { id, change: null, says: `${one.packages.join(", ")}: ${one.why}`, next: one.next };
    }),
    ...known.flatMap((one) => staleness(one, changes, failing, today)),
  ];
  return { decision: reasons.length > 0 ? "closed" : "open", reasons, excused: excuses };
}

function reasonOf({ id, breaking, where, before, after, evidence, next }: Change): Reason {
  return {
    id: breaking === null ? "inconclusive" : breaking ? "breaking" : "any-change",
    change: id,
    says: `${where}: ${before} → ${after}; ${evidence.at(-1)}.`,
    next: next ?? "Look at it, and let it in with --fail-on breaking.",
  };
}

function staleness(one: KnownFailure, changes: readonly Change[], failing: readonly Change[], today: string): Reason[] {
  const of = (id: Reason["id"], says: string, next: string): Reason[] => [{ id, change: one.id, says, next }];
  const takeOut = "Take it out of the file.";
  if (!changes.some(({ id }) => id === one.id)) {
    return of("known-failure-gone", `The known failure ${one.id} matches no change.`, takeOut);
  }
  if (!failing.some(({ id }) => id === one.id)) {
    return of("known-failure-gone", `The known failure ${one.id} does not fail any more.`, takeOut);
  }
  if (today < one.until) return [];
  const says = `The known failure ${one.id} was excused until ${one.until}.`;
  return of("known-failure-expired", says, "Mend it, or say anew why it is excused and until when.");
}
