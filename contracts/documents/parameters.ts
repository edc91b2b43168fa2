import type { Parameter } from "../model/index.ts";
import { badDocument, child, children, type Place, textAt } from "./place.ts";
import { schemaExamples } from "./plain-schema.ts";
import type { Reading } from "./reading.ts";

const locations = ["path", "query", "header", "cookie"] as const;

/** Schema of a parameter in a path that says no more of itself. */
export const someText = { type: "string", minLength: 1 };

/** Header parameters of these names are described elsewhere in OpenAPI, and must be ignored (3.1, "Parameter Object"). */
const elsewhere = new Set(["accept", "content-type", "authorization"]);

/**
 * Parameters of an OpenAPI operation: those of its path, overridden by its own, and the ones that only the path
 * template tells of.
 */
export function readParameters(
  pathItem: Place,
  operation: Place,
  path: string,
  id: string,
  reading: Reading,
): Parameter[] {
  const places = new Map<string, Place>();
  for (const owner of [pathItem, operation]) {
    for (const [key] of children(child(owner, "parameters"))) {
      const place = reading.at(child(owner, "parameters"), key);
      places.set(`${textAt(place, "in")} ${textAt(place, "name")}`, place);
    }
  }
  const declared = [...places.values()].flatMap((place) => readParameter(place, id, reading));
  const silent = namesIn(path).filter((name) => !places.has(`path ${name}`));
  return [...declared, ...silent.map((name) => undeclared(name, id, reading))];
}

/** Names between braces in a path template. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
}

/** A path parameter of which a document tells only the name: any text that is not empty. */
function undeclared(name: string, id: string, reading: Reading): Parameter {
  return { name, in: "path", required: true, schema: reading.schemas.add(someText, `${id} ${name}`) };
}

function readParameter(place: Place, id: string, reading: Reading): Parameter[] {
  const name = textAt(place, "name");
  const where = locations.find((location) => location === textAt(place, "in"));
  if (name === undefined) throw badDocument(place, "is a parameter without a name");
  if (!where || (where === "header" && elsewhere.has(name.toLowerCase()))) return [];
  const content = children(child(place, "content"))[0]?.[1];
  const schema = content ? child(content, "schema") : child(place, "schema");
  const example = exampleOf(place, schema, reading);
  const schemaName =
    schema.value === undefined
      ? reading.schemas.add({}, `${id} ${name}`)
      : reading.schemas.nameOf(schema, `${id} ${name}`);
  const required = where === "path" || child(place, "required").value === true;
  return [{ name, in: where, required, schema: schemaName, ...(example === undefined ? {} : { example }) }];
}

function exampleOf(place: Place, schema: Place, reading: Reading): unknown {
  const own = child(place, "example").value;
  if (own !== undefined) return own;
  for (const [key] of children(child(place, "examples"))) {
    const { value } = child(reading.at(child(place, "examples"), key), "value");
    if (value !== undefined) return value;
  }
  return schemaExamples(reading.references.follow(schema))[0];
}
