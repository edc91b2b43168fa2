import type { Breach, OrderRule } from "../model/index.ts";
import { isMembers, type Members } from "../sampling/index.ts";
import { type Expanded, Expander } from "./order-chunks.ts";
import { type Concern, type Concerns, concernsOf, requestType } from "./order-concerns.ts";
import { pieceKinds } from "./order-incremental.ts";
import { type Fault, kinds, namesIn } from "./order-kinds.ts";
import { isEvent, keyOfValue, type OrderEvent, OrderState } from "./order-state.ts";

/** Follows the order of one stream. */
export interface OrderMachine {
  /** What the client sent to begin with: its state and the tool calls of its history are known. */
  request(body: unknown): void;
  /** Judges one event and takes the state that it claims. At most one breach: the first rule that it breaks. */
  accept(value: unknown, frame: number): readonly Breach[];
  /** Judges what only the end can show. */
  end(): readonly Breach[];
  /** Set once a bound of memory was reached: one sentence. From then on nothing is judged. */
  readonly spent: string | undefined;
}

/** Kinds that need the whole stream, beside those of `order-kinds.ts`. */
const streamKinds = new Set(["terminal", "not-empty", "chunk", "patch", "owner"]);

type Found = { readonly rule: string } & Fault;
const none: readonly never[] = [];

/** Whether an order rule is of a kind that the machine knows. */
export function isOrderKind(kind: string): boolean {
  return Object.hasOwn(kinds, kind) || Object.hasOwn(pieceKinds, kind) || streamKinds.has(kind);
}

/**
 * The order machine for a list of rules; their order is their precedence. Rules of kinds that it does not know are
 * another's to judge (a promised reply, a replay).
 */
export function createOrderMachine(rules: readonly OrderRule[]): OrderMachine {
  return new Machine(concernsOf(rules));
}

class Machine implements OrderMachine {
  readonly #concerns: Concerns;
  readonly #state = new OrderState();
  readonly #expander = new Expander();

  constructor(concerns: Concerns) {
    this.#concerns = concerns;
  }

  get spent(): string | undefined {
    return this.#state.spent;
  }

  request(body: unknown): void {
    if (typeof body !== "object" || body === null) return;
    this.#learn({ ...body, type: requestType }, this.#concerns.of(requestType));
    for (const judge of this.#concerns.judges) judge.begin?.(body, this.#state);
  }

  accept(value: unknown, frame: number): readonly Breach[] {
    if (this.#state.spent !== undefined) return none;
    if (this.#concerns.pieces.length > 0 && isMembers(value)) return this.#piece(value, frame);
    if (!isEvent(value)) return none;
    const concern = this.#concerns.of(value.type);
    const expanded = this.#expander.expand(value, concern.chunk);
    const fault = expanded ? this.#all(expanded) : this.#step(value, concern);
    return fault ? [{ ...fault, frame }] : none;
  }

  end(): readonly Breach[] {
    const { seen, phase, spent } = this.#state;
    if (spent !== undefined) return none;
    for (const { rule, judge } of this.#concerns.pieces) {
      const fault = judge.end?.(this.#state);
      if (fault) return [{ rule, frame: null, ...fault }];
    }
    const rule = this.#concerns.rules.find(({ kind }) => kind === (seen === 0 ? "not-empty" : "terminal"));
    if (!rule) return none;
    const breach = (message: string) => [{ rule: rule.id, frame: null, path: "", message }];
    if (seen === 0) return breach("The stream ended without one event.");
    const events = namesIn(rule.events);
    if (phase !== undefined && events.includes(phase)) return none;
    return breach(`The stream ended with the run open: no ${events.join(" and no ")}.`);
  }

  /** A value that need not be an event. Every rule sees it, and the first fault counts. */
  #piece(value: Members, frame: number): readonly Breach[] {
    const faults = this.#concerns.pieces.flatMap(({ rule, judge }) => {
      const fault = judge.judge(value, this.#state);
      return fault ? [{ rule, frame, ...fault }] : [];
    });
    this.#state.seen++;
    return faults.slice(0, 1);
  }

  /** What a chunk stands for, one after another; the first fault counts. */
  #all({ events, fault }: Expanded): Found | undefined {
    const found = events.map((event) => this.#step(event, this.#concerns.of(event.type)));
    return fault ?? found.find((one) => one !== undefined);
  }

  #step(event: OrderEvent, concern: Concern): Found | undefined {
    const fault = this.#judge(event, concern);
    this.#learn(event, concern);
    this.#state.move(event, concern.brackets, concern.lifecycle);
    this.#state.seen++;
    return fault;
  }

  #judge(event: OrderEvent, { judges }: Concern): Found | undefined {
    for (const { rule, judge } of judges) {
      const fault = judge.judge(event, this.#state);
      if (fault) return { rule, ...fault };
    }
    return undefined;
  }

  #learn(event: OrderEvent, { sources }: Concern): void {
    for (const { known, path } of sources) {
      for (const id of collect(event, path)) this.#state.ever(known).add(keyOfValue(id));
    }
  }
}

/** The values at a path in which `*` stands for each item of a list. */
function collect(value: unknown, path: readonly string[]): unknown[] {
  const [token, ...rest] = path;
  if (token === undefined) return value === undefined ? [] : [value];
  if (token === "*") return Array.isArray(value) ? value.flatMap((item) => collect(item, rest)) : [];
  return typeof value === "object" && value !== null ? collect((value as Record<string, unknown>)[token], rest) : [];
}
