import type { JsonSchema } from "../model/index.ts";
import { typesOf } from "./json-type.ts";
import { type Definitions, isNode, nodes, own, referenceName, strings } from "./schema-node.ts";
import { casesOf } from "./union.ts";

/** The keys that some schemas, which hold for one value together or by turns, know. */
export interface KeyPlan {
  /** Key to the plan of its value. */
  readonly keys: ReadonlyMap<string, () => KeyPlan>;
  /** True where an unknown key is news: keys are listed, and nothing opens or closes the object. */
  readonly listed: boolean;
  readonly patterns: readonly (readonly [RegExp, () => KeyPlan])[];
  /** Plan of the values of all other keys. */
  readonly rest: (() => KeyPlan) | undefined;
  readonly items: (() => KeyPlan) | undefined;
  /** Plan once the tag of the value is known; undefined where there is no tag. */
  readonly tag: { readonly name: string; readonly plan: (value: string) => KeyPlan | undefined } | undefined;
  /** Nothing below could hold an unknown key. */
  readonly empty: boolean;
}

/** What the flattened schemas say, gathered. */
interface Gathered {
  readonly parts: JsonSchema[];
  tag?: { readonly name: string; readonly branches: ReadonlyMap<string, JsonSchema> };
}

/** Plans by their schemas, made at first use: schemas may refer to themselves. */
export function createKeyPlans(definitions: Definitions): (schema: JsonSchema) => KeyPlan {
  const numbers = new Map<JsonSchema, number>();
  const plans = new Map<string, KeyPlan>();
  const planOf = (schemas: readonly JsonSchema[]): KeyPlan => {
    const parts = flatten(schemas, definitions);
    for (const part of parts.parts) if (!numbers.has(part)) numbers.set(part, numbers.size);
    const key = parts.parts.map((part) => numbers.get(part)).join();
    const known = plans.get(key);
    if (known) return known;
    const plan = makePlan(parts, planOf);
    plans.set(key, plan);
    return plan;
  };
  const roots = new Map<JsonSchema, KeyPlan>();
  return (schema) => {
    const plan = roots.get(schema) ?? planOf([schema]);
    roots.set(schema, plan);
    return plan;
  };
}

/** Follows references, `allOf` and unions down to plain schemas. Branches that only trying can choose all count. */
function flatten(schemas: readonly JsonSchema[], definitions: Definitions): Gathered {
  const gathered: Gathered = { parts: [] };
  const seen = new Set<JsonSchema>();
  const add = (node: JsonSchema): void => {
    if (seen.has(node)) return;
    seen.add(node);
    gathered.parts.push(node);
    const name = referenceName(node.$ref);
    const target = name === undefined ? undefined : own(definitions, name);
    if (isNode(target)) add(target);
    for (const part of nodes(node.allOf)) add(part);
    for (const part of [node.if, node.then, node.else]) if (isNode(part)) add(part);
    const union = nodes(node.oneOf ?? node.anyOf);
    const tagged = casesOf(node, definitions)?.find((one) => one.tag);
    const byTag = tagged?.tag && !gathered.tag ? tagged : undefined;
    if (byTag?.tag) {
      const { name: tagName, values } = byTag.tag;
      const branches = byTag.branches.flatMap((branch, at) =>
        (values[at] ?? []).map((value) => [value, branch] as const),
      );
      gathered.tag = { name: tagName, branches: new Map(branches) };
    }
    for (const branch of union) if (!byTag?.branches.includes(branch)) addBranch(branch);
  };
  const addBranch = (branch: JsonSchema) => {
    // A branch that takes any object at all leaves nothing unknown.
    const types = typesOf(branch, definitions);
    if (types === undefined || types.has("object")) add(branch);
    else if (types.has("array")) add(branch);
  };
  for (const schema of schemas) add(schema);
  return gathered;
}

function makePlan({ parts, tag }: Gathered, planOf: (schemas: readonly JsonSchema[]) => KeyPlan): KeyPlan {
  const lazily = (schemas: readonly JsonSchema[]): (() => KeyPlan) => {
    let plan: KeyPlan | undefined;
    return () => {
      plan ??= planOf(schemas);
      return plan;
    };
  };
  const byKey = new Map<string, JsonSchema[]>();
  const patterns: (readonly [RegExp, () => KeyPlan])[] = [];
  const rest: JsonSchema[] = [];
  const items: JsonSchema[] = [];
  let lists = false;
  let settled = false;
  for (const part of parts) {
    if (isNode(part.properties)) {
      lists = true;
      for (const [key, child] of Object.entries(part.properties)) {
        byKey.set(key, [...(byKey.get(key) ?? []), ...(isNode(child) ? [child] : [])]);
      }
      // A key that is asked for is known, though it may be anything.
      for (const key of strings(part.required)) byKey.set(key, byKey.get(key) ?? []);
    } else if (freeForm(part)) settled = true;
    if (isNode(part.patternProperties)) {
      for (const [source, child] of Object.entries(part.patternProperties)) {
        patterns.push([new RegExp(source), lazily(isNode(child) ? [child] : [])]);
      }
    }
    for (const key of ["additionalProperties", "unevaluatedProperties"]) {
      if (part[key] !== undefined) settled = true;
      if (isNode(part[key])) rest.push(part[key]);
    }
    if (part["x-closed"] === true) settled = true;
    if (isNode(part.items)) items.push(part.items);
    items.push(...nodes(part.prefixItems));
  }
  const byTag = new Map<string, KeyPlan>();
  // What was followed to get here is not followed again.
  const base = parts.map((part) => Object.fromEntries(Object.entries(part).filter(([key]) => !followed.has(key))));
  return {
    keys: new Map([...byKey].map(([key, schemas]) => [key, lazily(schemas)])),
    listed: lists && !settled && !tag,
    patterns,
    rest: rest.length > 0 ? lazily(rest) : undefined,
    items: items.length > 0 ? lazily(items) : undefined,
    tag: tag && {
      name: tag.name,
      plan: (value) => {
        const known = byTag.get(value);
        if (known) return known;
        const branch = tag.branches.get(value);
        if (!branch) return undefined;
        const plan = planOf([...base, branch]);
        byTag.set(value, plan);
        return plan;
      },
    },
    empty: byKey.size === 0 && patterns.length === 0 && rest.length === 0 && items.length === 0 && !tag,
  };
}

const followed = new Set(["$ref", "allOf", "oneOf", "anyOf"]);

/** `{type: "object"}` and nothing more. */
const freeForm = (node: JsonSchema) =>
  node.type === "object" &&
  ["$ref", "allOf", "oneOf", "anyOf", "required", "patternProperties"].every((key) => node[key] === undefined);
