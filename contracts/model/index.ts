export type * from "./contract.ts";
export type * from "./endpoint.ts";
export type * from "./exchange.ts";
export type * from "./order-rule.ts";
export type { Rule, RuleFamily } from "./rule.ts";
export { rulePage } from "./rule.ts";
export type * from "./violation.ts";
