import { existsSync, readFileSync } from "node:fs";
import type { Contract } from "../model/index.ts";
import type { BuiltIn } from "./catalogue.ts";

/** Folder that `npm run build` fills; beside the TypeScript sources there is none, and documents are read. */
const folder = new URL("../generated/", import.meta.url);
const catalogue = "catalogue.json";
const fileOf = (name: string, version: string) => `${name}@${version}.json`;

/** The catalogue as the build found it; undefined where nothing was built. Most of a start would be reading documents. */
export function readyCatalogue(): readonly BuiltIn[] | undefined {
  return read(catalogue) as readonly BuiltIn[] | undefined;
}

/** A contract as the build read it; undefined for all but the newest version of a main line. */
export function readyContract(name: string, version: string): Contract | undefined {
  return read(fileOf(name, version)) as Contract | undefined;
}

/** What the build keeps for these two: file name to text. */
export function readyFiles(found: readonly BuiltIn[], contracts: readonly Contract[]): Record<string, string> {
  const files = contracts.map((contract) => [fileOf(contract.name, contract.version), JSON.stringify(contract)]);
  return { [catalogue]: JSON.stringify(found), ...Object.fromEntries(files) };
}

function read(name: string): unknown {
  const file = new URL(name, folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
