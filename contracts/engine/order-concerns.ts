import type { OrderRule } from "../model/index.ts";
import { type PieceJudge, pieceKinds } from "./order-incremental.ts";
import { bracketsOf, type Judge, kinds, namesIn, typesOf } from "./order-kinds.ts";
import { ownerJudge } from "./order-owner.ts";
import { patchJudge } from "./order-patch.ts";
import type { Bracket } from "./order-state.ts";

/** What the rules have to do with events of one type: most with most types nothing, and those are never asked. */
export interface Concern {
  /** Those that may find fault, with the ids of their rules, in the order of the rules. */
  readonly judges: readonly { readonly rule: string; readonly judge: Judge }[];
  /** The rule of which such an event is a chunk. */
  readonly chunk: OrderRule | undefined;
  readonly brackets: readonly Bracket[];
  readonly sources: readonly Source[];
  /** Whether such an event begins or ends a run. */
  readonly lifecycle: boolean;
}

/** Where ids can be read that were opened elsewhere: a path in which `*` stands for each item of a list. */
interface Source {
  readonly known: string;
  readonly path: readonly string[];
}

/** The type under which the body of the request is read. */
export const requestType = "x-request";

/** A list of rules, made ready to be followed. */
export interface Concerns {
  readonly rules: readonly OrderRule[];
  readonly judges: readonly Judge[];
  /** Those that judge any value, whether or not it is an event, with the ids of their rules. */
  readonly pieces: readonly { readonly rule: string; readonly judge: PieceJudge }[];
  /** What the rules have to do with a type of event. */
  of(type: string): Concern;
}

const found = new WeakMap<readonly OrderRule[], Concerns>();

/** The concerns of a list of rules, worked out once: streams are many, and lists few. */
export function concernsOf(rules: readonly OrderRule[]): Concerns {
  const known = found.get(rules);
  if (known) return known;
  const concerns = makeConcerns(rules);
  found.set(rules, concerns);
  return concerns;
}

/** The judge of a rule; undefined for kinds that need the whole stream or are another's. */
function judgeOf(rule: OrderRule): Judge | undefined {
  if (rule.kind === "owner") return ownerJudge(rule);
  if (rule.kind === "patch") return patchJudge(rule);
  return Object.hasOwn(kinds, rule.kind) ? kinds[rule.kind]?.(rule) : undefined;
}

function makeConcerns(rules: readonly OrderRule[]): Concerns {
  const brackets = distinctBrackets(rules);
  const lifecycle = new Set(rules.flatMap(lifecycleOf));
  const sources = rules.flatMap(sourcesOf);
  const chunks = new Map(rules.filter(({ kind }) => kind === "chunk").map((rule) => [String(rule.chunk), rule]));
  const judges = rules.flatMap((rule) => {
    const judge = judgeOf(rule);
    return judge ? [{ rule: rule.id, judge }] : [];
  });
  const pieces = rules.flatMap((rule) => {
    const make = Object.hasOwn(pieceKinds, rule.kind) ? pieceKinds[rule.kind] : undefined;
    return make ? [{ rule: rule.id, judge: make(rule) }] : [];
  });
  const concern = (type: string | undefined): Concern => {
    const names = (types: readonly string[]) => type !== undefined && types.includes(type);
    return {
      judges: judges.filter(({ judge: { about } }) => !about || names(about)),
      chunk: type === undefined ? undefined : chunks.get(type),
      brackets: brackets.filter((bracket) => names(typesOf(bracket))),
      sources: sources.filter(({ event }) => event === type),
      lifecycle: type !== undefined && lifecycle.has(type),
    };
  };
  const types = [
    ...judges.flatMap(({ judge: { about } }) => about ?? []),
    ...brackets.flatMap(typesOf),
    ...sources.map(({ event }) => event),
    ...chunks.keys(),
    ...lifecycle,
  ];
  const byType = new Map([...new Set(types)].map((type) => [type, concern(type)]));
  const others = concern(undefined);
  return { rules, judges: judges.map(({ judge }) => judge), pieces, of: (type) => byType.get(type) ?? others };
}

function distinctBrackets(rules: readonly OrderRule[]): Bracket[] {
  const distinct = new Map(rules.flatMap(bracketsOf).map((bracket) => [JSON.stringify(bracket), bracket]));
  return [...distinct.values()];
}

function sourcesOf({ kind, known, also }: OrderRule): (Source & { readonly event: string })[] {
  if (kind !== "reference" || !Array.isArray(also)) return [];
  return also.map(({ event, path }) => ({
    known: String(known),
    event: String(event),
    path: String(path).split("/").slice(1),
  }));
}

/** The events that begin and end a run, as the rules name them. */
function lifecycleOf({ kind, opens, after, events }: OrderRule): readonly string[] {
  if (kind === "exclusive") return [String(opens)];
  if (kind === "after") return [String(after)];
  return kind === "terminal" ? namesIn(events) : [];
}
