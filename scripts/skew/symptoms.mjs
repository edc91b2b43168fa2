import { reasonFor } from "./reasons.mjs";

/** @typedef {import("./cell.mjs").Cell} Cell */

/**
 * @typedef {object} Symptom one way to break: the same words on every side, in one cell or in many
 * @property {string} letter
 * @property {Cell} example
 * @property {Cell[]} cells
 * @property {string | undefined} reason
 */

/**
 * The ways in which cells break, in the order in which the matrix comes to them.
 *
 * @param {readonly Cell[]} cells
 * @returns {Symptom[]}
 */
export function symptomsOf(cells) {
  /** @type {Map<string, [Cell, ...Cell[]]>} */
  const groups = new Map();
  for (const cell of cells.filter(({ verdict }) => verdict !== "works")) {
    const key = JSON.stringify([cell.verdict, cell.broke, cell.told]);
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups.values()].map((group, index) => ({
    letter: String.fromCharCode("a".charCodeAt(0) + index),
    example: group[0],
    cells: group,
    reason: reasonFor(group[0]),
  }));
}
