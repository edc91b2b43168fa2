/**
 * @typedef {import("./axes.mjs").Place & Outcome} Cell what was measured at one place; nothing in it differs from run to
 *   run
 * @typedef {object} Outcome
 * @property {Verdict} verdict
 * @property {string} [broke] the id of the first step that was not kept
 * @property {Told} told
 * @typedef {"works" | "breaks" | "breaks silently"} Verdict
 * @typedef {{ page: Page, runtime: Said[], agent: Said[] }} Told what each side said
 * @typedef {{ shows: string, console: string[], withDevConsole?: string }} Page the last where it shows nothing: what it
 *   shows with `showDevConsole`
 * @typedef {import("./said.mjs").Said} Said
 */

const BLANK = "a blank page";

/**
 * @param {import("./axes.mjs").Place} place
 * @param {import("./visit.mjs").Visited} visited
 * @param {{ runtime: Said[], agent: Said[] }} said
 * @returns {Cell}
 */
export function cellOf(place, { broke, shown, blank, console }, said) {
  const shows = blank ? BLANK : shown;
  const verdict = broke === null ? "works" : shows === "" ? "breaks silently" : "breaks";
  return { ...place, verdict, ...(broke !== null && { broke }), told: { page: { shows, console }, ...said } };
}

/**
 * The same cell, and what its page shows when it is asked to show errors.
 *
 * @param {Cell} cell
 * @param {string} shown
 * @returns {Cell}
 */
export function withDevConsole(cell, shown) {
  const page = { ...cell.told.page, withDevConsole: shown };
  return { ...cell, told: { ...cell.told, page } };
}
