import type { Contract, Endpoint, JsonSchema } from "../../../contracts/index.ts";

/** A contract by hand: schemas, and endpoints that use them. */
export function contractWith(
  $defs: Readonly<Record<string, JsonSchema>>,
  endpoints: readonly Endpoint[] = [],
): Contract {
  return {
    name: "by-hand",
    version: "1",
    line: "",
    title: "By hand",
    digest: "000000000000",
    emptyPath: false,
    endpoints,
    schemas: { $defs },
    unregistered: {},
    builtIn: false,
  };
}
