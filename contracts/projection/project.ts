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
  const whole = Array.isArray(roots) ? prune(dated, roots.map(String)) : dated;
  return finish(whole, whole, "#");
}

function walk(node: Json, version: string): Json {
  if (Array.isArray(node)) return node.filter((item) => exists(item, version)).map((item) => walk(item, version));
  if (!isObject(node)) return node;
  const standsHere = standing(node, version);
  if (standsHere !== node || !isObject(standsHere)) return walk(standsHere, version);
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    if (annotations.has(key) || !exists(value, version)) continue;
    Object.defineProperty(result, key, {
      value: walk(value, version),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
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

/** Flattens mixins and checks what can only be seen once the document is whole. */
function finish(node: Json, whole: JsonObject, at: string): Json {
  if (Array.isArray(node)) return node.map((item, index) => finish(item, whole, `${at}/${index}`));
  if (!isObject(node)) return node;
  const flat = mixin(node, whole);
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(flat)) {
    const place = `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const finished = finish(value, whole, place);
    Object.defineProperty(result, key, { value: finished, enumerable: true, writable: true, configurable: true });
  }
  const resolve = (ref: string) => lookup(whole, ref);
  if (typeof flat.$ref === "string" && flat.$ref.startsWith("#") && resolve(flat.$ref) === undefined) {
    throw new ProjectionError(`${at} refers to ${flat.$ref}, which does not exist at this version`);
  }
  for (const key of unions) {
    if (Array.isArray(flat[key]) && flat[key].length === 0) throw new ProjectionError(`${at}/${key} is an empty union`);
  }
  if (Array.isArray(flat.oneOf) && !isEnumeration(flat.oneOf)) {
    const tag = tagOf(flat.oneOf, (ref) => mixed(resolve(ref), whole));
    if (tag === undefined) throw new ProjectionError(`${at}/oneOf has no tag that every branch requires; use anyOf`);
    result["x-tag"] = tag;
  }
  return result;
}

const mixed = (node: Json | undefined, whole: JsonObject) => (isObject(node) ? mixin(node, whole) : node);

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
