import type { Breach, OrderRule } from "../model/index.ts";
import { createExpander, type Expanded } from "./order-chunks.ts";
import { type Concern, concernsOf, judgeOf, requestType } from "./order-concerns.ts";
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
  return Object.hasOwn(kinds, kind) || streamKinds.has(kind);
}

/**
 * The order machine for a list of rules; their order is their precedence. Rules of kinds that it does not know are
 * another's to judge (a promised reply, a replay).
 */
export function createOrderMachine(rules: readonly OrderRule[]): OrderMachine {
  const state = new OrderState();
  const concernOf = concernsOf(rules);
  const judges = rules.map(judgeOf);
  const expand = createExpander(rules.filter(({ kind }) => kind === "chunk"));

  const learn = (event: OrderEvent, { sources }: Concern): void => {
    for (const { known, path } of sources) {
      for (const id of collect(event, path)) state.ever(known).add(keyOfValue(id));
    }
  };
  const judge = (event: OrderEvent, concern: Concern): Found | undefined => {
    for (const at of concern.rules) {
      const fault = judges[at]?.judge(event, state);
      if (fault) return { rule: rules[at]!.id, ...fault };
    }
    return undefined;
  };
  const step = (event: OrderEvent): Found | undefined => {
    const concern = concernOf(event.type);
    const fault = judge(event, concern);
    learn(event, concern);
    state.move(event, concern.brackets, concern.lifecycle);
    state.seen++;
    return fault;
  };

  const all = ({ events, fault }: Expanded): Found | undefined => {
    const found = events.map(step);
    return fault ?? found.find((one) => one !== undefined);
  };

  return {
    request(body) {
      if (typeof body !== "object" || body === null) return;
      learn({ ...body, type: requestType }, concernOf(requestType));
      for (const one of judges) one?.begin?.(body);
    },
    accept(value, frame) {
      if (!isEvent(value) || state.spent !== undefined) return none;
      const expanded = expand(value);
      const fault = expanded ? all(expanded) : step(value);
      return fault ? [{ ...fault, frame }] : none;
    },
    end() {
      if (state.spent !== undefined) return [];
      const rule = rules.find(({ kind }) => kind === (state.seen === 0 ? "not-empty" : "terminal"));
      if (!rule) return [];
      if (state.seen === 0)
        return [{ rule: rule.id, frame: null, path: "", message: "The stream ended without one event." }];
      const events = namesIn(rule.events);
      if (state.phase !== undefined && events.includes(state.phase)) return [];
      return [
        {
          rule: rule.id,
          frame: null,
          path: "",
          message: `The stream ended with the run open: no ${events.join(" and no ")}.`,
        },
      ];
    },
    get spent() {
      return state.spent;
    },
  };
}

/** The values at a path in which `*` stands for each item of a list. */
function collect(value: unknown, path: readonly string[]): unknown[] {
  const [token, ...rest] = path;
  if (token === undefined) return value === undefined ? [] : [value];
  if (token === "*") return Array.isArray(value) ? value.flatMap((item) => collect(item, rest)) : [];
  return typeof value === "object" && value !== null ? collect((value as Record<string, unknown>)[token], rest) : [];
}
