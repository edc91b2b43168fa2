import type { Members } from "../sampling/index.ts";
import type { KeyPlan } from "./key-plan.ts";
import { pointerTo } from "./pointer.ts";
import { placeOf, type ShapeBreach } from "./shape.ts";

/**
 * Keys of the value that its schemas do not list: violations to a strict reader, drift to a tolerant one. Objects that
 * refuse unknown keys by themselves (`additionalProperties: false`) are the validator's business, not ours.
 *
 * @param limit most breaches that are gathered
 */
export function unknownKeys(plan: KeyPlan, value: unknown, limit = 50): readonly ShapeBreach[] {
  const found = unknownBelow(plan, value, limit);
  return found ? found.slice(0, limit).map(toBreach) : none;
}

/** Keys and indexes from the outside in. Nothing is kept until something unknown is found: most values have nothing. */
type Trail = readonly (string | number)[];

const none: readonly never[] = [];

function toBreach(trail: Trail): ShapeBreach {
  const path = trail.reduce<string>((parent, part) => pointerTo(parent, part), "");
  return { rule: "shape/unknown-key", path, message: `${placeOf(path)} is not a key that the contract knows.` };
}

function unknownBelow(plan: KeyPlan | undefined, value: unknown, limit: number): Trail[] | undefined {
  if (!plan || plan.empty || typeof value !== "object" || value === null) return undefined;
  return Array.isArray(value) ? unknownInArray(plan, value, limit) : unknownInObject(plan, value as Members, limit);
}

function unknownInArray({ items }: KeyPlan, list: readonly unknown[], limit: number): Trail[] | undefined {
  const plan = items?.();
  if (!plan || plan.empty) return undefined;
  let found: Trail[] | undefined;
  for (let at = 0; at < list.length && (found?.length ?? 0) < limit; at++) {
    found = joined(found, at, unknownBelow(plan, list[at], limit));
  }
  return found;
}

function unknownInObject(given: KeyPlan, item: Members, limit: number): Trail[] | undefined {
  const plan = chosenPlan(given, item);
  if (!plan) return undefined;
  let found: Trail[] | undefined;
  for (const key in item) {
    if (found && found.length >= limit) return found;
    const child = item[key];
    const known = plan.keys.get(key);
    if (known) {
      if (typeof child === "object" && child !== null) found = joined(found, key, unknownBelow(known(), child, limit));
      continue;
    }
    if (!Object.hasOwn(item, key)) continue;
    const pattern = plan.patterns.find(([expression]) => expression.test(key));
    if (pattern) found = joined(found, key, unknownBelow(pattern[1](), child, limit));
    else if (plan.rest) found = joined(found, key, unknownBelow(plan.rest(), child, limit));
    else if (plan.listed) found = joined(found, key, [[]]);
  }
  return found;
}

function joined(found: Trail[] | undefined, part: string | number, below: Trail[] | undefined): Trail[] | undefined {
  if (!below) return found;
  const here = below.map((trail) => [part, ...trail]);
  return found ? [...found, ...here] : here;
}

/** Follows tags down to the branch that the value names; undefined where it names none. */
function chosenPlan(plan: KeyPlan, item: Members): KeyPlan | undefined {
  const { tag } = plan;
  if (!tag) return plan;
  const value = Object.hasOwn(item, tag.name) ? item[tag.name] : undefined;
  const next = typeof value === "string" ? tag.plan(value) : undefined;
  return next && chosenPlan(next, item);
}
