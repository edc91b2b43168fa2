import { execFileSync } from "node:child_process";
import type { Contract } from "../../contracts/index.ts";

/**
 * Loads a contract before it returns. Tests are defined while their file is read, and in a file that is compiled to
 * CommonJS nothing can be awaited there; so another Node reads the documents and hands the contract over as JSON.
 *
 * @throws Error with one sentence and the next step, for a contract that cannot be read
 */
export function loadNow(references: readonly string[]): Contract {
  const door = new URL("../../contracts/index.js", import.meta.url).href;
  const script = `
    const { loadContract } = await import(${JSON.stringify(compiled(door))});
    const references = JSON.parse(process.argv[1]);
    const told = await loadContract(references).then(
      (contract) => ({ contract }),
      ({ message, next, stack }) => ({ trouble: next === undefined ? stack : message + " " + next }),
    );
    process.stdout.write(JSON.stringify(told));`;
  const args = ["--input-type=module", "--eval", script, JSON.stringify(references)];
  const text = execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
  const { contract, trouble } = JSON.parse(text) as { contract?: Contract; trouble?: string };
  if (contract) return contract;
  throw new Error(`wirecheck: ${trouble}`);
}

/** In this project's own specs the source runs as it is, and another Node needs the compiled code. */
function compiled(door: string): string {
  return import.meta.url.endsWith(".ts") ? new URL("../../dist/contracts/index.js", import.meta.url).href : door;
}
