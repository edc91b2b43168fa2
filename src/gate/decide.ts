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
  const reasons: Reason[] = [
    ...failing.filter(({ id }) => !excused.has(id)).map(reasonOf),
    ...notGathered.map((one): Reason => {
      const id = one.passing ? "inconclusive" : "no-evidence";
      return { id, change: null, says: `${one.packages.join(", ")}: ${one.why}` };
    }),
    ...known.flatMap((one) => staleness(one, changes, failing, today)),
  ];
  return { decision: reasons.length > 0 ? "closed" : "open", reasons, excused: excuses };
}

function reasonOf({ id, breaking, where, before, after, evidence }: Change): Reason {
  const says = `${where}: ${before} → ${after}${evidence.length > 0 ? `; ${evidence.at(-1)}` : ""}`;
  return { id: breaking === null ? "inconclusive" : breaking ? "breaking" : "any-change", change: id, says };
}

function staleness(one: KnownFailure, changes: readonly Change[], failing: readonly Change[], today: string): Reason[] {
  const found = changes.some(({ id }) => id === one.id);
  if (!found) {
    return [
      { id: "known-failure-gone", change: one.id, says: `The known failure ${one.id} matches no change; take it out.` },
    ];
  }
  if (!failing.some(({ id }) => id === one.id)) {
    return [
      {
        id: "known-failure-gone",
        change: one.id,
        says: `The known failure ${one.id} does not fail any more; take it out.`,
      },
    ];
  }
  if (today < one.until) return [];
  const says = `The known failure ${one.id} was excused until ${one.until}; mend it, or say anew why it is excused.`;
  return [{ id: "known-failure-expired", change: one.id, says }];
}
