import { typeName } from "../../../contracts/index.ts";
import type { Kind, PayloadDifference } from "./found.ts";
import { anything, type Facet, type Outline } from "./outline.ts";
import { placeText, type Spot, spotsOf } from "./place.ts";

type Shown = (data: unknown) => boolean;
type Shows = { readonly [side in "shownBefore" | "shownAfter"]?: Shown | undefined };

/**
 * How two outlines of one payload differ, the outermost place only: what came or went with the object that holds it is not
 * said again.
 */
export function outlineDifferences(before: Outline, after: Outline): PayloadDifference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((text) => {
    const [old, now] = [before.get(text), after.get(text)];
    const facet = (now ?? old) as Facet;
    if (old && now) return differencesOf(old, now);
    if (!canHold(old ? after : before, facet)) return [];
    const there = shown(facet, ({ present }) => present);
    const absent = facet.required ? shown(facet, ({ present }) => !present) : undefined;
    if (now) return [difference("added", now, "absent", wordsOf(now), { shownAfter: there, shownBefore: absent })];
    return [difference("removed", facet, wordsOf(facet), "absent", { shownBefore: there, shownAfter: absent })];
  });
}

/**
 * Whether an outline has the object or list that something could be in, and says what is in it. If not, what happened to
 * that one is the difference.
 */
function canHold(outline: Outline, { place: { root, steps } }: Facet): boolean {
  const last = steps.at(-1);
  if (last === undefined) return true;
  const holder = outline.get(placeText({ root, steps: steps.slice(0, -1) }));
  if (!holder || holder.types.size === anything.size) return false;
  return holder.types.has("item" in last ? "array" : "object");
}

function differencesOf(old: Facet, now: Facet): PayloadDifference[] {
  const found: PayloadDifference[] = [];
  const add = (kind: Kind, shows: Shows) => found.push(difference(kind, now, wordsOf(old), wordsOf(now), shows));
  const absent = shown(now, ({ present }) => !present);
  if (now.required && !old.required) add("required", { shownBefore: absent });
  if (old.required && !now.required) add("optional", { shownAfter: absent });
  const more = new Set([...now.types].filter((type) => !old.types.has(type)));
  const less = new Set([...old.types].filter((type) => !now.types.has(type)));
  const typed = (types: ReadonlySet<string>) =>
    shown(now, ({ present, value }) => present && types.has(typeName(value)));
  if (more.size > 0) add("widened", { shownAfter: typed(more) });
  if (less.size > 0) add("narrowed", { shownBefore: typed(less) });
  if (more.size + less.size > 0) return found;
  const [was, is] = [old.values, now.values];
  const came = is ? [...is].filter((value) => was && !was.has(value)) : was ? undefined : [];
  const went = was ? [...was].filter((value) => is && !is.has(value)) : is ? undefined : [];
  // undefined: any value of the type, but for those that the other side has.
  const valued = (some: readonly string[] | undefined, but: ReadonlySet<string> | undefined) =>
    shown(
      now,
      ({ present, value }) => present && (some ? some : [...(but ?? [])]).includes(JSON.stringify(value)) === !!some,
    );
  if (!came || came.length > 0) add("widened", { shownAfter: valued(came, was) });
  if (!went || went.length > 0) add("narrowed", { shownBefore: valued(went, is) });
  if (found.length === 0 && old.limits !== now.limits) {
    const has = shown(now, ({ present }) => present);
    add(now.limits === "" ? "widened" : old.limits === "" ? "narrowed" : "changed", {
      shownBefore: has,
      shownAfter: has,
    });
  }
  return found;
}

function shown({ place }: Facet, test: (spot: Spot) => boolean): Shown {
  return (data) => spotsOf(data, place.steps).some(test);
}

function difference(kind: Kind, { place }: Facet, before: string, after: string, shows: Shows): PayloadDifference {
  return {
    of: "payload",
    kind,
    place,
    before,
    after,
    shownBefore: undefined,
    shownAfter: undefined,
    seenIn: "schema",
    ...shows,
  };
}

/** Longest list of values that is spelt out. */
const spelt = 8;

/** A facet in a few words: `optional string or null`, `"data" or "url"`, `anything`. */
function wordsOf({ types, values, required, limits, place }: Facet): string {
  const last = place.steps.at(-1);
  // One alternative of a union is there, and says nothing of its type.
  if (last && "tag" in last) return "present";
  const names = values ? [...values] : [...types].filter((type) => !(type === "integer" && types.has("number")));
  const some = names.length > spelt ? [...names.slice(0, spelt), `${names.length - spelt} more`] : names;
  const what = types.size === anything.size ? "anything" : some.join(" or ");
  return `${required ? "" : "optional "}${what}${limits ? ` (${limits})` : ""}`;
}
