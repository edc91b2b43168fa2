// `npm run skew -- [--client V] [--runtime V] [--sdk V] [--jobs N]`: measures every client in front of every runtime in
// front of every agent SDK, keeps what was seen in fixtures/skew/cells.json and writes docs/skew.md of it.
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./setup/chromium.mjs";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { tell } from "./setup/step.mjs";
import { places } from "./skew/axes.mjs";
import { keepCells } from "./skew/kept.mjs";
import { measureAll } from "./skew/measure.mjs";
import { BadOption, readOptions } from "./skew/options.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const log = (/** @type {string} */ line) => process.stderr.write(`  ${line}\n`);

/** @param {import("./skew/options.mjs").Options} options */
async function main({ wanted, jobs }) {
  await ensureNodeModules(root);
  const began = Date.now();
  process.env.WIRECHECK_CHROMIUM = await ensureChromium(root);
  const cells = await measureAll(wanted, { jobs, log });
  log(`${cells.length} cells in ${Math.round((Date.now() - began) / 1000)} s`);
  // A part of the matrix is for looking at: what is kept was measured in one go.
  if (cells.length < places.length) process.stdout.write(`${JSON.stringify(cells, null, 2)}\n`);
  else for (const line of keepCells(cells)) process.stdout.write(`${line}\n`);
}

try {
  const options = readOptions(process.argv.slice(2));
  await tell(() => main(options));
} catch (error) {
  if (!(error instanceof BadOption)) throw error;
  process.stderr.write(`wirecheck skew: ${error.message}\n`);
  process.exitCode = 2;
}
