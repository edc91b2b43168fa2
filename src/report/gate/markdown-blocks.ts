/** A titled part of a comment: a table where it has a head, a list where it has none. */
export interface Block {
  readonly title: string;
  /** The lines above the rows. */
  readonly head?: readonly string[];
  readonly rows: readonly string[];
  /** True where it is shown when it is asked for. */
  readonly folded?: boolean;
}

/**
 * Paragraphs and then blocks as one text of at most `room` characters; blocks without rows are left out. Rows that do not
 * fit are counted, and an early block gets the room before a later one.
 */
export function blocks(paragraphs: readonly string[], all: readonly Block[], room: number): string {
  const filled = all.filter(({ rows }) => rows.length > 0);
  const start = `${paragraphs.join("\n\n")}\n`;
  // What each block takes without a row, so that none keeps another from being named.
  let left = room - start.length - filled.reduce((sum, block) => sum + bareLength(block), 0);
  const texts = filled.map((block) => {
    let number = 0;
    while (number < block.rows.length && (block.rows[number]?.length ?? 0) < left) {
      left -= (block.rows[number]?.length ?? 0) + 1;
      number++;
    }
    return written(block, number);
  });
  return start + texts.join("");
}

/** What a block takes beside its rows, at most. */
const bareLength = (block: Block) => written(block, 0).length + (block.head ?? []).join("\n").length + 2;

/** A block with its first rows. */
function written({ title, head = [], rows, folded = false }: Block, number: number): string {
  const left = rows.length - number;
  const body = [
    ...(number > 0 ? [...head, ...rows.slice(0, number)] : []),
    ...(left > 0 ? [...(number > 0 ? [""] : []), `${left} left out for length; \`--reporter json\` has them.`] : []),
  ];
  const lines = folded
    ? ["<details>", `<summary>${title}</summary>`, "", ...body, "", "</details>"]
    : [`### ${title}`, "", ...body];
  return `\n${lines.join("\n")}\n`;
}
