import { isMembers, type Members, preview, valueAt } from "../../../contracts/index.ts";
import type { Probe } from "../corpus/index.ts";
import type { PayloadDifference } from "./found.ts";
import { type Place, placeOf, placeText, tagOf } from "./place.ts";

interface Group {
  readonly place: Place;
  readonly taken: boolean;
  /** What is at the place, for a person; none where it is about the whole. */
  readonly values: Set<string>;
  /** The payloads, as JSON. */
  readonly texts: Set<string>;
}

/**
 * What parsers say of payloads differently before and after, where no schema shows it: a refinement, or a parser that has no
 * schema. One difference for each place.
 *
 * @param before verdicts on the probes, in their order
 * @param known differences of the schemas; a probe that shows one of them is explained
 */
export function verdictDifferences(
  probes: readonly Probe[],
  before: readonly boolean[],
  after: readonly boolean[],
  known: readonly PayloadDifference[],
): PayloadDifference[] {
  const flipped = probes.flatMap((probe, at) =>
    before[at] === after[at] ? [] : [{ probe, taken: after[at] === true, text: JSON.stringify(probe.data) }],
  );
  const same = new Set(flipped.map(({ taken, text }) => `${taken} ${text}`));
  const open = flipped.filter(
    ({ probe, taken }) =>
      // What it was made of went the same way, so the change in it is not the reason.
      !(probe.base !== undefined && same.has(`${taken} ${probe.base}`)) &&
      !known.some((one) => explains(one, probe.data, taken)),
  );
  const groups = new Map<string, Group>();
  // The plain ones first: they explain those that differ from them in what does not matter.
  for (const { probe, taken, text } of open.sort(
    (a, b) => rank(a.probe) - rank(b.probe) || a.text.length - b.text.length,
  )) {
    const whole = wholeOf(probe);
    if (groups.has(`${taken} ${placeText(whole)}`) && whole.steps.length > 0) continue;
    const place = probe.pointer ? placeOf(probe.root, probe.data, probe.pointer) : whole;
    const key = `${taken} ${placeText(place)}`;
    const group = groups.get(key) ?? { place, taken, values: new Set(), texts: new Set() };
    if (probe.pointer) group.values.add(wordsAt(probe.data, probe.pointer));
    group.texts.add(text);
    groups.set(key, group);
  }
  return [...groups.values()].map(differenceOf);
}

function differenceOf({ place, taken, values, texts }: Group): PayloadDifference {
  const shows = (data: unknown) => texts.has(JSON.stringify(data));
  const what = values.size > 0 ? `${listed([...values])} ` : "";
  return {
    of: "payload",
    kind: taken ? "accepted" : "refused",
    place,
    before: `${what}${taken ? "refused" : "accepted"}`,
    after: `${what}${taken ? "accepted" : "refused"}`,
    shownBefore: taken ? undefined : shows,
    shownAfter: taken ? shows : undefined,
    seenIn: "verdict",
  };
}

/** Values that are spelt out. */
const spelt = 3;

const listed = (values: readonly string[]) =>
  values.length > spelt ? `${values.slice(0, spelt).join(", ")} and ${values.length - spelt} more` : values.join(", ");

const rank = ({ pointer }: Probe) => (pointer === "" ? 0 : pointer === undefined ? 2 : 1);

/** What is new is read where it was ignored, so everything said of it is explained by that. */
function explains({ kind, shownBefore, shownAfter }: PayloadDifference, data: unknown, taken: boolean): boolean {
  if (kind === "added" || kind === "removed") return shownAfter?.(data) === true || shownBefore?.(data) === true;
  return (taken ? shownAfter : shownBefore)?.(data) === true;
}

/** The whole payload as a place: by its tag where it has one. */
function wholeOf({ root, data }: Probe): Place {
  const tag = isMembers(data) ? tagOf(data) : undefined;
  return { root, steps: tag === undefined ? [] : [{ tag, is: String((data as Members)[tag]) }] };
}

function wordsAt(data: unknown, pointer: string): string {
  const value = valueAt(data, pointer);
  if (value === undefined) return "absent";
  if (isMembers(value)) return "an object";
  return Array.isArray(value) ? "a list" : preview(value);
}
