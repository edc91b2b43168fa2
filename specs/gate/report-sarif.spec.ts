import { expect, test } from "@playwright/test";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { GateReport } from "../../src/gate/index.ts";
import { gateReport } from "../../src/report/index.ts";
import { hostile, samples } from "./report-extremes.ts";
import { closed, excused, inconclusive, noEvidence, open, tolerated } from "./report-samples.ts";

const object = (properties: Record<string, unknown>, ...optional: string[]) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const text = { type: "string", minLength: 1 };
const list = (items: unknown) => ({ type: "array", items });

/** The part of SARIF 2.1.0 (OASIS standard, sections 3.13 to 3.35) that is used, closed, with the standard's types. */
const part = object({
  $schema: text,
  version: { const: "2.1.0" },
  runs: list(
    object({
      tool: object({
        driver: object({
          name: text,
          version: text,
          rules: list(object({ id: text, shortDescription: object({ text }) })),
        }),
      }),
      properties: { type: "object" },
      results: list(
        object(
          {
            ruleId: text,
            kind: { enum: ["notApplicable", "pass", "fail", "review", "open", "informational"] },
            level: { enum: ["none", "note", "warning", "error"] },
            message: object({ text }),
            locations: list(
              object({
                physicalLocation: object({
                  artifactLocation: object({ uri: { type: "string", format: "uri-reference" }, uriBaseId: text }),
                  region: object({ startLine: { type: "integer", minimum: 1 } }),
                }),
              }),
            ),
            partialFingerprints: { type: "object", additionalProperties: text },
            suppressions: list(
              object({
                kind: { enum: ["inSource", "external"] },
                status: { enum: ["accepted", "underReview", "rejected"] },
                justification: text,
              }),
            ),
          },
          "locations",
          "suppressions",
        ),
      ),
    }),
  ),
});
const validate = new Ajv2020({
  allErrors: true,
  formats: { "uri-reference": (uri: string) => !/[\s<>"{}|\\^`]|%(?![0-9a-f]{2})/i.test(uri) },
}).compile(part);

const runOf = (report: GateReport) => JSON.parse(gateReport("sarif", report)).runs[0];
const brief = (report: GateReport) =>
  runOf(report).results.map(({ ruleId, level, locations: [at] = [{}] }: ReturnType<typeof runOf>) => [
    ruleId,
    level,
    at.physicalLocation?.region.startLine,
  ]);

for (const [name, report] of Object.entries(samples)) {
  test(`the SARIF of "${name}" keeps the standard, and knows the rule of each result`, () => {
    validate(JSON.parse(gateReport("sarif", report)));
    expect(validate.errors ?? []).toEqual([]);
    const { tool, results } = runOf(report);
    const rules: string[] = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(rules).size).toBe(rules.length);
    const used = new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId));
    expect([...used].sort()).toEqual([...rules].sort());
  });
}

test("a result is a change that breaks, or may; its place is the lockfile's line, its identity the change's id", () => {
  expect(brief(closed)).toEqual([["change/added", "error", 112]]);
  expect(runOf(closed).results[0]).toMatchObject({
    message: { text: expect.stringContaining("RunAgentInput.protocolVersion: absent → ") },
    locations: [{ physicalLocation: { artifactLocation: { uri: "frontend/package-lock.json" } } }],
    partialFingerprints: { "wirecheck/v1": closed.changes.at(-1)?.id },
  });
  expect(brief(open)).toEqual([]);
  expect(brief(tolerated)).toEqual([["change/added", "warning", 112]]);
});

test("what is not known warns; a reason that is about no change has no place", () => {
  expect(brief(inconclusive)).toEqual([
    ["change/required", "warning", 131],
    ["inconclusive", "warning", undefined],
  ]);
  expect(brief(noEvidence)).toEqual([["no-evidence", "warning", undefined]]);
});

test("what is excused is suppressed, with its justification", () => {
  expect(brief(excused)).toEqual([["change/added", "note", 112]]);
  const [{ suppressions }] = runOf(excused).results;
  expect(suppressions).toEqual([
    {
      kind: "external",
      status: "accepted",
      justification:
        "The backend follows next week, and nobody deploys before. https://example.com/issues/17?a=1&b=2, until 2026-12-01",
    },
  ]);
});

test("a file's name is a URI, and reads back", () => {
  const { uri } = runOf(hostile).results[0].locations[0].physicalLocation.artifactLocation;
  expect(decodeURIComponent(uri)).toBe("a folder/100%3A,x::y#z?/package-lock.json");
});
