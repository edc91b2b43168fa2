import type { OrderRule } from "../model/index.ts";
import { type Bracket, keyOf, keyOfValue, labelOf, type OrderEvent, type OrderState } from "./order-state.ts";

/** What is wrong with one event, before it has a frame: pointer and sentence. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** Judges one event against what came before. One judge serves all streams: what it remembers is in their state. */
export interface Judge {
  /** The types of event that it can find fault with; undefined for any. Of others it is not asked. */
  readonly about?: readonly string[];
  judge(event: OrderEvent, state: OrderState): Fault | undefined;
  /** Takes the body of the request, before the first event. */
  begin?(request: object, state: OrderState): void;
}

/** The kinds of rule that judge one event at a time. Each row makes a judge of a rule's parameters. */
export const kinds: Readonly<Record<string, (rule: OrderRule) => Judge>> = {
  /** `events`: one of these must come first. */
  first: (rule) => {
    const events = namesIn(rule.events);
    return {
      judge: (event, { seen }) =>
        seen > 0 || events.includes(event.type)
          ? undefined
          : at("/type", `${event.type} came first, where only ${either(events)} may.`),
    };
  },

  /** `opens` may not come again before an event of `closes`. */
  exclusive: (rule) => {
    const opens = String(rule.opens);
    return {
      about: [opens],
      judge: ({ type }, { phase }) =>
        phase === opens ? at("/type", `${type} came while a run was open already.`) : undefined,
    };
  },

  /** After `after` only events of `allow` may come. */
  after: (rule) => {
    const [after, allow] = [String(rule.after), namesIn(rule.allow)];
    return {
      judge: (event, { phase }) =>
        phase !== after || allow.includes(event.type)
          ? undefined
          : at("/type", `${event.type} came after ${after} had ended the run.`),
    };
  },

  /** A thing may not be opened while it is open; with `reuse: false`, not even when it was closed in the same run. */
  "opens-once": (rule) => {
    const { opens, key } = bracketOf(rule);
    const judge: Judge["judge"] = (event, state) => {
      const id = keyOf(event, key);
      const place = pointerTo(key);
      if (state.open(opens).has(id)) return at(place, `${opens} opens ${labelOf(event, key)}, which is open already.`);
      const again = rule.reuse === false && state.inRun(opens).has(id);
      return again ? at(place, `${opens} opens ${labelOf(event, key)} again, which had ended in this run.`) : undefined;
    };
    return { about: [opens], judge };
  },

  /** What is inside or closes must name a thing that is open. `within` names the opener where it is another bracket's. */
  inside: (rule) => {
    const { opens, inside, closes, key } = bracketOf(rule);
    return {
      about: [...inside, ...closes],
      judge: (event, state) =>
        state.isOpen(opens, keyOf(event, key))
          ? undefined
          : at(pointerTo(key), `${event.type} names ${labelOf(event, key)}, which no ${opens} has opened.`),
    };
  },

  /** An event may come only while something that `needs` opened is open. */
  needs: (rule) => {
    const needs = String(rule.needs);
    return {
      about: namesIn(rule.events),
      judge: ({ type }, state) =>
        state.open(needs).size === 0 ? at("/type", `${type} came while no ${needs} was open.`) : undefined,
    };
  },

  /** While a thing of one of `brackets` is open, only what is its own and `allow` may come. */
  alone: (rule) => {
    const [brackets, allow] = [bracketsOf(rule), namesIn(rule.allow)];
    const judge: Judge["judge"] = ({ type }, state) => {
      const memory = state.memory(rule, () => ({ reported: undefined as unknown }));
      const open = brackets.find(({ opens }) => state.open(opens).size > 0);
      // Once for each thing that is open: what follows it is the same fault.
      const thing = open && [...state.open(open.opens).keys()][0];
      if (
        !open ||
        thing === memory.reported ||
        allow.includes(type) ||
        open.inside.includes(type) ||
        open.closes.includes(type)
      )
        return undefined;
      memory.reported = thing;
      return at("/type", `${type} came between ${open.opens} and ${open.closes.join(" or ")}.`);
    };
    return { judge };
  },

  /** `event` may not come while something of `opens` is open. */
  "closed-before": (rule) => {
    const [event, opens] = [String(rule.event), namesIn(rule.opens)];
    const judge: Judge["judge"] = ({ type }, state) => {
      const open = opens.flatMap((name) => [...state.open(name).values()].map((label) => `${name} ${label}`));
      return open.length === 0
        ? undefined
        : at("/type", `${type} came while still open: ${open.slice(0, 5).join(", ")}.`);
    };
    return { about: [event], judge };
  },

  /** `field` of `event` must name a thing that `known` opened. */
  reference: (rule) => {
    const [event, field, known] = [String(rule.event), String(rule.field), String(rule.known)];
    const judge: Judge["judge"] = (given, state) => {
      const value = given[field];
      if (value === undefined || value === null || state.ever(known).has(keyOfValue(value))) return undefined;
      return at(`/${field}`, `${event} names "${String(value)}", which no ${known} has opened.`);
    };
    return { about: [event], judge };
  },

  /** `fields` of `event` must equal those of the last `as`. */
  same: (rule) => {
    const [event, as, fields] = [String(rule.event), String(rule.as), namesIn(rule.fields)];
    const judge: Judge["judge"] = (given, state) => {
      const before = state.last.get(as);
      if (!before) return undefined;
      const field = fields.find((name) => given[name] !== before[name]);
      if (field === undefined) return undefined;
      return at(
        `/${field}`,
        `${event} has the ${field} "${String(given[field])}", and ${as} had "${String(before[field])}".`,
      );
    };
    return { about: [event], judge };
  },
};

/** The bracket that a rule states: `opens`, `inside`, `closes`, `key`. */
export function bracketOf(rule: { readonly [parameter: string]: unknown }): Bracket {
  return {
    opens: String(rule.opens),
    inside: namesIn(rule.inside),
    closes: namesIn(rule.closes),
    key: namesIn(rule.key),
  };
}

/** All brackets that a rule states, in itself or as a list. */
export function bracketsOf(rule: OrderRule): Bracket[] {
  if (Array.isArray(rule.brackets)) return rule.brackets.map((bracket) => bracketOf(bracket));
  return typeof rule.opens === "string" && rule.closes !== undefined && rule.key !== undefined ? [bracketOf(rule)] : [];
}

/** The types of event that open, are inside of or close. */
export const typesOf = ({ opens, inside, closes }: Bracket): readonly string[] => [opens, ...inside, ...closes];

/** Names from a string, or a list of strings and of dated entries `{name}`. */
export function namesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (!Array.isArray(value)) return [];
  return value.map((entry) => (typeof entry === "string" ? entry : String(entry?.name)));
}

const at = (path: string, message: string): Fault => ({ path, message });
const either = (names: readonly string[]) => names.join(" or ");
const pointerTo = (key: readonly string[]) => `/${key.at(-1) ?? "type"}`;
