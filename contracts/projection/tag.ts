import { isObject, type Json, type JsonObject } from "./dating.ts";

/** Finds what a local `$ref` points to; undefined where nothing is. */
export type Resolve = (ref: string) => Json | undefined;

/**
 * The tag of a `oneOf`: the property that is `const` or `enum` and required in every branch.
 *
 * No `discriminator` keyword is read, because OpenAPI and Ajv differ on its form. Undefined for a union without a tag.
 */
export function tagOf(branches: readonly Json[], resolve: Resolve): string | undefined {
  const tags = branches.map((branch) => tagsOf(branch, resolve));
  return tags[0]?.find((name) => tags.every((names) => names.includes(name)));
}

/** Whether a `oneOf` is an enumeration: every branch one constant. It needs no tag. */
export function isEnumeration(branches: readonly Json[]): boolean {
  return branches.every((branch) => isObject(branch) && "const" in branch);
}

function tagsOf(branch: Json, resolve: Resolve): string[] {
  if (!isObject(branch)) return [];
  if (typeof branch.$ref === "string") return tagsOf(resolve(branch.$ref) ?? null, resolve);
  // A union in a union carries the tag that all of its own branches carry.
  if (Array.isArray(branch.oneOf)) {
    const tag = tagOf(branch.oneOf, resolve);
    return tag === undefined ? [] : [tag];
  }
  const { properties, required } = branch as { properties?: JsonObject; required?: Json };
  if (!isObject(properties) || !Array.isArray(required)) return [];
  return Object.keys(properties).filter((name) => required.includes(name) && isFixed(properties[name], resolve));
}

function isFixed(schema: Json | undefined, resolve: Resolve): boolean {
  if (!isObject(schema)) return false;
  if (typeof schema.$ref === "string") return isFixed(resolve(schema.$ref), resolve);
  return "const" in schema || Array.isArray(schema.enum);
}
