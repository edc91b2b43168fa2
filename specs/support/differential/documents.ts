import { readFileSync } from "node:fs";
import { versionsOf } from "../../../contracts/index.ts";

/** An annotated document of the ag-ui contract. */
export function documentOf(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../../contracts/ag-ui/${file}`, import.meta.url), "utf8"));
}

/** Values that no generator would think of. */
export function casesOf(file: string): readonly { readonly description: string; readonly data: unknown }[] {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/cases/${file}`, import.meta.url), "utf8")).cases;
}

/** Published versions of @ag-ui/core, of @ag-ui/client (which has no 0.0.29) and of ag-ui-protocol, oldest first. */
export const coreVersions = versionsOf(documentOf("ag-ui.schema.json"));
export const clientVersions = coreVersions.filter((version) => version !== "0.0.29");
export const protocolVersions = versionsOf(documentOf("ag-ui-protocol.schema.json"));
