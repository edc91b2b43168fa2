import type { Schemas } from "../../../contracts/index.ts";
import type { Probe } from "../corpus/index.ts";
import { collapse } from "./collapse.ts";
import type { Kind, PayloadDifference } from "./found.ts";
import { outlineOf } from "./outline.ts";
import { outlineDifferences } from "./outline-differences.ts";
import { placeText } from "./place.ts";
import { verdictDifferences } from "./verdict-differences.ts";

/** What one side of a comparison says of one payload: verdicts in the order of the probes, and the schemas if it has any. */
export interface Reading {
  readonly schemas: Schemas | undefined;
  readonly verdicts: readonly boolean[];
}

/**
 * How two versions of a package read one payload differently. The schemas say where; the parser has the last word: what the
 * schemas say differently and no payload shows is how a generator writes, and what only the parser shows (a refinement) is
 * found by the payloads.
 *
 * @param probes payloads of one root
 */
export function payloadDifferences(
  root: string,
  probes: readonly Probe[],
  before: Reading,
  after: Reading,
): PayloadDifference[] {
  const schemas =
    before.schemas && after.schemas
      ? outlineDifferences(outlineOf(before.schemas, root), outlineOf(after.schemas, root))
      : [];
  const real = schemas.filter((one) => isReal(one, probes, before.verdicts, after.verdicts));
  const seen = verdictDifferences(probes, before.verdicts, after.verdicts, real);
  const own = seen.filter((one) => !real.some((whole) => isInside(one, whole)));
  return collapse([...real.map((whole) => withInner(whole, seen)), ...own]);
}

const turns: Partial<Record<Kind, Kind>> = { narrowed: "refused", widened: "accepted" };

/** Whether the parser says something of a place inside of one whose type the schemas show as changed in that way. */
function isInside(seen: PayloadDifference, whole: PayloadDifference): boolean {
  const [inner, outer] = [placeText(seen.place), placeText(whole.place)];
  return turns[whole.kind] === seen.kind && inner.startsWith(outer) && /^[.[<]/.test(inner.slice(outer.length));
}

function withInner(whole: PayloadDifference, seen: readonly PayloadDifference[]): PayloadDifference {
  const inner = seen.filter((one) => isInside(one, whole));
  if (inner.length === 0) return whole;
  const either = (side: "shownBefore" | "shownAfter") => {
    const tests = [whole, ...inner].flatMap((one) => one[side] ?? []);
    return tests.length > 0 ? (data: unknown) => tests.some((test) => test(data)) : undefined;
  };
  return { ...whole, shownBefore: either("shownBefore"), shownAfter: either("shownAfter") };
}

/** Whether a difference of schemas is one for the parser. What is ignored while unknown is news once it is known. */
function isReal(
  { kind, shownBefore, shownAfter }: PayloadDifference,
  probes: readonly Probe[],
  before: readonly boolean[],
  after: readonly boolean[],
): boolean {
  if (kind === "added" || kind === "removed") return true;
  const shows = ({ data }: Probe) => shownBefore?.(data) || shownAfter?.(data);
  // The few on which the two differ are looked at first.
  if (probes.some((probe, at) => before[at] !== after[at] && shows(probe))) return true;
  return !probes.some(shows);
}
