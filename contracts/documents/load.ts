import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Contract } from "../model/index.ts";
import { type BuiltIn, builtIns, documentsOf } from "./catalogue.ts";
import { ContractError } from "./contract-error.ts";
import { readyContract } from "./ready.ts";
import { readFile, readUrl, type Source } from "./source.ts";
import { usable } from "./usable.ts";
import { nearestNames, nearestVersions } from "./version-order.ts";

/** `NAME`, `NAME@VERSION`, `NAME/LINE@VERSION`; a line may begin with an @ itself. */
const nameForm = /^([a-z][a-z0-9-]*)(?:\/(.+?))?(?:@([^@/]+))?$/;
const fileForm = /\.(json|ya?ml)$/i;
const urlForm = /^[a-z][a-z0-9+.-]+:\/\//i;

const loaded = new Map<string, Promise<Contract>>();

/**
 * Loads a contract.
 *
 * @param reference `NAME[@VERSION]` or `NAME/LINE[@VERSION]` of a built-in contract, the path of an OpenAPI or AsyncAPI
 *   document (.json, .yaml, .yml) or its http(s) URL; or the documents of one service together
 * @throws ContractError whatever is wrong with the reference or the documents
 */
export async function loadContract(reference: string | readonly string[]): Promise<Contract> {
  const references = typeof reference === "string" ? [reference] : reference;
  const only = references[0];
  if (only === undefined) throw new ContractError("unknown-contract", "No contract was named.", knownContracts(""));
  if (references.length === 1 && builtInForm(only)) return loadBuiltIn(only);
  const { readService } = await import("./service.ts");
  try {
    return usable(await readService(await Promise.all(references.map(readDocument))), references.join(" and "));
  } catch (error) {
    // The reader follows a document as deep as it goes, and the stack ends somewhere.
    if (!(error instanceof RangeError)) throw error;
    const message = `${references.join(" and ")} is nested too deeply, or holds itself.`;
    throw new ContractError("bad-document", message, "Let repeated parts refer to one definition with $ref.");
  }
}

/** Loads several contracts, in the order of their references. */
export async function loadContracts(references: readonly string[]): Promise<Contract[]> {
  return Promise.all(references.map((reference) => loadContract(reference)));
}

function builtInForm(reference: string): boolean {
  return !urlForm.test(reference) && !fileForm.test(reference) && nameForm.test(reference) && !isPlainFile(reference);
}

/** A file without an extension is read when it is there and no contract has its name. */
function isPlainFile(reference: string): boolean {
  return !builtIns().some(({ name }) => name === nameForm.exec(reference)?.[1]) && existsSync(reference);
}

async function readDocument(reference: string): Promise<Source> {
  if (/^https?:\/\//i.test(reference) && URL.canParse(reference)) return readUrl(reference);
  if (urlForm.test(reference)) {
    const next = "Give a URL that begins with http:// or https://, or the path of a file.";
    throw new ContractError("not-found", `${reference} is not a URL that can be read.`, next);
  }
  if (builtInForm(reference) && builtIns().some(({ name }) => name === nameForm.exec(reference)?.[1])) {
    const message = `${reference} is a built-in contract, which is whole by itself and takes no other documents.`;
    throw new ContractError("not-one-service", message, "Name it alone, or give only documents of your own.");
  }
  if (!fileForm.test(reference) && !existsSync(reference)) throw unknownContract(reference);
  return readFile(resolve(reference));
}

function loadBuiltIn(reference: string): Promise<Contract> {
  const [, name = "", line, version] = nameForm.exec(reference) ?? [];
  const found = builtIns().find((each) => each.name === name);
  if (!found) throw unknownContract(reference);
  const ofLine = line === undefined ? found.lines[0] : found.lines.find((each) => each.line === line);
  if (!ofLine) throw unknownLine(found, line ?? "");
  const wanted = version ?? ofLine.versions.at(-1) ?? "";
  if (!ofLine.versions.includes(wanted)) throw unknownVersion(found, ofLine.line, ofLine.versions, wanted);
  const key = `${name}/${ofLine.line}@${wanted}`;
  let contract = loaded.get(key);
  if (!contract) {
    contract = readBuiltIn(name, ofLine.line, wanted, ofLine === found.lines[0]);
    loaded.set(key, contract);
  }
  return contract;
}

async function readBuiltIn(name: string, line: string, version: string, main: boolean): Promise<Contract> {
  const ready = main ? readyContract(name, version) : undefined;
  if (ready) return ready;
  const { readService } = await import("./service.ts");
  return readService(documentsOf(name, line), { name, version, builtIn: true });
}

function unknownContract(reference: string): ContractError {
  const message = `There is no contract named "${reference}", and no such file.`;
  return new ContractError("unknown-contract", message, knownContracts(nameForm.exec(reference)?.[1] ?? reference));
}

function knownContracts(wanted: string): string {
  const names = builtIns().map(({ name }) => name);
  return `Use ${nearestNames(wanted, names).join(", ")}, or the path or URL of a document.`;
}

function unknownLine(found: BuiltIn, line: string): ContractError {
  const lines = nearestNames(
    line,
    found.lines.map((each) => each.line),
  );
  const message = `The contract ${found.name} has no line named "${line}".`;
  return new ContractError(
    "unknown-version",
    message,
    `Use ${lines.map((each) => `${found.name}/${each}`).join(", ")}.`,
  );
}

function unknownVersion(found: BuiltIn, line: string, versions: readonly string[], wanted: string): ContractError {
  const nearest = nearestVersions(wanted, versions);
  const shown = nearest.slice(0, 5).join(", ");
  const more = nearest.length > 5 ? `, … (${nearest.length} in all: wirecheck list contracts)` : "";
  const prerelease = wanted.includes("-") || /\d(a|b|rc|dev)\d/.test(wanted) ? "; prereleases have none" : "";
  const message = `The contract ${found.name} has no version ${wanted} of ${line}${prerelease}.`;
  return new ContractError("unknown-version", message, `Use ${shown}${more}.`);
}
