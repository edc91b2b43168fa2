import type { Contract, Frame, JsonSchema, SchemaName } from "../../contracts/index.ts";

/** What a frame says, or undefined where it is not JSON. */
export function jsonOf(frame: Frame): unknown {
  if (frame.binary) return undefined;
  try {
    return JSON.parse(frame.raw);
  } catch {
    return undefined;
  }
}

/** The value at an RFC 6901 pointer. */
export function pointed(value: unknown, pointer: string): unknown {
  const steps = pointer.split("/").slice(1);
  return steps
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (at, step) => (typeof at === "object" && at ? (at as Record<string, unknown>)[step] : undefined),
      value,
    );
}

/**
 * Whether a value claims to be of a schema: it has the constant members that tell its messages apart. A misshapen
 * message is still that message; its shape is for the judge.
 */
export function claims(contract: Contract, name: SchemaName, value: unknown): boolean {
  const consts = constants(contract, { $ref: `#/$defs/${name}` });
  return consts.length > 0 && consts.every(([key, wanted]) => wanted.includes(pointed(value, `/${key}`)));
}

function constants(contract: Contract, schema: JsonSchema, depth = 0): (readonly [string, readonly unknown[]])[] {
  if (depth > 8) return [];
  if (typeof schema.$ref === "string") {
    const target = contract.schemas.$defs[schema.$ref.replace("#/$defs/", "")];
    return target ? constants(contract, target, depth + 1) : [];
  }
  const merged = ((schema.allOf as JsonSchema[]) ?? []).flatMap((one) => constants(contract, one, depth + 1));
  const required = new Set((schema.required as string[]) ?? []);
  const own = Object.entries((schema.properties as Record<string, JsonSchema>) ?? {})
    .filter(([key]) => required.has(key))
    .flatMap(([key, node]) =>
      "const" in node ? [[key.replaceAll("~", "~0").replaceAll("/", "~1"), [node.const]] as const] : [],
    );
  return [...own, ...merged];
}
