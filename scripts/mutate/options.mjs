import { availableParallelism } from "node:os";
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parts } from "./parts.mjs";

/** A bad option; the message is one sentence. */
export class BadOption extends Error {}

/**
 * `[PART…] [--only FILE…] [--jobs N]`
 *
 * @param {string[]} args
 * @param {string} root
 * @returns {{names: string[], only: string[], jobs: number}} the parts, all where none is named; files relative to root
 * @throws {BadOption}
 */
export function readOptions(args, root) {
  const { values, positionals } = parsed(args);
  const known = Object.keys(parts);
  const strange = positionals.find((name) => !known.includes(name));
  if (strange !== undefined) throw new BadOption(`there is no part named ${strange}; name one of ${known.join(", ")}.`);
  const only = values.only.map((file) => relative(root, resolve(file)));
  const holds = (/** @type {string} */ name, /** @type {string} */ file) => file.startsWith(`${parts[name]?.folder}/`);
  const among = positionals.length > 0 ? positionals : known;
  const names = among.filter((name) => only.length === 0 || only.some((file) => holds(name, file)));
  const outside = only.find((file) => !names.some((name) => holds(name, file)));
  if (outside !== undefined) {
    throw new BadOption(
      `${outside} is in no folder that is mutated (${among.map((name) => parts[name]?.folder).join(", ")}).`,
    );
  }
  const jobs = values.jobs === undefined ? availableParallelism() : Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new BadOption(`--jobs is ${values.jobs}; give a number from 1.`);
  return { names, only, jobs };
}

/** @param {string[]} args */
function parsed(args) {
  try {
    return parseArgs({
      args,
      options: { only: { type: "string", multiple: true, default: [] }, jobs: { type: "string" } },
      allowPositionals: true,
    });
  } catch (error) {
    const [said = ""] = /** @type {Error} */ (error).message.split(/[.\n]/, 1);
    throw new BadOption(`${said}; the options are [PART…] [--only FILE] [--jobs N].`);
  }
}
