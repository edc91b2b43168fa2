export { type BuiltInProjection, builtInProjections } from "./built-in-projections.ts";
export { type BuiltIn, builtIns } from "./catalogue.ts";
export { ContractError, type ContractErrorId } from "./contract-error.ts";
export { loadContract, loadContracts } from "./load.ts";
export { readyFiles } from "./ready.ts";
