import type { Change } from "../../gate/index.ts";
import { beside } from "../wrap.ts";
import { value } from "./clean.ts";
import { evidenceOf, turnOf } from "./words.ts";

/** How much of a change a row shows, in characters, and how long a line may be. */
export interface RowSizes {
  readonly columns: number;
  readonly where: number;
  readonly turn: number;
  /** 0 for none. */
  readonly evidence: number;
}

/**
 * Changes as a table, a text for each: where, before → after, and what showed it, which stands below where it is long. Words
 * that are too long for their column take lines of their own.
 */
export function rows(changes: readonly Change[], sizes: RowSizes): string[] {
  const { columns } = sizes;
  const texts = changes.map((change) => ({
    where: value(change.where, sizes.where),
    turn: turnOf(change, sizes.turn),
    evidence: sizes.evidence > 0 ? evidenceOf(change, sizes.evidence) : "",
  }));
  const width = widest(
    texts.map(({ where }) => where),
    Math.floor(columns * 0.4),
  );
  const turns = widest(
    texts.map(({ turn }) => turn),
    Math.floor(columns * 0.3),
  );
  const room = columns - width - turns - 6;
  const aside = texts.every(({ evidence }) => room >= 20 && evidence.length <= 2 * room - 20);
  return texts.map(({ where, turn, evidence }) => {
    const fits = where.length <= width;
    const left = fits ? `  ${where.padEnd(width)}  ` : " ".repeat(width + 4);
    const lines =
      aside && evidence && turn.length <= turns
        ? [beside(`${left}${turn.padEnd(turns)}  `, evidence, columns)]
        : [beside(left, turn, columns), ...below("    ", evidence, columns)];
    return [...(fits ? [] : [beside("  ", where, columns)]), ...lines].join("\n");
  });
}

const below = (label: string, text: string, columns: number) => (text ? [beside(label, text, columns)] : []);

/** The widest of the texts that fit a column of at most `most` characters. */
const widest = (texts: readonly string[], most: number) =>
  texts.reduce((width, { length }) => (length <= most ? Math.max(width, length) : width), 0);
