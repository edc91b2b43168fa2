import { endpoint } from "./axes.mjs";
import { steps } from "./conversation.mjs";

/** @typedef {import("./cell.mjs").Cell} Cell */

/** How a runtime is named: by its version, and by REST where its routes are asked. @param {{ runtime: string, mount: string }} server */
export const serverName = ({ runtime, mount }) => (mount === endpoint ? runtime : `${runtime} REST`);

/** What a table says of a cell. @param {Cell} cell */
export function wordOf({ verdict, broke }) {
  if (verdict === "works") return "works";
  const part = steps.find(({ id }) => id === broke)?.part;
  if (part === undefined) return verdict === "breaks" ? "breaks" : "silent";
  return verdict === "breaks" ? `${part} break` : `${part} silent`;
}

/** How far a cell comes: more is better. @param {Cell} cell */
export function reachOf({ verdict, broke }) {
  const kept = broke === undefined ? steps.length : steps.findIndex(({ id }) => id === broke);
  return 2 * kept + (verdict === "breaks silently" ? 0 : 1);
}

/**
 * Lines of at most `width` columns: the first begins with `first`, the others with as many blanks or with `indent`.
 *
 * @param {string} text
 * @param {number} width
 * @param {string} first
 * @param {string} indent
 */
export function wrapped(text, width, first = "", indent = " ".repeat(first.length)) {
  const lines = [];
  let line = first;
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join("\n");
}
