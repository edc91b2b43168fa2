import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { places } from "./axes.mjs";

/** @typedef {{ wanted: import("./axes.mjs").Place[], jobs: number }} Options the cells, and how many runtimes at once */

/** A bad option; the message is one sentence. */
export class BadOption extends Error {}

const axes = /** @type {const} */ (["client", "runtime", "sdk"]);

/**
 * `[--client V] [--runtime V] [--sdk V] [--jobs N]`
 *
 * @param {string[]} args
 * @returns {Options} all cells where nothing is named
 * @throws {BadOption}
 */
export function readOptions(args) {
  const values = parsed(args);
  for (const axis of axes) {
    const version = values[axis];
    const known = [...new Set(places.map((place) => place[axis]))];
    if (version !== undefined && !known.includes(version))
      throw new BadOption(`there is no ${axis} ${version} in the matrix; name one of ${known.join(", ")}.`);
  }
  // A page mostly waits.
  const jobs = values.jobs === undefined ? 2 * availableParallelism() : Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new BadOption(`--jobs is ${values.jobs}; give a number from 1.`);
  const wanted = places.filter((place) => axes.every((axis) => [undefined, place[axis]].includes(values[axis])));
  return { wanted, jobs };
}

/** @param {string[]} args */
function parsed(args) {
  const text = /** @type {const} */ ({ type: "string" });
  try {
    return parseArgs({ args, options: { client: text, runtime: text, sdk: text, jobs: text } }).values;
  } catch (error) {
    const [said = ""] = /** @type {Error} */ (error).message.split(/\.\s|\.$|\n/, 1);
    throw new BadOption(`${said}; the options are [--client V] [--runtime V] [--sdk V] [--jobs N].`);
  }
}
