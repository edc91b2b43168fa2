import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import type { SchemaName } from "../model/index.ts";
import type { Validate } from "./ajv.ts";
import type { GeneratedValidators } from "./generate.ts";

/** Finds the validators of a set of schemas by name; compiles or loads as late as it can. */
export interface Compiled {
  /** Stops at the first error. */
  first(schema: SchemaName): Validate;
  /** Collects all errors. */
  all(schema: SchemaName): Validate;
}

const require = createRequire(import.meta.url);
const modules = new Map<string, Record<string, Validate>>();
const tables = new Map<string, GeneratedValidators["table"] | undefined>();

/** Folder that `npm run build` fills; absent beside the TypeScript sources, where Ajv compiles at first use instead. */
const generatedFolder = new URL("../generated/", import.meta.url);

/** The validators that were generated for this digest, or undefined where there are none. */
export function generatedFor(digest: string, folder: URL = generatedFolder): Compiled | undefined {
  if (!tables.has(folder.href)) tables.set(folder.href, readTable(folder));
  const names = tables.get(folder.href)?.[digest];
  if (!names) return undefined;
  const loader = (file: string) => {
    let code: Record<string, Validate> | undefined;
    return (schema: SchemaName): Validate => {
      const id = Object.hasOwn(names, schema) ? names[schema] : undefined;
      if (id === undefined) throw new Error(`the contract has no schema named ${schema}`);
      code ??= evaluated(new URL(file, folder));
      return code[id] as Validate;
    };
  };
  return { first: loader("first.cjs"), all: loader("all.cjs") };
}

/**
 * The exports of a generated file. Not by `require`: test runners that transpile what they load would spend seconds on a
 * megabyte of code that has nothing to transpile.
 */
function evaluated(file: URL): Record<string, Validate> {
  const known = modules.get(file.href);
  if (known) return known;
  const exports: Record<string, Validate> = {};
  const filename = fileURLToPath(file);
  compileFunction(readFileSync(file, "utf8"), ["exports", "require"], { filename })(exports, require);
  modules.set(file.href, exports);
  return exports;
}

function readTable(folder: URL): GeneratedValidators["table"] | undefined {
  const file = new URL("table.json", folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
