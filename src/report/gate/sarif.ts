import type { Change, GateReport, Reason } from "../../gate/index.ts";
import { json, sentence, value } from "./clean.ts";
import {
  answerOf,
  byStanding,
  isKnown,
  kindOf,
  levelOf,
  nextOf,
  placeOf,
  reasonsAlone,
  reasonText,
  reasonTitles,
  sentenceOf,
} from "./words.ts";

/**
 * SARIF 2.1.0 (OASIS standard): a result for each change that is breaking, unwanted or unknown, with the line of the lockfile
 * that brings it; an excused one is a result that is suppressed; a reason that is about no change is one without a place.
 */
export function sarif(report: GateReport): string {
  const { breaking, unwanted, unknown, excused } = byStanding(report);
  const changes = [...breaking, ...unwanted, ...unknown, ...excused];
  const alone = reasonsAlone(report);
  const rules = new Map([
    ...changes.map((change) => [ruleOf(change), `On the wire: ${kindOf(change)}`] as const),
    ...alone.map(({ id }) => [id, reasonTitles[id]] as const),
  ]);
  const { name, version } = report.tool;
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name,
            version,
            rules: [...rules].sort().map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        properties: { decision: report.decision, answer: answerOf(report), failOn: report.failOn },
        results: [...changes.map((change) => resultOf(report, change)), ...alone.map(reasonAsResult)],
      },
    ],
  };
  return json(log);
}

const ruleOf = (change: Change) => `change/${kindOf(change)}`;

function resultOf(report: GateReport, change: Change) {
  const place = placeOf(report, change);
  const excuse = report.excused.find(({ id }) => id === change.id);
  const level = levelOf(report, change);
  return {
    ruleId: ruleOf(change),
    kind: "fail",
    level,
    message: { text: [sentenceOf(change), ...nextOf(report, change)].join("\n") },
    ...(place && { locations: [locationOf(place)] }),
    partialFingerprints: { "wirecheck/v1": change.id },
    ...(excuse && {
      suppressions: [
        {
          kind: "external",
          status: "accepted",
          justification: `${sentence(excuse.reason, 600)} ${value(excuse.link, 300)}, until ${value(excuse.until, 20)}`,
        },
      ],
    }),
  };
}

function reasonAsResult(reason: Reason) {
  return {
    ruleId: reason.id,
    kind: "fail",
    level: isKnown(reason) ? "error" : "warning",
    message: { text: reasonText(reason) },
    partialFingerprints: { "wirecheck/v1": `${reason.id} ${reason.change ?? reason.says}` },
  };
}

/** The file below the repository's root, as a URI. */
const locationOf = ({ file, line }: { readonly file: string; readonly line: number }) => ({
  physicalLocation: {
    artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
    region: { startLine: line },
  },
});
