import type { Probe } from "../corpus/index.ts";
import type { PayloadDifference } from "../find/index.ts";
import type { Verdict } from "../participants/index.ts";
import type { Direction } from "../types.ts";
import type { Judged } from "./judged.ts";
import type { Other } from "./other.ts";

/** How many payloads the other side is shown: the plainest ones, which show one thing each. */
const asked = 8;
/** And of those that it might send. */
const tried = 200;

/** A difference with the payloads that it was found by and what either version said of them. */
export interface PayloadCase {
  readonly difference: PayloadDifference;
  readonly direction: Direction;
  readonly probes: readonly Probe[];
  readonly before: readonly Verdict[];
  readonly after: readonly Verdict[];
}

/**
 * Whether a difference in a payload breaks the other side: in what is sent, where it refuses every plain payload that shows
 * the new form; in what is read, where it can send one that is refused now.
 */
export async function judgePayload(found: PayloadCase, other: Other): Promise<Judged> {
  return found.direction === "sends" ? judgeSent(found, other) : judgeRead(found, other);
}

async function judgeSent({ difference, probes, before, after }: PayloadCase, other: Other): Promise<Judged> {
  const { shownAfter } = difference;
  if (!shownAfter) return { breaking: false, says: "nothing is sent that was not before" };
  const showing = plainest(probes, (data, at) => after[at]?.accepted === true && shownAfter(data)).slice(0, asked);
  const root = difference.place.root;
  if (showing.length === 0) return { breaking: null, says: "no payload was made that shows it" };
  if (!other.speaker) {
    const refused = showing.every(({ at }) => before[at]?.accepted === false);
    const same = "whoever is as old as what was there before";
    return {
      breaking: refused,
      says: `${refused ? "refused" : "accepted"} by ${same}`,
    };
  }
  const verdicts = await other.speaker.verdicts?.(
    root,
    showing.map(({ data }) => data),
  );
  if (!verdicts) return { breaking: null, says: `${other.title} does not say how it reads ${root}` };
  const refused = verdicts.every(({ accepted }) => !accepted);
  const shown = { root, data: showing[0]?.data };
  return refused
    ? { breaking: true, says: `refused by ${other.title}`, shown }
    : { breaking: false, says: `accepted by ${other.title}` };
}

async function judgeRead({ difference, probes, before, after }: PayloadCase, other: Other): Promise<Judged> {
  const { shownBefore } = difference;
  const refused = plainest(
    probes,
    (data, at) =>
      before[at]?.accepted === true &&
      after[at]?.accepted === false &&
      shownBefore?.(data) === true &&
      // Whoever is really there means to write what a schema says; that a field of theirs takes anything is no plan.
      !(other.speaker && probes[at]?.made !== "valid"),
  ).slice(0, tried);
  if (refused.length === 0) {
    const what = other.speaker ? `that ${other.title} could mean to send` : "that it took";
    return { breaking: false, says: `it still takes all ${what}` };
  }
  if (!other.speaker) {
    return { breaking: true, says: "whoever sends what was accepted is refused" };
  }
  const root = difference.place.root;
  const verdicts = await other.speaker.verdicts?.(
    root,
    refused.map(({ data }) => data),
  );
  if (!verdicts) return { breaking: null, says: `${other.title} does not say how it writes ${root}` };
  const sent = verdicts.some((verdict) => verdict.sent);
  return { breaking: sent, says: sent ? `${other.title} can send it` : `${other.title} does not send it` };
}

function plainest(probes: readonly Probe[], counts: (data: unknown, at: number) => boolean) {
  return probes
    .flatMap(({ data }, at) => (counts(data, at) ? [{ data, at, size: JSON.stringify(data).length }] : []))
    .sort((a, b) => a.size - b.size);
}
