import type { JsonSchema, SchemaName, Schemas } from "../model/index.ts";
import { branchesOf, follow, isMembers, type Members, propertiesOf, requiredOf, typeName, typesOf } from "./node.ts";
import { define } from "./sample.ts";

/** A value that a schema refuses, and the one thing that is wrong with it. */
export interface Spoiled {
  /** `without /messages/0/id`, `/threadId is an object`. */
  readonly description: string;
  /** JSON pointer of what was changed. */
  readonly pointer: string;
  /** The last part of the shape rule that it breaks. */
  readonly rule: "required" | "type" | "value" | "unknown-type" | "unknown-key" | "length" | "range";
  readonly data: unknown;
}

type Edit = Omit<Spoiled, "data"> & { readonly apply: (root: unknown) => unknown };

/**
 * Spoils a valid value in one place at a time, outermost places first: each required property gone, each type wrong, each
 * constant and tag unknown, strings too short, numbers too small, a key more where the object is closed.
 *
 * @param value a value that the schema accepts; it is not changed
 * @param options.limit at most so many; default 40
 */
export function spoil(
  schemas: Schemas,
  schema: SchemaName | JsonSchema,
  value: unknown,
  options: { limit?: number } = {},
): Spoiled[] {
  const limit = options.limit ?? 40;
  const found: Edit[] = [];
  const queue = [
    {
      node: (typeof schema === "string" ? { $ref: `#/$defs/${schema}` } : schema) as unknown,
      value,
      path: [] as string[],
    },
  ];
  for (let index = 0; index < queue.length && found.length < limit; index++) {
    const { node: given, value: here, path } = queue[index]!;
    found.push(...typeEdits(schemas, given, path));
    const node = branchFor(schemas, given, here);
    if (isMembers(here)) {
      found.push(...memberEdits(node, here, path));
      for (const [name, property] of Object.entries(propertiesOf(node))) {
        if (Object.hasOwn(here, name)) queue.push({ node: property, value: here[name], path: [...path, name] });
      }
    } else if (Array.isArray(here)) {
      if (here.length > 0 && node.items !== undefined)
        queue.push({ node: node.items, value: here[0], path: [...path, "0"] });
    } else found.push(...scalarEdits(node, here, path));
  }
  return found.slice(0, limit).map(({ apply, ...rest }) => ({ ...rest, data: apply(value) }));
}

const wrong: readonly (readonly [string, unknown])[] = [
  ["object", { wrong: true }],
  ["string", "wrong"],
  ["array", ["wrong"]],
  ["boolean", true],
  ["integer", 7],
];

function typeEdits(schemas: Schemas, node: unknown, path: readonly string[]): Edit[] {
  const types = typesOf(schemas, node);
  if (!types) return [];
  // A whole number is a number too.
  const [type, value] = wrong.find(([name]) => !types.has(name) && !(name === "integer" && types.has("number"))) ?? [];
  if (type === undefined) return [];
  const article = /^[aeiou]/.test(type) ? "an" : "a";
  return [edit("type", path, `${pointerOf(path) || "the whole"} is ${article} ${type}`, () => value)];
}

function memberEdits(node: JsonSchema, here: Members, path: readonly string[]): Edit[] {
  const properties = propertiesOf(node);
  const edits: Edit[] = requiredOf(node)
    .filter((name) => Object.hasOwn(here, name))
    .map((name) => {
      const at = [...path, name];
      return edit("required", at, `without ${pointerOf(at)}`, undefined);
    });
  for (const [name, property] of Object.entries(properties)) {
    if (isMembers(property) && "const" in property && Object.hasOwn(here, name)) {
      const at = [...path, name];
      edits.push(edit("unknown-type", at, `${pointerOf(at)} is "NO_SUCH_TYPE"`, () => "NO_SUCH_TYPE"));
    }
  }
  if (node.additionalProperties === false) {
    const at = [...path, "noSuchKey"];
    edits.push(edit("unknown-key", at, `with ${pointerOf(at)}`, () => true));
  }
  return edits;
}

function scalarEdits(node: JsonSchema, here: unknown, path: readonly string[]): Edit[] {
  const at = pointerOf(path);
  if (Array.isArray(node.enum)) return [edit("value", path, `${at} is "no-such-value"`, () => "no-such-value")];
  if (typeof here === "string" && typeof node.minLength === "number" && node.minLength > 0) {
    return [edit("length", path, `${at} is empty`, () => "")];
  }
  if (typeof here === "number" && typeof node.minimum === "number") {
    const less = node.minimum - 1;
    return [edit("range", path, `${at} is ${less}`, () => less)];
  }
  return [];
}

/** The alternative of a union that a value is of: the one whose constants it carries, else the first of its type. */
function branchFor(schemas: Schemas, given: unknown, here: unknown): JsonSchema {
  const node = follow(schemas, given);
  // Alternatives of an object that has properties of its own: what one of them misses, another may allow.
  if (isMembers(node.properties)) return node;
  const branches = branchesOf(schemas, node)?.map((branch) => branchFor(schemas, branch, here));
  if (!branches) return node;
  const fits = (branch: JsonSchema) =>
    isMembers(here)
      ? Object.entries(propertiesOf(branch)).every(([name, property]) => agrees(property, here[name]))
      : (typesOf(schemas, branch)?.has(typeName(here)) ?? true);
  return branches.find(fits) ?? node;
}

function agrees(property: unknown, value: unknown): boolean {
  if (!isMembers(property)) return true;
  if ("const" in property) return property.const === value;
  return !Array.isArray(property.enum) || value === undefined || property.enum.includes(value);
}

/** An edit at a path; without `value` the member is taken away. */
function edit(
  rule: Spoiled["rule"],
  path: readonly string[],
  description: string,
  value: (() => unknown) | undefined,
): Edit {
  const apply = (root: unknown): unknown => {
    if (path.length === 0) return value?.();
    const copy = structuredClone(root) as Members;
    let parent: Members = copy;
    for (const token of path.slice(0, -1)) parent = parent[token] as Members;
    const last = path.at(-1)!;
    if (value) define(parent, last, value());
    else delete parent[last];
    return copy;
  };
  return { rule, pointer: pointerOf(path), description, apply };
}

/** RFC 6901. */
function pointerOf(path: readonly string[]): string {
  return path.map((token) => `/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
