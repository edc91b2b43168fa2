import type { KeyPlan } from "./key-plan.ts";
import { pointerTo } from "./pointer.ts";
import { placeOf, type ShapeBreach } from "./shape.ts";

/**
 * Keys of the value that its schemas do not list: violations to a strict reader, drift to a tolerant one. Objects that
 * refuse unknown keys by themselves (`additionalProperties: false`) are the validator's business, not ours.
 *
 * @param limit most breaches that are gathered
 */
export function unknownKeys(plan: KeyPlan, value: unknown, limit = 50): ShapeBreach[] {
  const breaches: ShapeBreach[] = [];
  const trail: (string | number)[] = [];
  const report = (key: string) => {
    const path = [...trail, key].reduce<string>((parent, part) => pointerTo(parent, part), "");
    breaches.push({
      rule: "shape/unknown-key",
      path,
      message: `${placeOf(path)} is not a key that the contract knows.`,
    });
  };
  const below = (next: KeyPlan | undefined, child: unknown, key: string | number) => {
    if (!next || next.empty || typeof child !== "object" || child === null) return;
    trail.push(key);
    visit(next, child);
    trail.pop();
  };
  const visit = (given: KeyPlan, item: object): void => {
    if (breaches.length >= limit) return;
    if (Array.isArray(item)) {
      const items = given.items?.();
      if (items && !items.empty) for (let at = 0; at < item.length; at++) below(items, item[at], at);
      return;
    }
    const chosen = chosenPlan(given, item as Record<string, unknown>);
    if (!chosen) return;
    for (const key of Object.keys(item)) {
      if (breaches.length >= limit) return;
      const child = (item as Record<string, unknown>)[key];
      const known = chosen.keys.get(key);
      if (known) {
        if (typeof child === "object" && child !== null) below(known(), child, key);
        continue;
      }
      const pattern = chosen.patterns.find(([expression]) => expression.test(key));
      if (pattern) below(pattern[1](), child, key);
      else if (chosen.rest) below(chosen.rest(), child, key);
      else if (chosen.listed) report(key);
    }
  };
  if (typeof value === "object" && value !== null) visit(plan, value);
  return breaches;
}

/** Follows tags down to the branch that the value names; undefined where it names none. */
function chosenPlan(plan: KeyPlan, item: Readonly<Record<string, unknown>>): KeyPlan | undefined {
  const { tag } = plan;
  if (!tag) return plan;
  const value = Object.hasOwn(item, tag.name) ? item[tag.name] : undefined;
  const next = typeof value === "string" ? tag.plan(value) : undefined;
  return next && chosenPlan(next, item);
}
