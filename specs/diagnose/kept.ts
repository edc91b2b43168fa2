import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnosis } from "../../src/diagnose/index.ts";

/** One case and what was found, as one worker leaves it for whoever sees all. */
export interface Kept {
  readonly name: string;
  readonly truth: readonly string[];
  readonly result: Diagnosis;
}

/** Below the folder that Playwright empties before each run, so that nothing of an earlier one is read. */
const placeIn = (outputs: string) => join(outputs, "diagnosed");

/** Leaves what one server's cases came to. @param outputs the project's folder of outputs */
export function keep(outputs: string, server: string, cases: readonly Kept[]): void {
  const place = placeIn(outputs);
  mkdirSync(place, { recursive: true });
  const name = createHash("sha256").update(server).digest("hex").slice(0, 16);
  writeFileSync(join(place, `${name}.json`), JSON.stringify(cases));
}

/** All that was left until now. */
export function allKept(outputs: string): Kept[] {
  const place = placeIn(outputs);
  if (!existsSync(place)) return [];
  return readdirSync(place).flatMap((file) => JSON.parse(readFileSync(join(place, file), "utf8")) as Kept[]);
}
