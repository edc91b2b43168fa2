import { isMembers, type Schemas } from "../../../contracts/index.ts";
import type { Installed } from "../install/index.ts";
import { askDriver } from "./ask-driver.ts";
import { batched } from "./batched.ts";
import type { Asking, Speaker, Verdict } from "./types.ts";

/** Where a package keeps its schemas, root by root: `@ag-ui/core#EventSchemas`, `ag_ui.core:Event`; the first that is there counts. */
export type Exports = Readonly<Record<string, readonly string[]>>;

/** Zod schemas of an npm package, pydantic models of a PyPI package. */
export interface SchemaKind {
  readonly driver: "zod.mjs" | "pydantic_models.py";
  readonly exports: Exports;
  /** npm: a package whose own copy of the schemas is meant. */
  readonly from?: string;
}

/**
 * A package that exports schemas: they and their parsers' verdicts are its word.
 *
 * @param title `@ag-ui/core@0.0.42`
 */
export function schemaSpeaker(title: string, installed: Installed, kind: SchemaKind, asking: Asking) {
  const { driver, exports, from } = kind;
  const ask = <T>(question: object) =>
    askDriver<T>(
      title,
      installed,
      driver,
      { ...question, roots: exports, ...(from !== undefined && { from }) },
      asking,
    );
  const read = async (root: string, values: readonly unknown[]): Promise<readonly (Verdict | undefined)[]> => {
    const found = await ask<Record<string, [boolean, boolean][]>>({ ask: "verdicts", values: { [root]: values } });
    const said = found[root]?.map(([accepted, sent]): Verdict => ({ accepted, sent }));
    return said ?? values.map(() => undefined);
  };
  const readers = Object.fromEntries(
    Object.keys(exports).map((root) => [root, batched((values: readonly unknown[]) => read(root, values))]),
  );
  return {
    title,
    async schemas(roots) {
      const found = await ask<Record<string, Record<string, unknown>>>({ ask: "schemas" });
      return Object.fromEntries(
        roots.flatMap((root) => (found[root] ? [[root, asSchemas(root, found[root])] as const] : [])),
      );
    },
    async verdicts(root, values): Promise<readonly Verdict[] | undefined> {
      const said = await readers[root]?.(values);
      // Of a schema that this version does not export, nothing can be said.
      return said?.every((one) => one !== undefined) ? said : undefined;
    },
  } satisfies Speaker;
}

/** One schema as the definitions of our own: references below `#/$defs/`, and to itself by its name. */
function asSchemas(root: string, schema: Readonly<Record<string, unknown>>): Schemas {
  const { $defs, definitions, $schema: _, ...own } = schema;
  const named = { ...(isMembers(definitions) ? definitions : {}), ...(isMembers($defs) ? $defs : {}) };
  const text = JSON.stringify({ ...named, [root]: own })
    .replaceAll('"#/definitions/', '"#/$defs/')
    .replaceAll('"$ref":"#"', `"$ref":"#/$defs/${root}"`);
  return { $defs: JSON.parse(text) };
}
