import { createRequire } from "node:module";
import type { Contract } from "../model/index.ts";
import { createAjv } from "./ajv.ts";
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
    const names = Object.fromEntries(Object.keys(definitions).map((id) => [id, id]));
    return slim(standalone.default(ajv, names));
  };
  return {
    first: code(false),
    all: code(true),
    table: Object.fromEntries([...byDigest.keys()].map((digest, at) => [digest, tables[at] ?? {}])),
  };
}

/**
 * Takes out what nobody reads: paths into schemas, data's parents, schemas that no check refers to. Loading is mostly
 * reading the code, and a quarter of it goes.
 */
function slim(code: string): string {
  const text = '"(?:[^"\\\\]|\\\\.)*"';
  let slimmed = code
    .replaceAll(new RegExp(`schemaPath:${text},`, "g"), "")
    .replaceAll(new RegExp(`,parentData:data\\d*,parentDataProperty:(?:${text}|\\w+),rootData`, "g"), "")
    .replaceAll("{instancePath,parentData,parentDataProperty,rootData}", "{instancePath}")
    .replaceAll('{instancePath="", parentData, parentDataProperty, rootData=data}={}', '{instancePath=""}={}');
  const used = new Map<string, number>();
  for (const [name] of slimmed.matchAll(/\bschema\d+\b/g)) used.set(name, (used.get(name) ?? 0) + 1);
  slimmed = slimmed.replaceAll(/const (schema\d+) = .*?;(?=const |function |exports\.)/gs, (statement, name: string) =>
    used.get(name) === 1 ? "" : statement,
  );
  return slimmed;
}
