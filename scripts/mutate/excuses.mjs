import { readFileSync } from "node:fs";

/** @typedef {import("./try-part.mjs").Tried} Tried */

/**
 * Why some mutants of a file may survive.
 *
 * @typedef {object} Excuse
 * @property {string} file
 * @property {string} why one sentence
 * @property {Readonly<Record<string, readonly string[]>>} mutants the trimmed line of the source, and what is replaced by
 *   what in it, as `nameOf` says it. Not the line's number, which moves.
 */

/** @returns {Excuse[]} of all kinds */
export function readExcuses() {
  const kinds = JSON.parse(readFileSync(new URL("./survivors.json", import.meta.url), "utf8"));
  return Object.values(kinds).flat();
}

/** `FROM  →  TO`, as it is printed and written down. @param {Tried} mutant */
export const nameOf = ({ from, to }) => `${short(from)}  →  ${short(to)}`;

/** @param {Excuse} excuse @param {Tried} mutant */
export const covers = ({ file, mutants }, mutant) =>
  file === mutant.file && Object.hasOwn(mutants, mutant.at) && mutants[mutant.at]?.includes(nameOf(mutant)) === true;

/** What an excuse is for and has not survived: `LINE: FROM  →  TO`. @param {Excuse} excuse @param {readonly Tried[]} lived */
export function expired({ file, mutants }, lived) {
  const there = new Set(
    lived.filter((mutant) => mutant.file === file).map((mutant) => `${mutant.at}: ${nameOf(mutant)}`),
  );
  const named = Object.entries(mutants).flatMap(([at, names]) => names.map((name) => `${at}: ${name}`));
  return named.filter((name) => !there.has(name));
}

const short = (/** @type {string} */ text) => (text.length > 70 ? `${text.slice(0, 69)}…` : text || "nothing");
