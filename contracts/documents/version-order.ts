import { compareVersions } from "../projection/index.ts";

/** The known versions, nearest to the wanted one first; at equal distance the newer one. */
export function nearestVersions(wanted: string, known: readonly string[]): string[] {
  const sorted = [...known].sort(compareVersions);
  const place = sorted.filter((version) => compareVersions(version, wanted) <= 0).length - 0.5;
  const distance = (version: string) => Math.abs(sorted.indexOf(version) - place);
  return [...sorted].reverse().sort((a, b) => distance(a) - distance(b));
}

/** The known names, most alike first. */
export function nearestNames(wanted: string, known: readonly string[]): string[] {
  return [...known].sort((a, b) => edits(wanted, a) - edits(wanted, b) || (a < b ? -1 : 1));
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, from] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, to] of [...b].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (from === to ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
