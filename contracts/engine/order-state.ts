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
  readonly #open = new Map<string, Map<string, string>>();
  readonly #claimed = new Map<string, Set<string>>();
  readonly #inRun = new Map<string, Set<string>>();
  readonly #ever = new Map<string, Set<string>>();

  /** What is open of a kind: key to a label for a person. */
  open(opens: string): Map<string, string> {
    return entry(this.#open, opens, () => new Map());
  }

  /** Whether a thing is open, or something inside of it has claimed so before. */
  isOpen(opens: string, id: string): boolean {
    return this.open(opens).has(id) || entry(this.#claimed, opens, () => new Set()).has(id);
  }

  /** What was opened of a kind in this run. */
  inRun(opens: string): Set<string> {
    return entry(this.#inRun, opens, () => new Set());
  }

  /** What was opened of a kind in the whole stream, or was known before it. */
  ever(opens: string): Set<string> {
    return entry(this.#ever, opens, () => new Set());
  }

  /** Takes the state that an event claims, whether or not it was allowed to come: one fault gives one violation. */
  move(event: OrderEvent, brackets: readonly Bracket[], lifecycle: ReadonlySet<string>): void {
    for (const bracket of brackets) this.#moveBracket(event, bracket);
    if (!lifecycle.has(event.type)) return;
    this.phase = event.type;
    this.last.set(event.type, event);
    // Whatever was left open belongs to the run that has just begun or ended.
    for (const kept of [this.#open, this.#claimed, this.#inRun]) kept.clear();
  }

  #moveBracket(event: OrderEvent, { opens, inside, closes, key }: Bracket): void {
    const isInside = inside.includes(event.type);
    if (event.type !== opens && !isInside && !closes.includes(event.type)) return;
    const id = keyOf(event, key);
    const claimed = entry(this.#claimed, opens, () => new Set());
    if (event.type === opens) {
      this.open(opens).set(id, labelOf(event, key));
      for (const kept of [this.inRun(opens), this.ever(opens)]) kept.add(id);
    } else if (!isInside) {
      this.open(opens).delete(id);
      claimed.delete(id);
    } else if (!this.open(opens).has(id)) claimed.add(id);
    if (Math.max(this.ever(opens).size, claimed.size) > idLimit) {
      this.spent = `More than ${idLimit} ids were opened by ${opens}, the limit.`;
    }
  }
}

/** The values of the key, told apart from each other and from what is absent. */
export function keyOf(event: Members, key: readonly string[]): string {
  return JSON.stringify(key.map((name) => event[name] ?? null));
}

/** The key for a person. */
export function labelOf(event: Members, key: readonly string[]): string {
  const label = key.map((name) => event[name]).filter((value) => value !== undefined);
  return label.length === 0 ? (event.type === undefined ? "" : String(event.type)) : `"${label.join(" / ")}"`;
}

/** Whether a value can be judged by its order: an object with a type. */
export function isEvent(value: unknown): value is OrderEvent {
  return isMembers(value) && typeof value.type === "string";
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
