export { causes } from "./causes/index.ts";
export { diagnose } from "./diagnose.ts";
export type { Certainty, DiagnoseOptions, Diagnosis, Evidence, FoundCause } from "./types.ts";
