import { createRequire } from "node:module";
import type { Contract } from "../model/index.ts";
import { createAjv, definitionKey } from "./ajv.ts";
import { distinct } from "./distinct.ts";

/** Code of the built-in validators. */
export interface GeneratedValidators {
  /** CommonJS module: id to a validator that stops at the first error. */
  readonly first: string;
  /** CommonJS module: id to a validator that collects all errors; loaded at the first misshapen value. */
  readonly all: string;
  /** Contract digest to schema name to id. */
  readonly table: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The validators of the contracts as code, one per distinct definition over all of them.
 *
 * CommonJS on purpose: Ajv's ES modules still hold `require` calls, and `require` loads without waiting.
 */
export function generateValidators(contracts: readonly Contract[]): GeneratedValidators {
  const byDigest = new Map(contracts.map((contract) => [contract.digest, contract]));
  const { definitions, tables } = distinct([...byDigest.values()].map(({ schemas }) => schemas));
  const code = (all: boolean) => {
    const require = createRequire(import.meta.url);
    const standalone = require("ajv/dist/standalone") as typeof import("ajv/dist/standalone/index.js");
    const ajv = createAjv(definitions, { all, source: true });
    const names = Object.fromEntries(Object.keys(definitions).map((id) => [id, definitionKey(id)]));
    return standalone.default(ajv, names);
  };
  return {
    first: code(false),
    all: code(true),
    table: Object.fromEntries([...byDigest.keys()].map((digest, at) => [digest, tables[at] ?? {}])),
  };
}
