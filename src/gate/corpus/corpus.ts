import { isMembers, type Members, pointerTo, type Schemas, spoil, variants } from "../../../contracts/index.ts";
import type { Probe } from "./probe.ts";

/** Largest number of values that one schema is varied into. */
const most = 1500;

/**
 * Payloads of one root, made from schemas: valid ones that show every alternative, each spoiled in one place, and each with
 * null or no text in place of a member. Equal schemas give an equal corpus.
 *
 * @param schemas those of the contract and those that the packages export, before and after: what is new in one of them is
 *   in its own
 */
export function corpusOf(schemas: readonly Schemas[], root: string): readonly Probe[] {
  const key = JSON.stringify([root, schemas]);
  const known = made.get(key) ?? makeCorpus(schemas, root);
  made.set(key, known);
  return known;
}

/** One gate asks for the same more than once: each bump by itself, with what was there before. */
const made = new Map<string, readonly Probe[]>();

function makeCorpus(schemas: readonly Schemas[], root: string): readonly Probe[] {
  const found = new Map<string, Probe>();
  const add = (probe: Omit<Probe, "root">) => {
    const text = JSON.stringify(probe.data);
    const known = found.get(text);
    const [was, is] = [known?.made === "valid", probe.made === "valid"];
    const told = known?.pointer === undefined && probe.pointer !== undefined;
    if (!known || (is && !was) || (told && is === was)) found.set(text, { root, ...probe });
  };
  for (const each of schemas) {
    if (!each.$defs[root]) continue;
    for (const { data, description } of variants(each, root, { limit: most, depth: 12 })) {
      const pointer = pointerIn(description);
      add({ data, pointer, made: "valid" });
      if (pointer === undefined) continue;
      const base = JSON.stringify(data);
      for (const edit of spoil(each, root, data))
        add({ data: edit.data, pointer: edit.pointer, made: "spoiled", base });
      for (const edit of emptied(data)) add({ ...edit, base });
    }
  }
  return [...found.values()];
}

/** Where a variant is special, as its description says: ` (4 of 33)/messages/0 (2 of 7)/name`. */
function pointerIn(description: string): string | undefined {
  const [place = "", what] = description.replaceAll(/ \(\d+ of \d+\)| \(\w+\)/g, "").split(": ");
  if (what?.startsWith("everything")) return undefined;
  return place.replace(/ is .*$/s, "");
}

/**
 * Null in place of each member, one at a time, and of each member of the first item or member that is an object; and no text
 * in place of each text, which parsers refuse without a word of it in a schema.
 */
function emptied(value: unknown): Omit<Probe, "root">[] {
  if (!isMembers(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const first = Array.isArray(inner) ? inner[0] : inner;
    const at = Array.isArray(inner) ? pointerTo(pointerTo("", name), 0) : pointerTo("", name);
    const deeper = isMembers(first)
      ? Object.entries(first).flatMap(([key, own]) =>
          emptiesOf(own).map(({ made, empty }) => {
            const changed: Members = { ...first, [key]: empty };
            const data = { ...value, [name]: Array.isArray(inner) ? [changed, ...inner.slice(1)] : changed };
            return { made, data, pointer: pointerTo(at, key) };
          }),
        )
      : [];
    const own = emptiesOf(inner).map(({ made, empty }) => {
      return { made, data: { ...value, [name]: empty }, pointer: pointerTo("", name) };
    });
    return [...own, ...deeper];
  });
}

function emptiesOf(value: unknown): { readonly made: "null" | "empty"; readonly empty: unknown }[] {
  return [{ made: "null", empty: null }, ...(typeof value === "string" ? [{ made: "empty", empty: "" } as const] : [])];
}
