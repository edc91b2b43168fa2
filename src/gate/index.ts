export { type Catalogue, CatalogueError, readCatalogue } from "./catalogue/index.ts";
export type { Subject } from "./cell/index.ts";
export { type GateOptions, gate, matrixOf } from "./gate.ts";
export { InstallError } from "./install/index.ts";
export { KnownFailuresError, readKnownFailures } from "./known-failures.ts";
export type * from "./types.ts";
