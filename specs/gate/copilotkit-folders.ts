import { fileURLToPath } from "node:url";
import { loadContract } from "../../contracts/index.ts";
import { ensureLocked } from "../../fixtures/backends/index.mjs";
import { createMock } from "../../mocks/index.ts";

const pages = new URL("../../fixtures/frontends/copilotkit/", import.meta.url);

/** Where bundles are kept from run to run. */
export const cache = fileURLToPath(new URL("../../.cache/gate-pages", import.meta.url));

/** What a real client of a version is installed in; the bundler is found in this project, which the folder is inside of. */
export const clientFolder = (version: string) =>
  ensureLocked(fileURLToPath(new URL(version, pages)), `page-copilotkit-${version}`);

/** A mock as the gate starts one, and as a test keeps it. */
export async function startMock(contract: string) {
  const { url, close } = await createMock({ contracts: [await loadContract(contract)], pace: "none" });
  return { url, stop: close };
}

/** Every place in which two values of JSON differ: pointers, numbers of a list's items as `*`, each once. */
export function placesOf(before: unknown, after: unknown, at = ""): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    const all = Array.from({ length }, (_, index) => placesOf(before[index], after[index], `${at}/*`));
    return [...new Set(all.flat())];
  }
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...new Set([...keys].flatMap((key) => placesOf(before[key], after[key], `${at}/${key}`)))];
  }
  return Object.is(before, after) ? [] : [at];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
