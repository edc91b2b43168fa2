import type { VerifyReport } from "../verify/index.ts";
import { github } from "./github.ts";
import { junit } from "./junit.ts";
import { list } from "./list.ts";
import { sarif } from "./sarif.ts";

export { diagnosisList } from "./diagnosis.ts";
export {
  type GateReporterKind,
  type GateReportOptions,
  gateReport,
  gateReporterKinds,
  jobSummary,
} from "./gate/index.ts";
export { count, sentenceOf } from "./words.ts";
export { beside, wrap } from "./wrap.ts";

const reporters = {
  list: (report: VerifyReport, columns: number) => list(report, columns),
  json: (report: VerifyReport) => `${JSON.stringify(report, null, 2)}\n`,
  junit,
  github,
  sarif,
};

/** What a report can be written as. */
export type ReporterKind = keyof typeof reporters;

export const reporterKinds = Object.keys(reporters) as readonly ReporterKind[];

/** A report as text, with a line feed at its end. `columns` counts for the list alone; 80 when undefined. */
export function report(kind: ReporterKind, result: VerifyReport, { columns = 80 }: { columns?: number } = {}): string {
  return reporters[kind](result, columns);
}
