import type { SchemaName, Schemas } from "../model/index.ts";
import { createAjv, type Validate } from "./ajv.ts";
import { distinct } from "./distinct.ts";
import type { Compiled } from "./generated.ts";

/** A schema that cannot be used; the message is one sentence that names it. */
export class SchemaProblem extends Error {
  readonly schema: SchemaName;

  constructor(schema: SchemaName, cause: unknown) {
    const reason = cause instanceof Error ? cause.message.replaceAll(/\s+/g, " ") : String(cause);
    super(`The schema ${schema} cannot be used: ${reason}.`);
    this.name = "SchemaProblem";
    this.schema = schema;
  }
}

/**
 * Validators of any schemas, compiled by Ajv one by one at first use.
 *
 * @throws {SchemaProblem} from `first` and `all`, where the schema is not JSON Schema
 */
export function compileValidators(schemas: Schemas): Compiled {
  const { definitions, tables } = distinct([schemas]);
  const ids = tables[0] ?? {};
  const compiler = (all: boolean) => {
    let ajv: ReturnType<typeof createAjv> | undefined;
    const done = new Map<SchemaName, Validate>();
    return (schema: SchemaName): Validate => {
      const known = done.get(schema);
      if (known) return known;
      const id = Object.hasOwn(ids, schema) ? ids[schema] : undefined;
      if (id === undefined) throw new Error(`the contract has no schema named ${schema}`);
      try {
        ajv ??= createAjv(definitions, { all, source: false });
        const validate = ajv.getSchema(id) as unknown as Validate | undefined;
        if (!validate) throw new Error("it was not found");
        done.set(schema, validate);
        return validate;
      } catch (error) {
        throw new SchemaProblem(schema, error);
      }
    };
  };
  return { first: compiler(false), all: compiler(true) };
}
