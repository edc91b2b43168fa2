export { covers } from "./dating.ts";
export { ProjectionError, project } from "./project.ts";
export { type Projection, projections } from "./projections.ts";
export { compareVersions, versionsOf } from "./version.ts";
