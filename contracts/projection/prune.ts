import { isObject, type Json, type JsonObject } from "./dating.ts";

const prefix = "#/$defs/";

/** The document with only those `$defs` that its roots reach. A root that does not exist at this version is left out. */
export function prune(document: JsonObject, roots: readonly string[]): JsonObject {
  const defs = isObject(document.$defs) ? document.$defs : {};
  const reached = new Set<string>();
  const visit = (node: Json): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (isObject(node)) {
      if (typeof node.$ref === "string" && node.$ref.startsWith(prefix)) reach(node.$ref.slice(prefix.length));
      Object.values(node).forEach(visit);
    }
  };
  const reach = (name: string): void => {
    const def = defs[name];
    if (reached.has(name) || def === undefined) return;
    reached.add(name);
    visit(def);
  };
  roots.forEach(reach);
  const { $defs: _, ...rest } = document;
  visit(rest);
  return { ...rest, $defs: Object.fromEntries(Object.entries(defs).filter(([name]) => reached.has(name))) };
}
