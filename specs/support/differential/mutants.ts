import { isMembers, type Members } from "../../../contracts/index.ts";

/** A document with one annotation deleted, or its date moved by one published version. */
export interface Mutant {
  /** `/$defs/Tool/properties/metadata/x-since: 0.0.52 → 0.0.51`. */
  readonly description: string;
  readonly document: unknown;
  /** Versions at which it may differ, the likeliest first. */
  readonly versions: readonly string[];
}

const dates = ["x-since", "x-until"];
const ranges = ["x-required", "x-closed"];

/** Newer than all that is published: where a date goes that is moved beyond the newest version. */
const later = "999.0.0";

/**
 * Every mutant of a document.
 *
 * @param versions published ones, oldest first
 * @throws Error when a date is no published version: nothing could hold it to anything
 */
export function mutantsOf(document: unknown, versions: readonly string[]): Mutant[] {
  const found: Mutant[] = [];
  const add = (path: readonly string[], change: unknown, at: readonly string[]) => {
    const shown = `/${path.join("/")}`;
    const what = change === undefined ? "deleted" : `→ ${String(change)}`;
    found.push({ description: `${shown} ${what}`, document: edited(document, path, change), versions: at });
  };
  /** A date moved back and forth: only the version in between can differ. */
  const move = (path: readonly string[], date: unknown) => {
    const index = versions.indexOf(String(date));
    const [before, at] = [versions[index - 1], versions[index]];
    if (at === undefined) throw new Error(`/${path.join("/")} is ${String(date)}, which is no published version.`);
    if (before !== undefined) add(path, before, [before]);
    add(path, versions[index + 1] ?? later, [at]);
  };
  /** An end of a range: moved, and gone. */
  const loosen = (path: readonly string[], date: unknown) => {
    add(path, undefined, near(date));
    move(path, date);
  };
  const near = (...named: unknown[]) => {
    const around = named.flatMap((date) => {
      const index = versions.indexOf(String(date));
      return index < 0 ? [] : [versions[index - 1], versions[index]];
    });
    return [...new Set([...around, ...versions])].filter((version) => version !== undefined);
  };
  const visit = (node: unknown, path: readonly string[]): void => {
    if (Array.isArray(node)) for (const [index, item] of node.entries()) visit(item, [...path, String(index)]);
    if (!isMembers(node)) return;
    for (const [key, value] of Object.entries(node)) {
      const at = [...path, key];
      if (dates.includes(key)) loosen(at, value);
      else if (ranges.includes(key) || (path.at(-2) === "x-was" && (key === "since" || key === "until"))) {
        const range = isMembers(value) ? Object.entries(value) : [];
        if (ranges.includes(key)) add(at, undefined, near(...range.map(([, date]) => date)));
        for (const [end, date] of range) loosen([...at, end], date);
        if (typeof value === "string") loosen(at, value);
      } else if (key === "x-was" && Array.isArray(value)) {
        for (const [index, { since, until }] of (value as Members[]).entries()) {
          add([...at, String(index)], undefined, near(since, until));
        }
        visit(value, at);
      } else visit(value, at);
    }
  };
  visit(document, []);
  return found;
}

function edited(document: unknown, path: readonly string[], change: unknown): unknown {
  const [token, ...rest] = path;
  if (token === undefined) return change;
  if (Array.isArray(document)) {
    const copy = [...document];
    if (rest.length === 0 && change === undefined) copy.splice(Number(token), 1);
    else copy[Number(token)] = edited(copy[Number(token)], rest, change);
    return copy;
  }
  const { [token]: inner, ...others } = document as Members;
  if (rest.length === 0 && change === undefined) return others;
  // The order of members does not matter to a projection, but keep it, so that equal ones stay equal as text.
  return Object.fromEntries(
    Object.entries(document as Members).map(([key, value]) => [
      key,
      key === token ? edited(inner, rest, change) : value,
    ]),
  );
}
