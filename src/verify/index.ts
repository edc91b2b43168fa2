export type { PlannedCheck } from "./check.ts";
export { strayAllows } from "./leave.ts";
export { strayChoices } from "./only.ts";
export { type Plan, plan, planChecks } from "./planned.ts";
export type { CheckResult, Reason, VerifyOptions, VerifyReport } from "./types.ts";
export { verify } from "./verify.ts";
