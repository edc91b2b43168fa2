import type { Contract } from "../model/index.ts";
import { builtIns } from "./catalogue.ts";
import { loadContract } from "./load.ts";

/** One distinct promise, and every version that makes it. */
export interface BuiltInProjection {
  readonly name: string;
  readonly line: string;
  /** Oldest first. */
  readonly versions: readonly string[];
  /** The contract at the newest of them. */
  readonly contract: Contract;
}

/** Every built-in contract at every version of every line, equal ones together. What validators are compiled from. */
export async function builtInProjections(): Promise<BuiltInProjection[]> {
  const found = new Map<string, BuiltInProjection>();
  for (const { name, lines } of builtIns()) {
    for (const { line, versions } of lines) {
      for (const version of versions) {
        const contract = await loadContract(`${name}/${line}@${version}`);
        const key = `${name}/${line} ${contract.digest}`;
        const before = found.get(key)?.versions ?? [];
        found.set(key, { name, line, versions: [...before, version], contract });
      }
    }
  }
  return [...found.values()];
}
