export * from "./documents/index.ts";
export * from "./engine/index.ts";
export * from "./framing/index.ts";
export * from "./model/index.ts";
export {
  compareVersions,
  type Projection,
  ProjectionError,
  project,
  projections,
  versionsOf,
} from "./projection/index.ts";
export * from "./recordings/index.ts";
export * from "./rules/index.ts";
export * from "./sampling/index.ts";
