export { causes } from "./causes/index.ts";
export { causesOfExchange } from "./causes-of-exchange.ts";
export { diagnose } from "./diagnose.ts";
export type { DiagnoseOptions, Diagnosis, FoundCause } from "./types.ts";
