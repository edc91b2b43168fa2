// `npm run bench -- [NAME...] [--rounds N] [--seconds S] [--no-write] [--json]`: measures and writes docs/benchmarks.md.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { ensureNodeModules } from "../scripts/setup/node-modules.mjs";
import { tell } from "../scripts/setup/step.mjs";
import { notes } from "./notes.mjs";
import { optionsOf, UsageError } from "./options.mjs";
import { pageOf } from "./page.mjs";
import { root } from "./processes.mjs";
import { measured } from "./rounds.mjs";
import { rows } from "./rows/index.mjs";
import { summaryOf } from "./summary.mjs";

const peers = ["@ag-ui/core", "@copilotkit/aimock", "ajv", "fastify", "ws", "zod"];
const log = (/** @type {string} */ line) => process.stderr.write(`  ${line}\n`);

/** @param {import("./options.mjs").Options} options */
async function bench({ names, rounds, seconds, write, json }) {
  await ensureNodeModules(root);
  const summaries = [];
  for (const row of rows.filter(({ id }) => names.includes(id))) {
    summaries.push(summaryOf(row, await measured(row, { rounds, seconds, log })));
  }
  const setting = {
    node: process.versions.node,
    cores: availableParallelism(),
    packages: Object.fromEntries(peers.map((name) => [name, versionOf(name)])),
    rounds,
    seconds,
  };
  const page = pageOf(summaries, setting, notes);
  if (write) writeFileSync(`${root}docs/benchmarks.md`, page);
  const results = summaries.map(({ row, lines, outcomes }) => ({ id: row.id, unit: row.unit, lines, outcomes }));
  process.stdout.write(json ? `${JSON.stringify({ setting, results })}\n` : page);
}

/** @param {string} name */
function versionOf(name) {
  return JSON.parse(readFileSync(`${root}node_modules/${name}/package.json`, "utf8")).version;
}

try {
  const options = optionsOf(
    process.argv.slice(2),
    rows.map(({ id }) => id),
  );
  await tell(() => bench(options));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`wirecheck bench: ${error.message}\n`);
  process.exitCode = 2;
}
