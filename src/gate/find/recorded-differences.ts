import { isMembers, preview, typeName } from "../../../contracts/index.ts";
import type { Kind } from "./found.ts";
import { type Place, placeText, type Step } from "./place.ts";

/** A difference between recorded values before and after, not yet judged. */
export interface RecordedDifference {
  readonly of: "recorded";
  readonly kind: Kind;
  /** The root is what was recorded: `POST generateCopilotResponse`, `a body without Content-Type`. */
  readonly place: Place;
  readonly before: string;
  readonly after: string;
  /** Whether there is a type now that was not there before: `"1"` and 1; whole numbers and fractions are one. */
  readonly retyped: boolean;
}

interface Seen {
  readonly place: Place;
  readonly types: Set<string>;
  /** Texts, numbers and booleans that were there, as JSON. */
  readonly values: Set<string>;
  times: number;
}

/** Recorded values as a list of places; the keys are the places in words. */
type Sight = ReadonlyMap<string, Seen>;

/**
 * How recorded values of one kind differ, the outermost place only. What is in no order (ids, times) has to be made steady
 * before.
 *
 * @param root what was recorded
 * @param before several recordings of the same, all of them
 * @param tags members by which items of a list are told apart: messages by role, events by type
 */
export function recordedDifferences(
  root: string,
  before: readonly unknown[],
  after: readonly unknown[],
  tags: readonly string[],
): RecordedDifference[] {
  const [old, now] = [sightOf(root, before, tags), sightOf(root, after, tags)];
  const only = (text: string) => old.has(text) !== now.has(text);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((text): RecordedDifference[] => {
    const [was, is] = [old.get(text), now.get(text)];
    const place = (is ?? was)?.place as Place;
    const holder = placeText({ root, steps: place.steps.slice(0, -1) });
    if (only(text)) {
      if (place.steps.length > 0 && only(holder)) return [];
      const kind = is ? "added" : "removed";
      return [{ of: "recorded", kind, place, before: wordsOf(was), after: wordsOf(is), retyped: false }];
    }
    if (!was || !is || (equal(was.values, is.values) && equal(was.types, is.types))) return [];
    const both = [without(was, is), without(is, was)] as const;
    const [before, after] = [wordsOf(both[0]), wordsOf(both[1])];
    return [{ of: "recorded", kind: "changed", place, before, after, retyped: isRetyped(was, is) }];
  });
}

function sightOf(root: string, values: readonly unknown[], tags: readonly string[]): Sight {
  const sight = new Map<string, Seen>();
  const visit = (value: unknown, steps: readonly Step[], item: boolean): void => {
    if (isMembers(value)) {
      const tag = item ? tags.find((name) => typeof value[name] === "string") : undefined;
      const here = tag === undefined ? steps : [...steps, { tag, is: String(value[tag]) }];
      note(value, here);
      for (const [key, member] of Object.entries(value)) if (key !== tag) visit(member, [...here, { key }], false);
      return;
    }
    note(value, steps);
    if (Array.isArray(value)) for (const one of value) visit(one, [...steps, { item: true }], true);
  };
  const note = (value: unknown, steps: readonly Step[]) => {
    const place = { root, steps };
    const text = placeText(place);
    const seen = sight.get(text) ?? { place, types: new Set(), values: new Set(), times: 0 };
    seen.types.add(typeName(value));
    if (typeof value !== "object") seen.values.add(JSON.stringify(value));
    seen.times += 1;
    sight.set(text, seen);
  };
  for (const value of values) visit(value, [], false);
  return sight;
}

const equal = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === b.size && [...a].every((one) => b.has(one));

function isRetyped(was: Seen, is: Seen): boolean {
  const broad = (type: string) => (type === "integer" ? "number" : type);
  const known = new Set([...was.types].map(broad));
  return [...is.types].some((type) => !known.has(broad(type)));
}

/** What one side has and the other has not; all of it where that is nothing. */
function without(one: Seen, other: Seen): Seen {
  const values = [...one.values].filter((value) => !other.values.has(value));
  return values.length > 0 ? { ...one, values: new Set(values) } : one;
}

/** Values that are spelt out. */
const spelt = 3;

function wordsOf(seen: Seen | undefined): string {
  if (!seen) return "absent";
  const last = seen.place.steps.at(-1);
  if (seen.place.steps.length === 0 || (last && "tag" in last)) return "present";
  const values = [...seen.values].map((value) => preview(JSON.parse(value)));
  if (values.length === 0) return [...seen.types].join(" or ");
  const more = values.length > spelt ? ` and ${values.length - spelt} more` : "";
  return `${values.slice(0, spelt).join(", ")}${more}`;
}
