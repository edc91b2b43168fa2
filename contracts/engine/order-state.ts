import type { OrderRule } from "../model/index.ts";
import { isMembers, type Members } from "../sampling/index.ts";

/** An event as the order machine reads it. */
export type OrderEvent = Members & { readonly type: string };

/** What opens, is inside of and closes one kind of thing (a message, a tool call, a step), told apart by a key. */
export interface Bracket {
  readonly opens: string;
  readonly inside: readonly string[];
  readonly closes: readonly string[];
  /** Properties whose values together name the thing; [] where there is only one at a time. */
  readonly key: readonly string[];
}

/** Ids that are remembered of one kind; an endless stream must not fill the memory. */
const idLimit = 10_000;

/** What is remembered of one kind of thing, by key. */
interface Kept {
  /** Key to a label for a person. */
  readonly open: Map<string, string>;
  readonly claimed: Set<string>;
  readonly inRun: Set<string>;
  readonly ever: Set<string>;
}

/** What has been said so far, as far as rules ask for it. */
export class OrderState {
  /** Events so far, those that a chunk stands for counted once. */
  seen = 0;
  /** The last event that begins or ends a run. */
  phase: string | undefined;
  /** That event itself, by type. */
  readonly last = new Map<string, OrderEvent>();
  /** Set once a bound was reached: what can no longer be judged, as one sentence. */
  spent: string | undefined;
  readonly #kept = new Map<string, Kept>();
  readonly #memories = new Map<OrderRule, unknown>();

  /** What one rule remembers besides; made at first use. */
  memory<T>(rule: OrderRule, make: () => T): T {
    if (!this.#memories.has(rule)) this.#memories.set(rule, make());
    return this.#memories.get(rule) as T;
  }

  /** What is open of a kind: key to a label for a person. */
  open(opens: string): Map<string, string> {
    return this.#keptOf(opens).open;
  }

  /** Whether a thing is open, or something inside of it has claimed so before. */
  isOpen(opens: string, id: string): boolean {
    const { open, claimed } = this.#keptOf(opens);
    return open.has(id) || claimed.has(id);
  }

  /** What was opened of a kind in this run. */
  inRun(opens: string): Set<string> {
    return this.#keptOf(opens).inRun;
  }

  /** What was opened of a kind in the whole stream, or was known before it. */
  ever(opens: string): Set<string> {
    return this.#keptOf(opens).ever;
  }

  /**
   * Takes the state that an event claims, whether or not it was allowed to come: one fault gives one violation.
   *
   * @param brackets those that the event opens, is inside of or closes
   * @param lifecycle whether it begins or ends a run
   */
  move(event: OrderEvent, brackets: readonly Bracket[], lifecycle: boolean): void {
    const { type } = event;
    for (const bracket of brackets) this.#moveBracket(event, type, bracket);
    if (!lifecycle) return;
    this.phase = type;
    this.last.set(type, event);
    // Whatever was left open belongs to the run that has just begun or ended.
    for (const { open, claimed, inRun } of this.#kept.values()) for (const kept of [open, claimed, inRun]) kept.clear();
  }

  #moveBracket(event: OrderEvent, type: string, { opens, inside, key }: Bracket): void {
    const id = keyOf(event, key);
    const { open, claimed, inRun, ever } = this.#keptOf(opens);
    if (type === opens) {
      open.set(id, labelOf(event, key));
      inRun.add(id);
      ever.add(id);
    } else if (!inside.includes(type)) {
      open.delete(id);
      claimed.delete(id);
    } else if (!open.has(id)) claimed.add(id);
    if (Math.max(ever.size, claimed.size) > idLimit) {
      this.spent = `More than ${idLimit} ids were opened by ${opens}, the limit.`;
    }
  }

  #keptOf(opens: string): Kept {
    let kept = this.#kept.get(opens);
    if (kept === undefined) {
      kept = { open: new Map(), claimed: new Set(), inRun: new Set(), ever: new Set() };
      this.#kept.set(opens, kept);
    }
    return kept;
  }
}

/** The values of the key, told apart from each other and from what is absent. */
export function keyOf(event: Members, key: readonly string[]): string {
  if (key.length === 1) return keyOfValue(event[key[0] as string]);
  return asJson(key.map((each) => event[each] ?? null));
}

/** The key of a thing that one value names. */
export function keyOfValue(value: unknown): string {
  // Almost every id is a text, and is its own key; what begins like the others is told apart as they are.
  return typeof value === "string" && value.charCodeAt(0) !== 0 ? value : asJson([value ?? null]);
}

const asJson = (values: readonly unknown[]) => `\0${JSON.stringify(values)}`;

/** The key for a person. */
export function labelOf(event: Members, key: readonly string[]): string {
  const label = key.map((name) => event[name]).filter((value) => value !== undefined);
  return label.length === 0 ? String(event.type) : `"${label.join(" / ")}"`;
}

/** Whether a value can be judged by its order: an object with a type. */
export function isEvent(value: unknown): value is OrderEvent {
  return isMembers(value) && typeof value.type === "string";
}
