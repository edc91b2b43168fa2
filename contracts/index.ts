export * from "./documents/index.ts";
export * from "./model/index.ts";
export {
  compareVersions,
  type Projection,
  ProjectionError,
  project,
  projections,
  versionsOf,
} from "./projection/index.ts";
export * from "./sampling/index.ts";
