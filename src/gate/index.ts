export { type Catalogue, CatalogueError, readCatalogue } from "./catalogue/index.ts";
export type { Subject } from "./cell/index.ts";
export { type GateOptions, gate, matrixOf } from "./gate.ts";
export { InstallError } from "./install/index.ts";
export { KnownFailuresError, readKnownFailures } from "./known-failures.ts";
export { LockfileError } from "./lockfiles/index.ts";
export { merge } from "./merge.ts";
export { ecosystemOf, subjectOfLockfiles, subjectOfPackages } from "./subject.ts";
export type * from "./types.ts";
