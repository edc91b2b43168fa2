import type { JsonSchema } from "../model/index.ts";
import { type Definitions, isNode, nodes, own, referenceName, resolve, strings } from "./schema-node.ts";
import type { Tag } from "./tag.ts";
import { type Case, casesOf } from "./union.ts";

const values = [
  ...["type", "const", "enum", "required", "dependentRequired", "pattern", "format", "multipleOf", "uniqueItems"],
  ...["minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems"],
  ...["minContains", "maxContains", "minProperties", "maxProperties"],
];
const maps = ["properties", "patternProperties", "dependentSchemas"];
const lists = ["allOf", "prefixItems"];
const singles = ["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"].concat(
  "unevaluatedProperties",
  "unevaluatedItems",
);

/**
 * The schema as Ajv is given it: annotations gone, `#/$defs/NAME` renamed, and every union that type or tag can tell
 * apart written as a choice, so that a misshapen value gets the errors of the one branch it meant.
 *
 * @param rename id of a definition by its name
 */
export function prepare(node: unknown, definitions: Definitions, rename: (name: string) => string): unknown {
  if (!isNode(node)) return node === false ? false : {};
  const inner = (child: unknown) => prepare(child, definitions, rename);
  const result: Record<string, unknown> = {};
  const name = referenceName(node.$ref);
  if (name !== undefined) result.$ref = rename(name);
  for (const key of values) if (node[key] !== undefined) result[key] = node[key];
  for (const key of maps) {
    const map = node[key];
    if (isNode(map)) result[key] = Object.fromEntries(Object.entries(map).map(([at, child]) => [at, inner(child)]));
  }
  for (const key of lists) if (Array.isArray(node[key])) result[key] = node[key].map(inner);
  for (const key of singles) if (node[key] !== undefined) result[key] = inner(node[key]);
  if (node["x-closed"] === true && node.additionalProperties === undefined) result.additionalProperties = false;
  const constants = unionOfConstants(node);
  const cases = constants ? undefined : casesOf(node, definitions);
  if (constants) return join(result, { enum: constants });
  if (cases) return join(result, choose(cases, cases, definitions, inner));
  for (const key of ["oneOf", "anyOf"]) if (Array.isArray(node[key])) result[key] = node[key].map(inner);
  return result;
}

/** `oneOf: [{const: "a"}, {const: "b"}]` is an enum whose members can carry annotations. */
function unionOfConstants(node: JsonSchema): unknown[] | undefined {
  const union = node.oneOf ?? node.anyOf;
  if (!Array.isArray(union) || union.length === 0) return undefined;
  const each = nodes(union).filter((branch) => "const" in branch);
  return each.length === union.length ? each.map((branch) => branch.const) : undefined;
}

function join(rest: Record<string, unknown>, choice: Record<string, unknown>): Record<string, unknown> {
  if (Object.keys(rest).every((key) => key === "type" && rest.type === choice.type)) return choice;
  return { ...rest, allOf: [...(Array.isArray(rest.allOf) ? rest.allOf : []), choice] };
}

type Inner = (child: unknown) => unknown;

function choose(
  rest: readonly Case[],
  all: readonly Case[],
  definitions: Definitions,
  inner: Inner,
): Record<string, unknown> {
  const [first, ...others] = rest;
  if (!first) return { type: all.flatMap(({ types }) => types) };
  const schema = first.tag ? tagged(first.branches, first.tag, definitions, inner) : inner(first.branches[0]);
  if (first.tag && all.length === 1) return schema as Record<string, unknown>;
  if (first.types.length === 0) return { allOf: [schema] };
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so, and nothing awaits a schema.
  return { if: { type: first.types }, then: schema, else: choose(others, all, definitions, inner) };
}

/** Ajv's `discriminator` jumps to the branch of the tag and reports that branch's errors alone. */
function tagged(
  branches: readonly JsonSchema[],
  tag: Tag,
  definitions: Definitions,
  inner: Inner,
): Record<string, unknown> {
  const oneOf = branches.map((branch, index) => {
    const prepared = inner(branch) as Record<string, unknown>;
    const target = resolve(branch, definitions);
    const property = own(target.properties, tag.name);
    // Ajv looks for the values in `properties` right behind one reference.
    const direct = isNode(property) && ("const" in property || strings(property.enum).length > 0);
    const onlyReference = Object.keys(prepared).length === 1;
    if (direct && (onlyReference || prepared.$ref === undefined) && !target.$ref && oneHop(branch, definitions)) {
      return prepared;
    }
    return { properties: { [tag.name]: { enum: tag.values[index] } }, allOf: [prepared] };
  });
  return { type: "object", required: [tag.name], discriminator: { propertyName: tag.name }, oneOf };
}

function oneHop(branch: JsonSchema, definitions: Definitions): boolean {
  const name = referenceName(branch.$ref);
  const target = name === undefined ? undefined : own(definitions, name);
  return name === undefined || (isNode(target) && target.$ref === undefined);
}
