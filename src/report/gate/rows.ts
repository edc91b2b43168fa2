import type { Change } from "../../gate/index.ts";
import { beside } from "../wrap.ts";
import { type Alike, type AlikeSizes, alike, together } from "./alike.ts";
import { allOf, type Item } from "./screenful.ts";

/** How much of a change is shown, and how long a line may be. */
export interface RowSizes extends AlikeSizes {
  readonly columns: number;
  /** Lines of the places that have one change in common; where there are no bounds, each is spelt out. */
  readonly places: number;
}

/**
 * Changes as a table: where, before → after. Those that are alike are one row; what is said of several rows stands above
 * them. Words that are too long for their column take lines of their own.
 */
export function rows(changes: readonly Change[], sizes: RowSizes): Item[] {
  return alike(changes, sizes).flatMap(({ why, rows: same }) => {
    const head = why ? [beside("  ", `${why}:`, sizes.columns)] : [];
    return table(same, why ? "    " : "  ", sizes).map((text, at) => ({
      text: [...(at === 0 ? head : []), text].join("\n"),
      holds: same[at]?.wheres.length ?? 1,
    }));
  });
}

function table(all: readonly Alike[], left: string, sizes: RowSizes): string[] {
  const { columns } = sizes;
  const texts = all.map((one) => ({ ...one, where: placesOf(one, columns - left.length, sizes.places) }));
  const width = widest(
    texts.map(({ where }) => where),
    Math.floor(columns * 0.5),
  );
  return texts.map(({ where, turn }) => {
    const fits = where.length <= width && left.length + width + 2 + turn.length <= columns;
    if (fits) return `${left}${where.padEnd(width)}  ${turn}`;
    return [beside(left, where, columns), beside(`${left}  `, turn, columns)].join("\n");
  });
}

/** The places of a row, as many as have room in so many lines, and how many there are beside them. */
function placesOf({ wheres }: Alike, width: number, lines: number): string {
  if (lines === Number.POSITIVE_INFINITY) return wheres.join(", ");
  const shown: string[] = [];
  const all = together(wheres);
  for (const one of all) {
    if (shown.length > 0 && [...shown, one].join(", ").length > lines * width) break;
    shown.push(one);
  }
  if (shown.length === all.length) return all.join(", ");
  const left = all.length - shown.length;
  return `${shown.join(", ")} and ${left} more ${allOf(left)}`;
}

/** The widest of the texts that fit a column of at most `most` characters. */
const widest = (texts: readonly string[], most: number) =>
  texts.reduce((width, { length }) => (length <= most ? Math.max(width, length) : width), 0);
