import { createRequire } from "node:module";
import type { Distinct } from "./distinct.ts";

const require = createRequire(import.meta.url);

/** One error of Ajv, as much as we read of it. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}

/** A compiled schema: false leaves its errors on itself until the next call. */
export interface Validate {
  (value: unknown): unknown;
  errors?: readonly SchemaError[] | null;
}

const documentId = "contract";

/**
 * An Ajv for JSON Schema 2020-12 that holds the definitions, each under its id, none inlined in another. Ajv takes
 * longer to load than our whole start, so it is loaded here and not before.
 *
 * @param all all errors of a value instead of the first
 * @param source keep the code, for `standalone`
 */
export function createAjv(definitions: Distinct["definitions"], { all, source }: { all: boolean; source: boolean }) {
  const { Ajv2020 } = require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js");
  const formats = require("ajv-formats") as typeof import("ajv-formats");
  const text = JSON.stringify(definitions);
  const options = {
    strict: false,
    allErrors: all,
    inlineRefs: false,
    discriminator: true,
    meta: false,
    validateSchema: false,
    logger: false,
    // Slower, and needed only where a schema speaks of a name that every object inherits.
    ownProperties: inherited.test(text),
    code: { source, optimize: 1 },
  } as const;
  // The specification asks for the "u" flag; documents from other languages often break it.
  const ajv = new Ajv2020({ ...options, unicodeRegExp: patternsCompile(definitions) });
  formats.default(ajv);
  ajv.addSchema({ $id: documentId, $defs: definitions } as object);
  return ajv;
}

/** Key of a definition inside that Ajv. */
export const definitionKey = (id: string) => `${documentId}#/$defs/${id}`;

const inherited = new RegExp(`"(?:${Object.getOwnPropertyNames(Object.prototype).join("|")})"`);

function patternsCompile(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  for (const [key, child] of Object.entries(value)) {
    if (key === "pattern" && typeof child === "string" && !compiles(child)) return false;
    if (!patternsCompile(child)) return false;
  }
  return true;
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}
