import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

/** What is wrong with a value by one of the published schemas; empty when nothing is. */
export function problemsOf(
  schema:
    | "verify-report"
    | "check-report"
    | "diagnosis"
    | "list"
    | "error"
    | "recording-line"
    | "gate-catalogue"
    | "gate-decision"
    | "gate-known-failures"
    | "gate-matrix",
  value: unknown,
): string[] {
  const file = new URL(`../../schemas/${schema}.schema.json`, import.meta.url);
  const validate = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    validateFormats: false,
  }).compile(JSON.parse(readFileSync(file, "utf8")));
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
