/**
 * Finds lines in the order in which the file has them: the libraries that read lockfiles do not say where a value stands.
 * Lines are known by what `keys` makes of them, and each is found once.
 */
export class Lines {
  readonly #lines: readonly string[];
  readonly #at = new Map<string, { readonly lines: number[]; next: number }>();
  #last: number;

  /** @param after the line (from 1) after which is looked; 0 for all */
  constructor(text: string, keys: (line: string) => readonly string[], after = 0) {
    this.#lines = text.split("\n").map((line) => line.trim());
    this.#last = after;
    this.#lines.forEach((line, index) => {
      for (const key of keys(line)) {
        const known = this.#at.get(key);
        if (known) known.lines.push(index + 1);
        else this.#at.set(key, { lines: [index + 1], next: 0 });
      }
    });
  }

  /**
   * The next line with this key, and of the few lines from there on the one that begins with `start`, if one does.
   *
   * @returns from 1; 0 where there is none, as in a file without line ends
   */
  find(key: string, start?: string): number {
    const known = this.#at.get(key);
    if (!known) return 0;
    while (known.next < known.lines.length - 1 && (known.lines[known.next] as number) <= this.#last) known.next += 1;
    const line = known.lines[known.next] as number;
    this.#last = line;
    if (start === undefined) return line;
    const offset = this.#lines.slice(line - 1, line + 5).findIndex((one) => one.startsWith(start));
    return offset < 0 ? line : line + offset;
  }
}
