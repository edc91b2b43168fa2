import type { OrderRule } from "../model/index.ts";
import { bracketOf, type Fault, namesIn } from "./order-kinds.ts";
import type { OrderEvent } from "./order-state.ts";

/** What one event of the wire stands for, and what is wrong with it as a chunk. */
export interface Expanded {
  readonly events: readonly OrderEvent[];
  readonly fault?: { readonly rule: string } & Fault;
}

/** The thing that chunks hold open until something else comes. */
interface Pending {
  readonly rule: OrderRule;
  readonly start: OrderEvent;
}

/**
 * Writes chunks out as the events they stand for, as the client does before it checks the order (`transformChunks` of
 * @ag-ui/client): the first chunk opens, each has content, the next event that is not `transparent` closes. Undefined
 * for an event that stands for itself alone.
 */
export function createExpander(rules: readonly OrderRule[]): (event: OrderEvent) => Expanded | undefined {
  const byType = new Map(rules.map((rule) => [rule.chunk, rule]));
  let pending: Pending | undefined;

  const close = (): OrderEvent[] => {
    if (!pending) return [];
    const { rule, start } = pending;
    pending = undefined;
    return bracketOf(rule)
      .closes.slice(0, 1)
      .map((type) => ({ ...start, type }));
  };

  const chunk = (event: OrderEvent, rule: OrderRule): Expanded => {
    const { opens, inside, key } = bracketOf(rule);
    const [id = ""] = key;
    const events: OrderEvent[] = [];
    const goesOn = pending?.rule === rule && (event[id] === undefined || event[id] === pending.start[id]);
    if (!goesOn) {
      events.push(...close());
      const missing = namesIn(rule.needs).find((name) => event[name] === undefined);
      if (missing !== undefined) {
        const message = `The first ${event.type} has no ${missing}, so it opens nothing.`;
        return { events, fault: { rule: rule.id, path: "", message } };
      }
      const start = { ...event, type: opens };
      pending = { rule, start };
      events.push(start);
    }
    if (event.delta !== undefined && pending) {
      events.push(...inside.slice(0, 1).map((type) => ({ ...(pending as Pending).start, type })));
    }
    return { events };
  };

  return (event) => {
    const rule = byType.get(event.type);
    if (rule) return chunk(event, rule);
    if (!pending || namesIn(pending.rule.transparent).includes(event.type)) return undefined;
    return { events: [...close(), event] };
  };
}
