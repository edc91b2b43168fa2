import { readFileSync } from "node:fs";
import { compareVersions } from "../../../contracts/index.ts";

/** A value on which a document and a package are known to differ, and why that is let stand. */
interface Exception {
  readonly where: "@ag-ui/client" | "@ag-ui/core" | "ag-ui-protocol";
  readonly description: string;
  /** `since` inclusive, `until` exclusive; an absent end is open. */
  readonly versions: { readonly since?: string; readonly until?: string };
  readonly data: unknown;
  readonly reason: string;
}

const { exceptions } = JSON.parse(
  readFileSync(new URL("../../../fixtures/cases/exceptions.json", import.meta.url), "utf8"),
) as { exceptions: readonly Exception[] };

/** All exceptions of a package, whatever the version. */
export const exceptionsOf = (where: Exception["where"]) => exceptions.filter((exception) => exception.where === where);

/**
 * The values, as JSON, on which one version must differ from our documents. One that does not is as wrong as one that
 * differs without standing here.
 */
export function exceptedBy(where: Exception["where"], version: string): ReadonlySet<string> {
  const holding = exceptionsOf(where).filter(
    ({ versions: { since, until } }) =>
      (since === undefined || compareVersions(version, since) >= 0) &&
      (until === undefined || compareVersions(version, until) < 0),
  );
  return new Set(holding.map(({ data }) => JSON.stringify(data)));
}
