import { parseArgs } from "node:util";

/** @typedef {{ names: string[], rounds: number, seconds: number, write: boolean, json: boolean }} Options */

/** A mistake on the command line; one sentence, exit code 2. */
export class UsageError extends Error {}

/**
 * Reads the words after `npm run bench --`.
 *
 * @param {string[]} args
 * @param {readonly string[]} known names of the rows
 * @returns {Options} `names` are all rows where none is named
 * @throws {UsageError}
 */
export function optionsOf(args, known) {
  const { values, positionals } = parsed(args);
  const stray = positionals.find((name) => !known.includes(name));
  if (stray !== undefined) throw new UsageError(`There is no benchmark ${stray}; there are ${known.join(", ")}.`);
  return {
    names: positionals.length > 0 ? positionals : [...known],
    rounds: number("rounds", values.rounds, 5, Number.isInteger),
    seconds: number("seconds", values.seconds, 2, Number.isFinite),
    // A page of some rows alone would take the others away.
    write: !values["no-write"] && positionals.length === 0,
    json: values.json === true,
  };
}

/** @param {string[]} args */
function parsed(args) {
  const options = /** @type {const} */ ({
    rounds: { type: "string" },
    seconds: { type: "string" },
    "no-write": { type: "boolean" },
    json: { type: "boolean" },
  });
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [problem] = /** @type {Error} */ (error).message.split(/\.\s|\n/);
    throw new UsageError(`${problem}; the options are --rounds N, --seconds S, --no-write and --json.`);
  }
}

/** @param {string} name @param {string | undefined} text @param {number} otherwise @param {(value: number) => boolean} fits */
function number(name, text, otherwise, fits) {
  if (text === undefined) return otherwise;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!fits(value) || value <= 0 || value > 1000)
    throw new UsageError(`--${name} ${text} is no number above 0 and up to 1000; try --${name} ${otherwise}.`);
  return value;
}
