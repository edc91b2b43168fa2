import { type Cause, causes, isSeen, restsOn, type Sign, type Symptom } from "./causes/index.ts";
import type { EvidenceId, Seen } from "./facts.ts";
import type { Certainty } from "./types.ts";

/** A row whose signs were all seen, with the certainty that its own evidence gives it. */
export interface Standing {
  readonly cause: Cause;
  readonly certainty: Certainty;
  readonly evidence: readonly EvidenceId[];
}

/** A row that an observation speaks against. */
export interface RuledOut {
  readonly id: string;
  readonly explains: Symptom;
  readonly by: readonly EvidenceId[];
}

/** Holds every row of the table against what was seen. */
export function judge(seen: Seen): { standing: Standing[]; ruledOut: RuledOut[] } {
  const standing: Standing[] = [];
  const against: RuledOut[] = [];
  for (const cause of causes) {
    const missing = cause.seen.filter((sign) => isSeen(sign, seen) === false);
    const unknown = cause.seen.some((sign) => isSeen(sign, seen) === undefined);
    const speaking = (cause.unseen ?? []).filter((sign) => isSeen(sign, seen) === true);
    if (missing.length === 0 && !unknown && speaking.length === 0) {
      const level = cause.certainty.find(({ when = [] }) => when.every((sign) => isSeen(sign, seen) === true));
      const signs = [...cause.seen, ...(level?.when ?? [])];
      standing.push({ cause, certainty: level?.is ?? "possible", evidence: evidenceOf(signs, seen) });
    } else if (missing.length + speaking.length > 0) {
      const by = evidenceOf([...missing, ...speaking], seen);
      // A cause of sockets is not ruled out for a URL of HTTP: it is out of the question.
      const foreign = missing.some(({ of }) => of.length === 1 && of[0] === "url");
      if (by.length > 0 && !foreign) against.push({ id: cause.id, explains: cause.explains, by });
    }
  }
  const ids = new Set(standing.map(({ cause }) => cause.id));
  const ruledOut = against.filter(
    ({ id }, index) => !ids.has(id) && against.findIndex((one) => one.id === id) === index,
  );
  return { standing, ruledOut };
}

/** The URL itself is no observation. */
function evidenceOf(signs: readonly Sign[], seen: Seen): EvidenceId[] {
  return [...new Set(signs.flatMap((sign) => restsOn(sign, seen)))].filter((id) => id !== "url");
}
