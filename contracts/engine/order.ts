import type { Breach, OrderRule } from "../model/index.ts";
import { createExpander } from "./order-chunks.ts";
import { bracketsOf, type Fault, kinds, namesIn } from "./order-kinds.ts";
import { ownerJudge } from "./order-owner.ts";
import { PatchedState } from "./order-patch.ts";
import { isEvent, type OrderEvent, OrderState } from "./order-state.ts";

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
  const brackets = distinctBrackets(rules);
  const lifecycle = new Set(rules.flatMap(lifecycleOf));
  const expand = createExpander(rules.filter(({ kind }) => kind === "chunk"));
  const patched = rules.filter(({ kind }) => kind === "patch").map((rule) => ({ rule, state: new PatchedState(rule) }));
  const judges = rules.flatMap((rule) => {
    if (rule.kind === "owner") return [{ rule, judge: ownerJudge(rule) }];
    const kind = Object.hasOwn(kinds, rule.kind) ? kinds[rule.kind] : undefined;
    return kind ? [{ rule, judge: kind(rule) }] : [];
  });
  const sources = rules.flatMap(({ kind, known, also }) =>
    kind === "reference" && Array.isArray(also) ? also.map((source) => ({ known: String(known), source })) : [],
  );

  const learn = (event: OrderEvent): void => {
    for (const { known, source } of sources) {
      if (source.event !== event.type) continue;
      for (const id of collect(event, String(source.path).split("/").slice(1)))
        state.ever(known).add(JSON.stringify([id]));
    }
  };
  const judge = (event: OrderEvent): ({ rule: string } & Fault) | undefined => {
    for (const { rule, judge: ask } of judges) {
      const fault = ask(event, state);
      if (fault) return { rule: rule.id, ...fault };
    }
    for (const { rule, state: follows } of patched) {
      const fault = follows.accept(event);
      if (fault) return { rule: rule.id, ...fault };
    }
    return undefined;
  };

  return {
    request(body) {
      if (typeof body !== "object" || body === null) return;
      learn({ ...body, type: "x-request" });
      for (const { rule, state: follows } of patched)
        follows.begin((body as Record<string, unknown>)[String(rule.requestField)]);
    },
    accept(value, frame) {
      if (!isEvent(value) || state.spent !== undefined) return [];
      const { events, fault } = expand(value);
      const faults = fault ? [fault] : [];
      for (const event of events) {
        const found = judge(event);
        if (found) faults.push(found);
        learn(event);
        state.move(event, brackets, lifecycle);
        state.seen++;
      }
      return faults.slice(0, 1).map((breach) => ({ ...breach, frame }));
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

function distinctBrackets(rules: readonly OrderRule[]) {
  const found = new Map(rules.flatMap(bracketsOf).map((bracket) => [JSON.stringify(bracket), bracket]));
  return [...found.values()];
}

/** The events that begin and end a run, as the rules name them. */
function lifecycleOf({ kind, opens, after, events }: OrderRule): readonly string[] {
  if (kind === "exclusive") return [String(opens)];
  if (kind === "after") return [String(after)];
  return kind === "terminal" ? namesIn(events) : [];
}

/** The values at a path in which `*` stands for each item of a list. */
function collect(value: unknown, path: readonly string[]): unknown[] {
  const [token, ...rest] = path;
  if (token === undefined) return value === undefined ? [] : [value];
  if (token === "*") return Array.isArray(value) ? value.flatMap((item) => collect(item, rest)) : [];
  return typeof value === "object" && value !== null ? collect((value as Record<string, unknown>)[token], rest) : [];
}
