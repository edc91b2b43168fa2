import { beside } from "../wrap.ts";

/** One or more lines that belong together. */
export interface Item {
  readonly text: string;
  /** How many of what is counted it tells of. */
  readonly holds: number;
}

/** A part of what is shown. A title stands below an empty line. */
export interface Section {
  readonly title?: string;
  readonly items: readonly Item[];
  /** Lines that are kept free for it, whatever stands before it; 1 when left out, for its title and a number. */
  readonly least?: number;
  /** What stands for it where there is no room for an item; title and number when left out. */
  readonly folded?: string;
}

/** Lines of one screen. */
const screen = 24;

/**
 * Sections as lines, those without items left out. The first ones get the room, but for a few lines for each that follows,
 * and what is left out is counted.
 *
 * @param taken lines of the screen that are taken already; undefined where all is to be shown
 */
export function screenful(sections: readonly Section[], taken: number | undefined, columns: number): string[] {
  const filled = sections.filter(({ items }) => items.length > 0);
  let room = taken === undefined ? Number.POSITIVE_INFINITY : screen - taken;
  return filled.flatMap((section, index) => {
    const reserved = filled.slice(index + 1).reduce((total, one) => total + Math.min(one.least ?? 1, sizeOf(one)), 0);
    const shown = cut(section, room - reserved, columns);
    room -= shown.length;
    return shown;
  });
}

/** How the reader gets the rest. */
export const allOf = (number: number) => `(--verbose lists ${number === 1 ? "it" : "them"})`;

function cut({ title, items, folded }: Section, room: number, columns: number): string[] {
  const head = title === undefined ? [] : ["", ...beside("  ", `${title}:`, columns).split("\n")];
  let used = head.length;
  let number = 0;
  for (const { text } of items) {
    const more = number + 1 < items.length ? 1 : 0;
    used += height(text);
    if (used + more > room) break;
    number++;
  }
  // Without a title it is what the answer is about.
  if (number === 0 && title === undefined) number = 1;
  const left = sum(items.slice(number));
  if (number === 0) return beside("  ", `${folded ?? `${title}: ${left}`} ${allOf(left)}`, columns).split("\n");
  const more = left > 0 ? [`  and ${left} more ${allOf(left)}`] : [];
  return [...head, ...items.slice(0, number).flatMap(({ text }) => text.split("\n")), ...more];
}

const sum = (items: readonly Item[]) => items.reduce((total, { holds }) => total + holds, 0);

const sizeOf = ({ title, items }: Section) =>
  items.reduce((total, { text }) => total + height(text), title === undefined ? 0 : 2);

const height = (text: string) => text.split("\n").length;
