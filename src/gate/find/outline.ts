import {
  branchesOf,
  follow,
  isMembers,
  propertiesOf,
  requiredOf,
  type Schemas,
  typeName,
} from "../../../contracts/index.ts";
import { type Place, placeText, type Step, tags } from "./place.ts";

/** What a payload may have at one place. */
export interface Facet {
  readonly place: Place;
  /** JSON types, `integer` and `number` (a fraction) apart; all of them where anything goes. */
  readonly types: ReadonlySet<string>;
  /** The only values there may be, as JSON; undefined where the type decides. */
  readonly values: ReadonlySet<string> | undefined;
  /** Whether the object that could have it must have it. */
  readonly required: boolean;
  /** Limits of a text, number or list, as `minLength 1`; "" for none. */
  readonly limits: string;
}

/** A payload's schema as a list of places; the keys are the places in words. */
export type Outline = ReadonlyMap<string, Facet>;

export const anything: ReadonlySet<string> = new Set([
  "null",
  "boolean",
  "integer",
  "number",
  "string",
  "array",
  "object",
]);
const limiting = ["minLength", "maxLength", "pattern", "format", "minimum", "maximum", "minItems", "maxItems"];

/** Schemas hold each other; below this depth nothing new is said. */
const deepest = 9;

interface Mutable {
  place: Place;
  types: Set<string>;
  values: Set<string> | undefined;
  required: boolean;
  limits: Set<string>;
}

/**
 * The outline of a schema. How a generator writes it down does not matter: references are followed, alternatives merged
 * unless a constant `type`, `role` or `__typename` tells them apart, and titles, defaults and `additionalProperties: false`
 * are left out (zod-to-json-schema 3.25 writes the latter for objects that ignore unknown keys).
 *
 * @param root a name in `schemas.$defs`
 */
export function outlineOf(schemas: Schemas, root: string): Outline {
  const found = new Map<string, Mutable>();
  const visit = (given: unknown, steps: readonly Step[], required: boolean, open: readonly unknown[]): void => {
    const node = follow(schemas, given);
    const reference = isMembers(given) ? given.$ref : undefined;
    if (steps.length > 2 * deepest || (reference !== undefined && open.includes(reference))) return;
    const trail = reference === undefined ? open : [...open, reference];
    const branches = branchesOf(schemas, node);
    if (branches) {
      for (const branch of branches) visit(branch, steps, required, trail);
      return;
    }
    if (Array.isArray(node.allOf)) {
      for (const part of node.allOf) visit(part, steps, required, trail);
      return;
    }
    const properties = propertiesOf(node);
    const tag = tags.find((name) => name in properties && constantOf(follow(schemas, properties[name])) !== undefined);
    const is = tag === undefined ? undefined : constantOf(follow(schemas, properties[tag]));
    // A member by which an alternative is told is required in it, whatever a default says.
    const here = tag !== undefined && is !== undefined ? [...steps, { tag, is }] : steps;
    if (here !== steps) note(steps, node, required, false);
    note(here, node, required, here !== steps);
    const needs = new Set(requiredOf(node));
    for (const [name, inner] of Object.entries(properties)) {
      if (name !== tag) visit(inner, [...here, { key: name }], needs.has(name), trail);
    }
    if (node.items !== undefined && node.items !== false) visit(node.items, [...here, { item: true }], true, trail);
    else if (typesIn(node).has("array") && node.type !== undefined) visit({}, [...here, { item: true }], true, trail);
    if (isMembers(node.additionalProperties) && Object.keys(node.additionalProperties).length > 0) {
      visit(node.additionalProperties, [...here, { any: true }], false, trail);
    }
  };
  /** @param branch whether the place is one alternative, which is there or is not */
  const note = (
    steps: readonly Step[],
    node: Readonly<Record<string, unknown>>,
    required: boolean,
    branch: boolean,
  ) => {
    const place = { root, steps };
    const key = placeText(place);
    const types = typesIn(node);
    const values = valuesIn(node);
    const known = found.get(key);
    const limits = limiting.flatMap((name) => (says(node[name]) ? [`${name} ${String(node[name])}`] : []));
    if (!known) {
      const own = values && new Set(values);
      found.set(key, {
        place,
        types: new Set(types),
        values: own,
        required: required && !branch,
        limits: new Set(limits),
      });
      return;
    }
    // A second alternative: what either allows is allowed, and only what both ask for is asked for.
    known.values = known.values && values ? new Set([...known.values, ...values]) : undefined;
    addAll(known.types, types);
    known.required &&= required;
    for (const limit of known.limits) if (!limits.includes(limit)) known.limits.delete(limit);
  };
  visit({ $ref: `#/$defs/${root}` }, [], true, []);
  return new Map(
    [...found].map(([key, { limits, ...facet }]) => [key, { ...facet, limits: [...limits].sort().join(", ") }]),
  );
}

/** Whether a limit limits: zod 4 writes the bounds of safe integers beside every `integer`. */
const says = (limit: unknown) => limit !== undefined && Math.abs(Number(limit)) !== Number.MAX_SAFE_INTEGER;

const addAll = (to: Set<string>, from: Iterable<string>) => {
  for (const one of from) to.add(one);
};

function constantOf(node: Readonly<Record<string, unknown>>): string | undefined {
  const value =
    "const" in node ? node.const : Array.isArray(node.enum) && node.enum.length === 1 ? node.enum[0] : undefined;
  return typeof value === "string" ? value : undefined;
}

function valuesIn(node: Readonly<Record<string, unknown>>): ReadonlySet<string> | undefined {
  if ("const" in node) return new Set([JSON.stringify(node.const)]);
  if (node.type === "null") return new Set(["null"]);
  return Array.isArray(node.enum) ? new Set(node.enum.map((value) => JSON.stringify(value))) : undefined;
}

function typesIn(node: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  if ("const" in node) return new Set([typeName(node.const)]);
  if (Array.isArray(node.enum)) return new Set(node.enum.map(typeName));
  const named = (Array.isArray(node.type) ? node.type : node.type === undefined ? [] : [node.type]).map(String);
  if (named.length === 0) return isMembers(node.properties) ? new Set(["object"]) : anything;
  return new Set(named.flatMap((type) => (type === "number" ? ["integer", "number"] : [type])));
}
