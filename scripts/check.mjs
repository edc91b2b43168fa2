// `npm run check`: format and lint, types, dead code. Import direction is a spec (specs/architecture).
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run, tell } from "./setup/step.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const tool = (/** @type {string[]} */ ...path) => join(root, "node_modules", ...path);

/** Runs the three and prints the words of those that fail. */
export async function check() {
  const failed = [];
  for (const [title, args] of /** @type {const} */ ([
    ["format and lint", [tool("@biomejs", "biome", "bin", "biome"), "ci", "--colors=off", "."]],
    ["types", [tool("typescript", "bin", "tsc"), "-p", "tsconfig.json"]],
    ["dead code", [tool("knip", "bin", "knip.js")]],
  ])) {
    const { ok, output } = await run(title, process.execPath, args, { cwd: root });
    if (!ok) failed.push(`${title}:\n${output.trim()}`);
  }
  if (failed.length > 0) throw new Error(`the checks found something to mend.\n${failed.join("\n\n")}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await tell(check);
