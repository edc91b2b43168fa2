import type { SchemaError } from "./ajv.ts";
import { pointerKeys, pointerTo, valueAt } from "./pointer.ts";
import { preview } from "./preview.ts";

/** The rules that a shape can break; `docs/rules/shape/` has a page for each. */
type ShapeRule =
  | "shape/required"
  | "shape/type"
  | "shape/value"
  | "shape/unknown-key"
  | "shape/unknown-type"
  | "shape/length"
  | "shape/pattern"
  | "shape/range"
  | "shape/format"
  | "shape/one-of";

/** A breach inside one value. */
export interface ShapeBreach {
  readonly rule: ShapeRule;
  /** JSON pointer inside the value. A missing or unknown key is pointed at itself. */
  readonly path: string;
  readonly message: string;
}

interface Reading {
  readonly rule: ShapeRule;
  /** Key below `instancePath` that the error is about. */
  readonly key?: unknown;
  /** End of the sentence "PLACE is VALUE; …", or the whole of it after PLACE where `whole`. */
  readonly says: string;
  readonly whole?: boolean;
}

type Params = SchemaError["params"];
const one = (rule: ShapeRule, says: (params: Params) => string) => (params: Params) => ({ rule, says: says(params) });
const list = (value: unknown) => [value].flat().join(" or ");
const more = (rule: ShapeRule, what: string) => one(rule, ({ limit }) => `it must have ${what} ${limit}`);

const unknownKey = (key: unknown): Reading => ({
  rule: "shape/unknown-key",
  key,
  says: "is not a key that the contract knows",
  whole: true,
});
const missing = (key: unknown): Reading => ({ rule: "shape/required", key, says: "is missing", whole: true });

/** Ajv's keywords, read. The rest (`oneOf`, `anyOf`, `not`, …) is `shape/one-of`. */
const readings: Readonly<Record<string, (params: Params) => Reading>> = {
  required: ({ missingProperty }) => missing(missingProperty),
  dependentRequired: ({ missingProperty }) => missing(missingProperty),
  type: one("shape/type", ({ type }) => `it must be ${list(type)}`),
  const: one("shape/value", ({ allowedValue }) => `it must be ${preview(allowedValue)}`),
  enum: one("shape/value", ({ allowedValues }) => `it must be one of ${preview(allowedValues).slice(1, -1)}`),
  uniqueItems: one("shape/value", ({ i, j }) => `its items ${j} and ${i} must differ`),
  additionalProperties: ({ additionalProperty }) => unknownKey(additionalProperty),
  unevaluatedProperties: ({ unevaluatedProperty }) => unknownKey(unevaluatedProperty),
  propertyNames: ({ propertyName }) => unknownKey(propertyName),
  "false schema": () => unknownKey(undefined),
  minLength: more("shape/length", "a length of at least"),
  maxLength: more("shape/length", "a length of at most"),
  minItems: more("shape/length", "a number of items of at least"),
  maxItems: more("shape/length", "a number of items of at most"),
  unevaluatedItems: one("shape/length", () => "it has items that the contract does not know"),
  minProperties: more("shape/length", "a number of keys of at least"),
  maxProperties: more("shape/length", "a number of keys of at most"),
  contains: one("shape/length", () => "too few or too many of its items are as promised"),
  pattern: one("shape/pattern", ({ pattern }) => `it must match ${pattern}`),
  format: one("shape/format", ({ format }) => `it must be written as ${format}`),
  multipleOf: one("shape/range", ({ multipleOf }) => `it must be a multiple of ${multipleOf}`),
  ...Object.fromEntries(
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"].map((keyword) => [
      keyword,
      one("shape/range", ({ comparison, limit }) => `it must be ${comparison} ${limit}`),
    ]),
  ),
  discriminator: ({ error, tag, tagValue }) => {
    if (error === "mapping")
      return { rule: "shape/unknown-type", key: tag, says: "that is no type that the contract knows here" };
    return tagValue === undefined ? missing(tag) : { rule: "shape/type", key: tag, says: "it must be string" };
  },
};

/**
 * Ajv's errors as breaches: one for each place and rule, in the words of the contract, at most `limit`.
 *
 * The errors of branches that were tried for an untagged union are left out; the union's own error stands for them.
 */
export function shapeBreaches(errors: readonly SchemaError[], value: unknown, limit = 50): ShapeBreach[] {
  const kept: SchemaError[] = [];
  for (const error of errors) {
    // These say nothing of their own: the errors that they sum up stand beside them.
    if (error.keyword === "if" || error.propertyName !== undefined) continue;
    if (["oneOf", "anyOf", "contains"].includes(error.keyword)) {
      while (kept.length > 0 && within(kept[kept.length - 1]?.instancePath ?? "", error.instancePath)) kept.pop();
    }
    kept.push(error);
  }
  const breaches = new Map<string, ShapeBreach>();
  for (const error of kept) {
    if (breaches.size >= limit) break;
    const breach = breachOf(error, value);
    const key = `${breach.rule} ${breach.path}`;
    if (!breaches.has(key)) breaches.set(key, breach);
  }
  return [...breaches.values()];
}

const within = (path: string, parent: string) => path === parent || path.startsWith(`${parent}/`);

function breachOf({ keyword, instancePath, params }: SchemaError, value: unknown): ShapeBreach {
  const read = readings[keyword];
  const { rule, key, says, whole }: Reading = read
    ? read(params)
    : { rule: "shape/one-of", says: "that fits nothing that the contract allows here" };
  const path = typeof key === "string" ? pointerTo(instancePath, key) : instancePath;
  const end = whole ? says : `is ${preview(valueAt(value, path))}; ${says}`;
  return { rule, path, message: `${placeOf(path)} ${end}.` };
}

/** `messages.0.role`, as a person would say it; "The value" for the whole. */
export function placeOf(path: string): string {
  const keys = pointerKeys(path);
  if (keys.length === 0) return "The value";
  const text = keys.join(".");
  return text.length > 80 ? `…${text.slice(-79)}` : text;
}
