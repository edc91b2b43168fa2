import type { Contract } from "../../../contracts/index.ts";

/** Every schema of the contract as one JSON Schema document, 2020-12. */
export function asJsonSchema({ name, version, title, schemas }: Contract): Record<string, unknown> {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:wirecheck:${name}:${version}`,
    title,
    $defs: schemas.$defs,
  };
}
