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

/**
 * An Ajv for JSON Schema 2020-12 that holds each definition under its id, none inlined in another. Ajv takes longer to
 * load than our whole start, so it is loaded here and not before.
 *
 * Not `Ajv2020`, which makes every validator note which keys it has looked at, for the sake of `unevaluatedProperties`,
 * whether a schema has that or not: the code is two thirds of the size without.
 *
 * @param all all errors of a value instead of the first
 * @param source keep the code, for `standalone`
 */
export function createAjv(definitions: Distinct["definitions"], { all, source }: { all: boolean; source: boolean }) {
  const { default: Ajv } = require("ajv/dist/core") as typeof import("ajv/dist/core.js");
  const { default: vocabularies } = require("ajv/dist/vocabularies/draft2020") as Vocabularies;
  const { default: discriminator } = require("ajv/dist/vocabularies/discriminator") as Discriminator;
  const formats = require("ajv-formats") as typeof import("ajv-formats");
  const text = JSON.stringify(definitions);
  const ajv = new Ajv({
    strict: false,
    allErrors: all,
    inlineRefs: false,
    discriminator: true,
    unevaluated: /"unevaluated(?:Properties|Items)":/.test(text),
    next: true,
    meta: false,
    validateSchema: false,
    messages: false,
    logger: false,
    // Slower, and needed only where a schema speaks of a name that every object inherits.
    ownProperties: inherited.test(text),
    // The specification asks for the "u" flag; documents from other languages often break it.
    unicodeRegExp: patternsCompile(definitions),
    code: { source, optimize: 1 },
  });
  for (const vocabulary of vocabularies) ajv.addVocabulary(vocabulary);
  ajv.addKeyword(discriminator);
  formats.default(ajv as unknown as Parameters<typeof formats.default>[0]);
  for (const [id, schema] of Object.entries(definitions)) ajv.addSchema(schema as object, id);
  return ajv;
}

type Vocabularies = typeof import("ajv/dist/vocabularies/draft2020.js");
type Discriminator = typeof import("ajv/dist/vocabularies/discriminator/index.js");

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
