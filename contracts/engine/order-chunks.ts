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
 * @ag-ui/client): the first chunk opens, each has content, the next event that is not `transparent` closes.
 */
export class Expander {
  #pending: Pending | undefined;

  /** @param rule the rule of which the event is a chunk. @returns undefined for an event that stands for itself alone */
  expand(event: OrderEvent, rule: OrderRule | undefined): Expanded | undefined {
    if (rule) return this.#chunk(event, rule);
    if (!this.#pending || namesIn(this.#pending.rule.transparent).includes(event.type)) return undefined;
    return { events: [...this.#close(), event] };
  }

  #close(): OrderEvent[] {
    if (!this.#pending) return [];
    const { rule, start } = this.#pending;
    this.#pending = undefined;
    return bracketOf(rule)
      .closes.slice(0, 1)
      .map((type) => ({ ...start, type }));
  }

  #chunk(event: OrderEvent, rule: OrderRule): Expanded {
    const { opens, inside, key } = bracketOf(rule);
    const [id = ""] = key;
    const events: OrderEvent[] = [];
    const before = this.#pending;
    const goesOn = before?.rule === rule && (event[id] === undefined || event[id] === before.start[id]);
    const start = goesOn ? before.start : { ...event, type: opens };
    if (!goesOn) {
      events.push(...this.#close());
      const missing = namesIn(rule.needs).find((name) => event[name] === undefined);
      if (missing !== undefined) {
        const message = `The first ${event.type} has no ${missing}, so it opens nothing.`;
        return { events, fault: { rule: rule.id, path: "", message } };
      }
      this.#pending = { rule, start };
      events.push(start);
    }
    if (event.delta !== undefined) events.push(...inside.slice(0, 1).map((type) => ({ ...start, type })));
    return { events };
  }
}
