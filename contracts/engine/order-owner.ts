import type { OrderRule } from "../model/index.ts";
import { bracketsOf, type Judge, typesOf } from "./order-kinds.ts";
import { keyOf, labelOf } from "./order-state.ts";

/**
 * What continues or closes a thing may not name another owner than what opened it did. No owner at all is always fine
 * in a continuation; in an opener it is the parent agent (verifyEvents of @ag-ui/client 0.0.59 and newer).
 */
export function ownerJudge(rule: OrderRule): Judge {
  const tag = String(rule.tag);
  const brackets = bracketsOf(rule);
  const openers = new Set(brackets.map(({ opens }) => opens));
  const judge: Judge["judge"] = (event, state) => {
    const claimed = event[tag];
    if (claimed === undefined && !openers.has(event.type)) return undefined;
    const owners = state.memory(rule, () => new Map<string, unknown>());
    for (const { opens, inside, closes, key } of brackets) {
      const opening = event.type === opens;
      if (!opening && (claimed === undefined || !(inside.includes(event.type) || closes.includes(event.type))))
        continue;
      const id = `${opens} ${keyOf(event, key)}`;
      // The state's bound on ids holds for owners as well: beyond it nobody asks.
      if (opening && !owners.has(id)) owners.set(id, claimed);
      if (claimed === undefined || !owners.has(id) || owners.get(id) === claimed) continue;
      const owner = owners.get(id) === undefined ? "the parent agent" : `"${String(owners.get(id))}"`;
      const message = `${event.type} names the ${tag} "${String(claimed)}", and ${labelOf(event, key)} belongs to ${owner}.`;
      return { path: `/${tag}`, message };
    }
    return undefined;
  };
  return { about: brackets.flatMap(typesOf), judge };
}
