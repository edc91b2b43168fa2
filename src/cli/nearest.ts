/** The candidate that takes the fewest changed characters, if that is few enough to be a slip. */
function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates.map((one) => ({ one, steps: distance(word, one) })).sort((a, b) => a.steps - b.steps);
  const [best] = ranked;
  return best && best.steps <= Math.max(2, Math.floor(word.length / 3)) ? best.one : undefined;
}

/** `; did you mean X?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[], show = (one: string) => one): string {
  const guess = nearest(word, candidates);
  return guess === undefined ? "" : `; did you mean ${show(guess)}?`;
}

/** Levenshtein's distance, a row at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const change = (row[j] as number) + (from[i] === to[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
}
