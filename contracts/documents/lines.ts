import { compareVersions } from "../projection/index.ts";
import { ContractError } from "./contract-error.ts";
import { isObject } from "./json.ts";
import type { Source } from "./source.ts";

/** A package, and its versions for which a document holds (`x-source`). */
export interface Line {
  readonly line: string;
  /** Oldest first. */
  readonly versions: readonly string[];
}

/** The line that a document is of; undefined where it does not say. */
export function lineOf(value: unknown): Line | undefined {
  const source = isObject(value) ? value["x-source"] : undefined;
  if (!isObject(source) || typeof source.package !== "string") return undefined;
  return { line: source.package, versions: Array.isArray(source.versions) ? source.versions : [] };
}

/**
 * The version at which `source` is read as a part of a contract, or undefined when nothing is dated.
 *
 * A file of the contract's own line, or of none, has the contract's version. One of another line has the version that
 * `x-uses` of the main document binds: the newest row that is not newer than the contract.
 *
 * @throws ContractError `bad-document` where `x-uses` has no row for it
 */
export function versionFor(source: Source, main: Source, version: string): string | undefined {
  const own = lineOf(source.value);
  const mainLine = lineOf(main.value);
  if (!mainLine) return own?.versions.at(-1);
  if (!own || own.line === mainLine.line) return version;
  const uses = isObject(main.value) ? main.value["x-uses"] : undefined;
  const rows: unknown = isObject(uses) ? uses[own.line] : undefined;
  const row = (Array.isArray(rows) ? rows : [])
    .filter((each) => isObject(each) && compareVersions(String(each.since), version) <= 0)
    .sort((a, b) => compareVersions(b.since, a.since))[0];
  if (row) return String(row.version);
  const message = `${main.shown} does not say which version of ${own.line} goes with ${version}, and ${source.shown} is of that line.`;
  throw new ContractError("bad-document", message, `Add a row for ${own.line} to x-uses.`);
}
