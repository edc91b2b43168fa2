import type { Message, SchemaName } from "../model/index.ts";
import { isObject } from "./json.ts";
import type { SchemaTable } from "./schema-table.ts";

/**
 * One schema for any of the messages. Where every message has its own constant in the same required property, that
 * property is the tag and exactly one branch fits; else a frame need only fit one of them.
 */
export function unionOf(messages: readonly Message[], hint: string, schemas: SchemaTable): SchemaName {
  const names = [...new Set(messages.map(({ schema }) => schema))];
  const only = names[0];
  if (only !== undefined && names.length === 1) return only;
  if (only === undefined) return schemas.add({ not: {} }, hint);
  const branches = names.map((name) => ({ $ref: `#/$defs/${name}` }));
  const tag = [...constants(only, schemas).keys()].find((property) => {
    const values = names.map((name) => constants(name, schemas).get(property));
    return values.every((value) => value !== undefined) && new Set(values).size === names.length;
  });
  return schemas.add(
    tag === undefined ? { anyOf: branches } : { type: "object", required: [tag], oneOf: branches, "x-tag": tag },
    hint,
  );
}

/** Required properties that may only have one value, with that value. */
function constants(name: SchemaName, schemas: SchemaTable): Map<string, unknown> {
  const { properties, required } = schemas.get(name);
  if (!isObject(properties) || !Array.isArray(required)) return new Map();
  const found = Object.entries(properties).flatMap(([property, schema]) => {
    if (!isObject(schema) || !required.includes(property)) return [];
    const value = Array.isArray(schema.enum) && schema.enum.length === 1 ? schema.enum[0] : schema.const;
    return typeof value === "string" ? [[property, value] as const] : [];
  });
  return new Map(found);
}
