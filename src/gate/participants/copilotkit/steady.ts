import type { Asked, ClientRun } from "../types.ts";
import { Names, nameless } from "./names.ts";

/**
 * The run without what differs from visit to visit, so that two visits of one client to one server are equal: ids get names
 * in the order in which they are met, times, ports and the version that a client says it has are words. What a page asks
 * at the same time has no order of its own, so requests stand by what the page was at and then by key, those of one key
 * in the order in which they were made; of those that differ in nothing but ids the first stays. A body's members are
 * sorted.
 */
export function steady({ requests, outcome }: ClientRun): ClientRun {
  const phases = [...new Set(requests.map(({ during }) => during))];
  const sorted = phases.flatMap((phase) =>
    requests
      .filter(({ during }) => during === phase)
      .toSorted(({ key: a }, { key: b }) => (a < b ? -1 : a > b ? 1 : 0)),
  );
  const names = new Names();
  return { requests: names.of(once(sorted)), outcome: names.of(outcome) };
}

function once(requests: readonly Asked[]): Asked[] {
  const met = new Set<string>();
  return requests.filter((asked) => {
    const all = nameless(asked);
    return !met.has(all) && met.add(all);
  });
}
