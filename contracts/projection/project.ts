import { covers, exists, isObject, type Json, type JsonObject, rangeOf, standing } from "./dating.ts";
import { mixin } from "./mixin.ts";
import { prune } from "./prune.ts";
import { isEnumeration, tagOf } from "./tag.ts";

/** The document cannot be projected: an empty union, a union without a tag or a `$ref` that leads nowhere. */
export class ProjectionError extends Error {}

const annotations = new Set(["x-since", "x-until", "x-was", "x-required", "x-closed", "x-roots"]);
const unions = ["oneOf", "anyOf"] as const;

/**
 * The plain document that an annotated one is at a version: JSON Schema, OpenAPI or AsyncAPI without our dating fields.
 *
 * What did not exist is dropped, `x-was` replaces whole nodes, `required` and closedness are those of the version, mixins
 * (`allOf` of references to objects in the same document) are flattened so that key sets are known, `$defs` that no
 * `x-roots` reaches are dropped, and every tagged `oneOf` carries its tag as `x-tag`.
 *
 * @param document any JSON document; it is not changed
 * @throws ProjectionError with the JSON pointer of the place
 */
export function project(document: unknown, version: string): Json {
  const dated = walk(document as Json, version);
  if (!isObject(dated)) return dated;
  const roots = (document as JsonObject)["x-roots"];
  const flat = flatten(dated, dated) as JsonObject;
  const whole = Array.isArray(roots) ? prune(flat, roots.map(String)) : flat;
  return finish(whole, whole, "#");
}

function walk(node: Json, version: string): Json {
  if (Array.isArray(node)) return node.filter((item) => exists(item, version)).map((item) => walk(item, version));
  if (!isObject(node)) return node;
  const standsHere = standing(node, version);
  if (standsHere !== node || !isObject(standsHere)) return walk(standsHere, version);
  const kept = Object.entries(node).filter(([key, value]) => !annotations.has(key) && exists(value, version));
  const result: JsonObject = Object.fromEntries(kept.map(([key, value]) => [key, walk(value, version)]));
  date(node, result, version);
  return result;
}

/** `required` and `additionalProperties` of an object at a version. */
function date(node: JsonObject, result: JsonObject, version: string): void {
  if (isObject(node.properties)) {
    const properties = node.properties;
    const listed = Array.isArray(node.required) ? node.required.map(String) : [];
    const dropped = new Set(Object.keys(properties).filter((name) => !exists(properties[name], version)));
    const names = new Set(listed.filter((name) => !dropped.has(name)));
    for (const [name, property] of Object.entries(properties)) {
      if (!isObject(property) || !isObject(property["x-required"]) || dropped.has(name)) continue;
      if (covers(rangeOf(property["x-required"]), version)) names.add(name);
      else names.delete(name);
    }
    if (names.size > 0) result.required = [...names];
    else delete result.required;
  }
  const closed = node["x-closed"];
  if (closed === true || (isObject(closed) && covers(rangeOf(closed), version))) result.additionalProperties = false;
}

/** The document with every mixin written out. */
function flatten(node: Json, whole: JsonObject): Json {
  if (Array.isArray(node)) return node.map((item) => flatten(item, whole));
  if (!isObject(node)) return node;
  return mapped(mixin(node, whole), (value) => flatten(value, whole));
}

/** Marks tags, and checks what can only be seen once the document is whole. */
function finish(node: Json, whole: JsonObject, at: string): Json {
  if (Array.isArray(node)) return node.map((item, index) => finish(item, whole, `${at}/${index}`));
  if (!isObject(node)) return node;
  const result = mapped(node, (value, key) =>
    finish(value, whole, `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
  const resolve = (ref: string) => lookup(whole, ref);
  if (typeof node.$ref === "string" && node.$ref.startsWith("#") && resolve(node.$ref) === undefined) {
    throw new ProjectionError(`${at} refers to ${node.$ref}, which does not exist at this version`);
  }
  for (const key of unions) {
    if (Array.isArray(node[key]) && node[key].length === 0) throw new ProjectionError(`${at}/${key} is an empty union`);
  }
  if (Array.isArray(node.oneOf) && !isEnumeration(node.oneOf)) {
    const tag = tagOf(node.oneOf, resolve);
    if (tag === undefined) throw new ProjectionError(`${at}/oneOf has no tag that every branch requires; use anyOf`);
    result["x-tag"] = tag;
  }
  return result;
}

/** A copy with other values; keys such as `__proto__` stay keys. */
function mapped(node: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value, key)]));
}

/** What a reference into the same document points to. */
function lookup(whole: Json, ref: string): Json | undefined {
  let node: Json | undefined = whole;
  for (const token of ref.slice(1).split("/").slice(1)) {
    const key = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(node)) node = node[Number(key)];
    else node = isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
  }
  return node;
}
