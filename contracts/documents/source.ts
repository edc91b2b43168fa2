import { readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative } from "node:path";
import { ContractError } from "./contract-error.ts";
import { fetchDocument } from "./fetch-document.ts";
import { parseText } from "./parse-text.ts";
import { maximumBytes, tooLarge } from "./size.ts";

/** One document that was read. */
export interface Source {
  /** Absolute path, or URL. */
  readonly key: string;
  /** How it is named in an error. */
  readonly shown: string;
  /** Folder of a file; undefined for a document by URL, which may not refer to others. */
  readonly folder?: string;
  readonly value: unknown;
}

/** @throws ContractError `not-found`, `too-large`, `not-parseable` */
export function readFile(path: string): Source {
  const shown = shownPath(path);
  const text = textOf(path, shown);
  return { key: path, shown, folder: dirname(path), value: parseText(text, shown) };
}

/** The text of a file that is no document itself. @throws ContractError `not-found`, `too-large` */
export function readText(path: string): string {
  return textOf(path, shownPath(path));
}

/** @throws ContractError as `fetchDocument` and `parseText` */
export async function readUrl(url: string): Promise<Source> {
  return { key: url, shown: url, value: parseText(await fetchDocument(url), url) };
}

function textOf(path: string, shown: string): string {
  try {
    if (statSync(path).size > maximumBytes) throw tooLarge(shown);
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof ContractError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === "ENOENT" || code === "ENOTDIR"
        ? "does not exist"
        : code === "EISDIR"
          ? "is a folder"
          : `cannot be read (${code})`;
    const next = "Give the path of an OpenAPI or AsyncAPI document, or the name of a built-in contract.";
    throw new ContractError("not-found", `The file ${shown} ${reason}.`, next);
  }
}

/** Relative to where the user is, unless that leads far away. */
function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith("..") || isAbsolute(near) ? path : near;
}
