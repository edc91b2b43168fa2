import type { Schemas } from "../model/index.ts";
import { prepare } from "./prepare.ts";

/** Prepared schemas without doubles, and where each contract's names are found among them. */
export interface Distinct {
  /** Id to schema; every `$ref` is an id. */
  readonly definitions: Readonly<Record<string, unknown>>;
  /** For each set of schemas, in the order given: name to id. */
  readonly tables: readonly Readonly<Record<string, string>>[];
}

/**
 * Finds the distinct definitions over many sets of schemas, of which most say the same: two are equal when they read
 * the same and what they refer to is equal. Recursive schemas make that a partition, refined until it stands still.
 */
export function distinct(sets: readonly Schemas[]): Distinct {
  const templates = sets.map(({ $defs }) =>
    Object.keys($defs).map((name) => {
      const refs: string[] = [];
      const text = JSON.stringify(prepare($defs[name], $defs, (ref) => `\u0000${refs.push(ref) - 1}\u0000`));
      // Every second piece is the number of a reference.
      return { name, refs, pieces: text.split(/\\u0000(\d+)\\u0000/) };
    }),
  );
  let classes = templates.map((definitions) => new Map(definitions.map(({ name }) => [name, "d0"])));
  let texts = new Map<string, string>();
  for (let before = 0; ; ) {
    const ids = new Map<string, string>();
    const refined = templates.map((definitions, set) => {
      const known = classes[set];
      return new Map(
        definitions.map(({ name, refs, pieces }) => {
          const text = pieces
            .map((piece, at) => (at % 2 === 0 ? piece : known?.get(refs[Number(piece)] ?? "")))
            .join("");
          const id = ids.get(text) ?? `d${ids.size}`;
          ids.set(text, id);
          return [name, id] as const;
        }),
      );
    });
    const settled = ids.size === before;
    if (settled) texts = new Map([...ids].map(([text, id]) => [id, text]));
    before = ids.size;
    if (settled) break;
    classes = refined;
  }
  return {
    definitions: Object.fromEntries([...texts].map(([id, text]) => [id, JSON.parse(text)])),
    tables: classes.map((names) => Object.fromEntries(names)),
  };
}
