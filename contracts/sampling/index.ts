export { branchesOf, follow, isMembers, type Members, propertiesOf, requiredOf, typeName } from "./node.ts";
export { type SampleOptions, sample } from "./sample.ts";
export { type Spoiled, spoil } from "./spoil.ts";
export { type Variant, type VariantOptions, variants } from "./variants.ts";
