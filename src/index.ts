export type * from "../contracts/index.ts";
export { ContractError, loadContract, loadContracts, RecordingError, readRecording } from "../contracts/index.ts";
export { type DiagnoseOptions, type Diagnosis, diagnose } from "./diagnose/index.ts";
export {
  type Bump,
  type Catalogue,
  CatalogueError,
  type Change,
  type GateOptions,
  type GateReport,
  gate,
  InstallError,
  type KnownFailure,
  KnownFailuresError,
  LockfileError,
  matrixOf,
  merge,
  type Pinned,
  type Reason,
  readCatalogue,
  readKnownFailures,
  type Subject,
  subjectOfLockfiles,
  subjectOfPackages,
} from "./gate/index.ts";
export {
  type GateReporterKind,
  type GateReportOptions,
  gateReport,
  type ReporterKind,
  report,
} from "./report/index.ts";
export {
  type CheckResult,
  type PlannedCheck,
  planChecks,
  type VerifyOptions,
  type VerifyReport,
  verify,
} from "./verify/index.ts";
