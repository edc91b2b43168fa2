import type { JsonSchema } from "../model/index.ts";
import { type JsonType, typesOf } from "./json-type.ts";
import { type Definitions, nodes } from "./schema-node.ts";
import { deriveTag, type Tag } from "./tag.ts";

/** One way through a union that the JSON type of the value chooses: one branch, or several told apart by a tag. */
export interface Case {
  readonly types: readonly JsonType[];
  readonly branches: readonly JsonSchema[];
  readonly tag?: Tag;
}

/**
 * The cases of `oneOf` or `anyOf`, or undefined where only trying every branch can tell them apart.
 *
 * `string | ContentPart[] | null` falls apart by type, `RunStarted | RunFinished` by tag; both together too.
 */
export function casesOf(node: JsonSchema, definitions: Definitions): Case[] | undefined {
  if (node.oneOf !== undefined && node.anyOf !== undefined) return undefined;
  const union = node.oneOf ?? node.anyOf;
  const branches = nodes(union);
  if (!Array.isArray(union) || branches.length === 0 || branches.length !== union.length) return undefined;
  // What the union says of itself holds for its branches: `{type: "object", oneOf: [{properties: …}, …]}`.
  const outer = node.type === "object" ? new Set<JsonType>(["object"]) : undefined;
  const typed = branches.map((branch) => ({ branch, types: typesOf(branch, definitions) ?? outer }));
  const objects: JsonSchema[] = [];
  const cases: Case[] = [];
  const taken = new Set<JsonType>();
  for (const { branch, types } of typed) {
    if (!types) return nullable(branches, definitions);
    if (types.size === 1 && types.has("object")) {
      objects.push(branch);
      continue;
    }
    for (const type of types) {
      if (taken.has(type)) return undefined;
      taken.add(type);
    }
    cases.push({ types: [...types], branches: [branch] });
  }
  if (objects.length === 0) return cases;
  if (taken.has("object")) return undefined;
  const tag = deriveTag(node, objects, definitions);
  if (!tag && objects.length > 1) return undefined;
  return [{ types: ["object"], branches: objects, ...(tag && { tag }) }, ...cases];
}

/** `X | null` where X may be anything: null, else X. */
function nullable(branches: readonly JsonSchema[], definitions: Definitions): Case[] | undefined {
  const isNull = (branch: JsonSchema) => {
    const types = typesOf(branch, definitions);
    return types?.size === 1 && types.has("null");
  };
  const others = branches.filter((branch) => !isNull(branch));
  if (others.length !== 1 || branches.length !== 2) return undefined;
  return [
    { types: ["null"], branches: branches.filter(isNull) },
    { types: [], branches: others },
  ];
}
