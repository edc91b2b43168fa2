import type { Symptom } from "./causes/index.ts";
import type { Seen } from "./facts.ts";
import type { RuledOut, Standing } from "./judge.ts";
import type { Certainty, Diagnosis, FoundCause } from "./types.ts";

/** Each is the reason for all that lies above it: without a connection there is no upgrade either. */
const layers: readonly Symptom[] = ["no address", "no connection", "no TLS", "no HTTP"];

const order: readonly Certainty[] = ["certain", "likely", "possible"];

/**
 * What follows from the rows that stand. Rows of one symptom are rivals: a certain one rules the others out, two that are
 * certain at once contradict each other and are only likely, and those that remain form a group of which one is meant.
 */
export function decide(
  standing: readonly Standing[],
  seen: Seen,
): Pick<Diagnosis, "causes" | "oneOf" | "toTellApart"> & { beaten: RuledOut[] } {
  const all = [...new Set(standing.map(({ cause }) => cause.explains))];
  const lowest = layers.find((symptom) => all.includes(symptom));
  const symptoms = lowest === undefined ? all : [lowest];
  const groups = symptoms.map((symptom) => {
    const rivals = standing.filter(({ cause }) => cause.explains === symptom);
    const certain = rivals.filter(({ certainty }) => certainty === "certain");
    const kept = certain.length > 0 ? certain : rivals;
    const cap = new Set(kept.map(({ cause }) => cause.id)).size > 1;
    const found = kept.map(
      (one): FoundCause => ({
        ...textOf(one, seen),
        certainty: cap && one.certainty === "certain" ? "likely" : one.certainty,
      }),
    );
    const beaten = rivals
      .filter((one) => !kept.includes(one))
      .map(({ cause }) => ({ id: cause.id, explains: cause.explains, by: certain[0]?.evidence ?? [] }));
    const apart = cap ? kept.flatMap(({ cause }) => (cause.apart ? [cause.apart(seen)] : [])) : [];
    return { found: found.sort(bySureness), beaten, apart };
  });
  return {
    causes: groups.flatMap(({ found }) => found).sort(bySureness),
    oneOf: groups.filter(({ found }) => found.length > 1).map(({ found }) => found.map(({ id }) => id)),
    toTellApart: [...new Set(groups.flatMap(({ apart }) => apart))],
    beaten: groups.flatMap(({ beaten }) => beaten),
  };
}

const bySureness = (a: FoundCause, b: FoundCause) => order.indexOf(a.certainty) - order.indexOf(b.certainty);

function textOf({ cause, certainty, evidence }: Standing, seen: Seen): FoundCause {
  const { id, says, fix } = cause;
  return { id, certainty, says: says(seen), evidence, fix: fix(seen), page: `docs/causes/${id}.md` };
}
