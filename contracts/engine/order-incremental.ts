import type { OrderRule } from "../model/index.ts";
import { isMembers, type Members } from "../sampling/index.ts";
import { type Fault, namesIn } from "./order-kinds.ts";
import type { OrderState } from "./order-state.ts";
import { Outline } from "./outline.ts";

/** Judges the values of a stream that is no list of typed events, but one answer that comes in pieces. */
export interface PieceJudge {
  judge(value: Members, state: OrderState): Fault | undefined;
  /** What only the end can show. */
  end?(state: OrderState): Fault | undefined;
}

/** The kinds of rule for incremental delivery. Each row makes a judge of a rule's parameters. */
export const pieceKinds: Readonly<Record<string, (rule: OrderRule) => PieceJudge>> = {
  /** `members`: the first value has one of these. */
  begins: (rule) => {
    const members = namesIn(rule.members);
    return {
      judge: (value, { seen }) =>
        seen > 0 || members.some((name) => Object.hasOwn(value, name))
          ? undefined
          : at("", `The first part has no ${members.join(" and no ")}, so there is nothing to add to.`),
    };
  },

  /** The value whose `member` is `value` is the last: nothing comes after it. */
  last: (rule) => {
    const { name, is, shown } = markOf(rule);
    const seen = (state: OrderState) => state.memory(rule, () => ({ last: false, told: false }));
    return {
      judge(value, state) {
        const memory = seen(state);
        if (memory.last && !memory.told) {
          memory.told = true;
          return at("", `A part came after the one with ${shown}, where clients stop reading.`);
        }
        memory.last ||= value[name] === is;
        return undefined;
      },
    };
  },

  /** A value whose `member` is `value` must come before the stream ends. */
  ends: (rule) => {
    const { name, is, shown } = markOf(rule);
    const memory = (state: OrderState) => state.memory(rule, () => ({ seen: false }));
    return {
      judge(value, state) {
        memory(state).seen ||= value[name] === is;
        return undefined;
      },
      end: (state) => (memory(state).seen ? undefined : at("", `The stream ended without a part that has ${shown}.`)),
    };
  },

  /**
   * What is added belongs to something that was delivered: the `path` of an item of `list` leads to it. With `items` its last
   * token is where they begin in a list, at most the list's length; with `data` it leads to an object.
   */
  adds: (rule) => {
    const [begin, list] = [String(rule.data), String(rule.list)];
    return {
      judge(value, state) {
        const outline = state.memory(rule, () => new Outline());
        if (value[begin] !== undefined) outline.set(value[begin]);
        const added = value[list];
        let fault: Fault | undefined;
        for (const [index, item] of (Array.isArray(added) ? added : []).entries()) {
          const wrong = isMembers(item) ? outline.add(item) : undefined;
          if (wrong !== undefined) fault ??= at(`/${list}/${index}/path`, wrong);
        }
        if (outline.spent !== undefined) state.spent = outline.spent;
        return fault;
      },
    };
  },
};

function markOf({ member, value }: OrderRule): { name: string; is: unknown; shown: string } {
  const name = String(member);
  return { name, is: value, shown: `${name}: ${JSON.stringify(value)}` };
}

const at = (path: string, message: string): Fault => ({ path, message });
