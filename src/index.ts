export type * from "../contracts/index.ts";
export { ContractError, loadContract, loadContracts, RecordingError, readRecording } from "../contracts/index.ts";
export { type DiagnoseOptions, type Diagnosis, diagnose } from "./diagnose/index.ts";
export { type ReporterKind, report } from "./report/index.ts";
export {
  type CheckResult,
  type PlannedCheck,
  planChecks,
  type VerifyOptions,
  type VerifyReport,
  verify,
} from "./verify/index.ts";
