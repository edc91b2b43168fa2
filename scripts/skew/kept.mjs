import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isSame } from "./measure.mjs";
import { pageOf } from "./page.mjs";
import { serverName } from "./words.mjs";

/** @typedef {import("./cell.mjs").Cell} Cell */

const folder = fileURLToPath(new URL("../../fixtures/skew/", import.meta.url));
const data = `${folder}cells.json`;
const page = fileURLToPath(new URL("../../docs/skew.md", import.meta.url));

/** What was measured last. @returns {Cell[]} */
export function readCells() {
  return JSON.parse(readFileSync(data, "utf8"));
}

/**
 * Keeps the whole matrix, and writes the page of it.
 *
 * @param {readonly Cell[]} cells
 * @returns {string[]} for people: which cells are not as they were
 */
export function keepCells(cells) {
  const before = known();
  mkdirSync(folder, { recursive: true });
  // A line a cell, so that a diff shows which.
  writeFileSync(data, `[\n${cells.map((cell) => JSON.stringify(cell)).join(",\n")}\n]\n`);
  const text = pageOf(cells);
  const same = existsSync(page) && readFileSync(page, "utf8") === text;
  writeFileSync(page, text);
  if (before.length === 0) return [`docs/skew.md has ${cells.length} cells.`];
  const changed = cells.filter((cell) => {
    const was = before.find((one) => isSame(one, cell));
    return JSON.stringify(was) !== JSON.stringify(cell);
  });
  if (changed.length === 0) return [same ? "docs/skew.md is unchanged." : "No cell changed, but docs/skew.md did."];
  return changed.map((cell) => {
    const was = before.find((one) => isSame(one, cell))?.verdict ?? "not measured";
    const now = was === cell.verdict ? `${was} in other words` : `${cell.verdict}, was ${was}`;
    return `client ${cell.client}, runtime ${serverName(cell)}, SDK ${cell.sdk}: ${now}`;
  });
}

/** @returns {Cell[]} none before the first measurement */
function known() {
  try {
    return readCells();
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return [];
    throw error;
  }
}
