export { isMembers, type Members } from "./node.ts";
export { type SampleOptions, sample } from "./sample.ts";
export { type Spoiled, spoil } from "./spoil.ts";
export { type Variant, type VariantOptions, variants } from "./variants.ts";
