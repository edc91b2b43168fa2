import { createRequire } from "node:module";
import { ContractError } from "./contract-error.ts";
import { jsonFault } from "./json-fault.ts";

const require = createRequire(import.meta.url);

/**
 * Parses a document. JSON is tried first, because it is what most documents are and YAML is slow to load.
 *
 * @param shown how the document is named in an error
 * @throws ContractError `not-parseable` with line and column
 */
export function parseText(text: string, shown: string): unknown {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    return JSON.parse(body);
  } catch {
    if (/^\s*[[{]/.test(body) && !/\.ya?ml$/i.test(shown)) throw jsonError(body, shown);
  }
  return parseYaml(body, shown);
}

function parseYaml(text: string, shown: string): unknown {
  const yaml = require("yaml") as typeof import("yaml");
  // Merge keys are YAML 1.1, but documents that repeat themselves use them all the same.
  const document = yaml.parseDocument(text, { prettyErrors: false, merge: true, logLevel: "silent" });
  const problem = document.errors[0];
  if (problem) throw notParseable(shown, "YAML", placeOf(text, problem.pos[0]), problem.message);
  try {
    // An alias may stand for an alias for an alias; a hundred is more than a person writes.
    return document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    throw notParseable(shown, "YAML", "line 1, column 1", (error as Error).message);
  }
}

function jsonError(text: string, shown: string): ContractError {
  const position = jsonFault(text);
  const found = text.slice(position, position + 1);
  const reason = found === "" ? "the text ends too early" : `${JSON.stringify(found)} cannot stand there`;
  return notParseable(shown, "JSON", placeOf(text, position), reason);
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function notParseable(shown: string, language: string, place: string, reason: string): ContractError {
  const cause = (reason.split("\n")[0] ?? "").replace(/[.:]+$/, "");
  const message = `${shown} is not valid ${language}: ${cause} (${place}).`;
  return new ContractError("not-parseable", message, `Correct ${shown} at ${place}.`);
}
