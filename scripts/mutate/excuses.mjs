import { readFileSync } from "node:fs";

/**
 * Why a mutant may survive. It is found by what it does, not by its line's number, which moves.
 *
 * @typedef {object} Excuse
 * @property {string} file
 * @property {string} at the line of the source, trimmed
 * @property {string} [from] what is replaced; anything in the line where it is not given
 * @property {string | readonly string[]} [to] by what; anything where it is not given
 * @property {string} why one sentence
 */

/** @returns {Excuse[]} */
export function readExcuses() {
  const kinds = JSON.parse(readFileSync(new URL("./survivors.json", import.meta.url), "utf8"));
  return Object.values(kinds).flat();
}

/** @param {Excuse} excuse @param {import("./try-part.mjs").Tried} mutant */
export function covers({ file, at, from, to }, mutant) {
  const same = file === mutant.file && at === mutant.at && (from === undefined || from === mutant.from);
  return same && (to === undefined || [to].flat().includes(mutant.to));
}
