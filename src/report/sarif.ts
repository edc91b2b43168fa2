import { ruleOf, rulePage, type Violation } from "../../contracts/index.ts";
import type { CheckResult, Reason, VerifyReport } from "../verify/index.ts";
import { reasonOf, sentenceOf, whyLines, whyOf } from "./words.ts";

/** SARIF 2.1.0 (OASIS standard): a result a violation; what is inconclusive is a result of kind "open". */
export function sarif(report: VerifyReport): string {
  const violations = report.checks.flatMap((check) => check.violations.map((one) => ({ check, one })));
  const ids = [...new Set(violations.map(({ one }) => one.rule))].sort();
  const open = report.checks.filter(({ verdict }) => verdict === "inconclusive");
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: report.tool.name, version: report.tool.version, rules: ids.map(ruleAsData) } },
        properties: {
          contract: report.contract,
          version: report.version,
          verdict: report.verdict,
          ...(report.diagnosis && { diagnosis: report.diagnosis }),
        },
        results: [
          ...violations.map(({ check, one }) => violationAsData(report, check, one)),
          ...open.map((check) => ({
            ruleId: check.id,
            kind: "open",
            level: "none",
            ...messageOf(reasonOf(check), whyOf(report, check)),
            locations: [locationOf(report, check)],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleAsData(id: string) {
  const title = ruleOf(id)?.title ?? id;
  return { id, shortDescription: { text: title }, help: { text: `${title}. See ${rulePage(id)}.` } };
}

function violationAsData(report: VerifyReport, check: CheckResult, violation: Violation) {
  return {
    ruleId: violation.rule,
    kind: "fail",
    level: "error",
    // What explains all of them stands with the first.
    ...messageOf(sentenceOf(violation), check.violations[0] === violation ? whyOf(report, check) : undefined),
    locations: [locationOf(report, check)],
    partialFingerprints: { "wirecheck/v1": `${check.id} ${violation.rule} ${violation.path}` },
  };
}

/** What a viewer shows, and, where it is known, why the connection failed, as data too. */
function messageOf(text: string, why: Reason | undefined) {
  const message = { text: [text, ...whyLines(why)].join("\n") };
  return why ? { message, properties: { diagnosis: why } } : { message };
}

function locationOf(report: VerifyReport, check: CheckResult) {
  return {
    physicalLocation: { artifactLocation: { uri: report.target } },
    logicalLocations: [{ fullyQualifiedName: check.id, kind: "resource" }],
  };
}
