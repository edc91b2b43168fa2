import type { Breach, Contract, Mode, SchemaName, Schemas } from "../model/index.ts";
import type { Validate } from "./ajv.ts";
import { compileValidators } from "./compile.ts";
import { type Compiled, generatedFor } from "./generated.ts";
import { createKeyPlans, type KeyPlan } from "./key-plan.ts";
import { unknownKeys } from "./known-keys.ts";
import { type ShapeBreach, shapeBreaches } from "./shape.ts";

/** One judgement, two readings. */
export interface Reading {
  readonly breaches: readonly Breach[];
  /** What only a strict reader minds; empty in strict mode. */
  readonly drift: readonly Breach[];
}

/** The schemas of one contract, ready to judge values. */
export interface Validators {
  /**
   * Judges one value. `frame` of the breaches is null.
   *
   * @param schema a name in `contract.schemas.$defs`
   * @throws {SchemaProblem} where the schema of a user's document is not JSON Schema
   */
  check(schema: SchemaName, value: unknown, mode: Mode): Reading;
}

/** Values with more parts than this get their first error only. */
const largest = 100_000;

const cache = new WeakMap<Schemas, Validators>();

/** The validators of a contract: generated code for a built-in one, else compiled by Ajv at first use. */
export function validatorsOf(contract: Contract): Validators {
  const known = cache.get(contract.schemas);
  if (known) return known;
  const compiled =
    (contract.builtIn ? generatedFor(contract.digest) : undefined) ?? compileValidators(contract.schemas);
  const validators = createValidators(contract, compiled);
  cache.set(contract.schemas, validators);
  return validators;
}

/** Validators over given compiled schemas; `validatorsOf` is the usual way to them. */
export function createValidators({ schemas }: Contract, compiled: Compiled): Validators {
  const planOf = createKeyPlans(schemas.$defs);
  const prepared = new Map<SchemaName, { readonly first: Validate; readonly plan: KeyPlan | undefined }>();
  const prepare = (schema: SchemaName) => {
    const node = Object.hasOwn(schemas.$defs, schema) ? schemas.$defs[schema] : undefined;
    const made = { first: compiled.first(schema), plan: node && planOf(node) };
    prepared.set(schema, made);
    return made;
  };
  return {
    check(schema, value, mode) {
      const { first, plan } = prepared.get(schema) ?? prepare(schema);
      const shape = first(value) ? none : misshapen(first, () => compiled.all(schema), value);
      const unknown = plan ? unknownKeys(plan, value) : none;
      if (shape.length === 0 && unknown.length === 0) return clean;
      const seen = new Set(shape.map(({ rule, path }) => `${rule} ${path}`));
      const news = unknown.filter(({ rule, path }) => !seen.has(`${rule} ${path}`));
      if (mode === "strict") return { breaches: [...shape, ...news].map(toBreach), drift: [] };
      const drifting = ({ rule }: ShapeBreach) => rule === "shape/unknown-type";
      return {
        breaches: shape.filter((breach) => !drifting(breach)).map(toBreach),
        drift: [...shape.filter(drifting), ...news].map(toBreach),
      };
    },
  };
}

/**
 * Compiles every schema that the endpoints name, so that a broken document is refused when it is read.
 *
 * @throws {SchemaProblem} for the first schema that is not JSON Schema
 */
export function prepareValidators(contract: Contract): void {
  if (contract.builtIn && generatedFor(contract.digest)) return;
  const validators = validatorsOf(contract);
  for (const name of Object.keys(contract.schemas.$defs)) validators.check(name, null, "tolerant");
}

const none: readonly never[] = [];
const clean: Reading = { breaches: [], drift: [] };
const toBreach = ({ rule, path, message }: ShapeBreach): Breach => ({ rule, frame: null, path, message });

function misshapen(first: Validate, all: () => Validate, value: unknown): ShapeBreach[] {
  let judge = first;
  if (smallerThan(value, largest)) {
    judge = all();
    judge(value);
  }
  const breaches = shapeBreaches(judge.errors ?? [], value);
  const fallback: ShapeBreach = { rule: "shape/one-of", path: "", message: "The value does not fit its schema." };
  return breaches.length > 0 ? breaches : [fallback];
}

function smallerThan(value: unknown, limit: number): boolean {
  let count = 0;
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const item = rest.pop();
    if (++count > limit) return false;
    if (typeof item !== "object" || item === null) continue;
    for (const key in item) {
      if (rest.length > limit) return false;
      rest.push((item as Record<string, unknown>)[key]);
    }
  }
  return true;
}
