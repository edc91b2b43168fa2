import type { GateReport } from "../../gate/index.ts";
import { json } from "./clean.ts";
import { github } from "./github.ts";
import { junit } from "./junit.ts";
import { list } from "./list.ts";
import { markdown } from "./markdown.ts";
import { sarif } from "./sarif.ts";

export { jobSummary } from "./markdown.ts";

const reporters = {
  list,
  json: (report: GateReport) => json(report),
  junit,
  sarif,
  github,
  markdown,
};

/** What a decision can be written as. */
export type GateReporterKind = keyof typeof reporters;

export const gateReporterKinds = Object.keys(reporters) as readonly GateReporterKind[];

/** How the list is written; the other reporters have all that there is. */
export interface GateReportOptions {
  /** Characters of a line; 80 when undefined, and never fewer than 40. */
  readonly columns?: number;
  /** Everything, where else one screen of about 24 lines has to do. */
  readonly verbose?: boolean;
}

/** A decision as text, with a line feed at its end. */
export function gateReport(
  kind: GateReporterKind,
  report: GateReport,
  { columns = 80, verbose = false }: GateReportOptions = {},
): string {
  return reporters[kind](report, { columns: Math.max(40, columns), verbose });
}
