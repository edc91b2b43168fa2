import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isObject } from "./json.ts";
import { type Line, lineOf } from "./lines.ts";
import { readyCatalogue } from "./ready.ts";
import { readFile, type Source } from "./source.ts";

/** A contract that comes with the package. */
export interface BuiltIn extends Line {
  readonly name: string;
  /** Every line of the contract, the main one first. */
  readonly lines: readonly Line[];
}

const names = ["ag-ui", "copilotkit", "customer-support", "video-studio"];
const mainDocuments = ["openapi.json", "asyncapi.json"];
const folder = fileURLToPath(new URL("../", import.meta.url));
const read = new Map<string, Source>();
let known: readonly BuiltIn[] | undefined;

/** The contracts that come with the package, with the versions that they hold for. */
export function builtIns(): readonly BuiltIn[] {
  known ??=
    readyCatalogue() ??
    names.map((name) => {
      const own = documentsOf(name);
      const main = lineOf(own[0]?.value) ?? { line: "", versions: [] };
      const others = Object.keys(otherLines(own)).map(
        (line) => lineOf(documentsOf(name, line)[0]?.value) ?? { line, versions: [] },
      );
      return { name, ...main, lines: [main, ...others] };
    });
  return known;
}

/** The documents of one line of a built-in contract; of its main line when none is named. */
export function documentsOf(name: string, line?: string): Source[] {
  const paths = mainDocuments.map((file) => join(folder, name, file)).filter((path) => existsSync(path));
  const main = paths.map(readOnce);
  if (line === undefined || line === lineOf(main[0]?.value)?.line) return main;
  return (otherLines(main)[line] ?? []).map((file) => readOnce(resolve(folder, name, file)));
}

/** `x-lines` of the main document: the documents of the contract's other lines. */
function otherLines(main: readonly Source[]): Record<string, string[]> {
  const value = main[0]?.value;
  const lines = isObject(value) ? value["x-lines"] : undefined;
  return isObject(lines) ? (lines as Record<string, string[]>) : {};
}

/** Files of the package do not change while it runs, and every version is made of the same ones. */
function readOnce(path: string): Source {
  const known = read.get(path);
  if (known) return known;
  const source = readFile(path);
  read.set(path, source);
  return source;
}
