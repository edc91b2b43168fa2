import { compareVersions } from "../../contracts/index.ts";
import type { DiagnoseOptions } from "../diagnose/index.ts";
import { UsageError } from "./trouble.ts";

/** What CopilotKit's clients speak, by the version from which on; the newest first. */
const speaks = [
  { from: "1.74.0", speaks: ["rest", "envelope"] },
  { from: "1.50.0", speaks: ["envelope"] },
  { from: "1.0.0", speaks: ["graphql"] },
] as const;

/**
 * The client that `copilotkit@VERSION` names.
 *
 * @returns undefined for a reference to anything else
 * @throws UsageError for a version that is none
 */
export function copilotClient(reference: string): DiagnoseOptions["client"] {
  const [, version] = /^copilotkit(?:@(.*))?$/.exec(reference) ?? [];
  if (!/^copilotkit(@|$)/.test(reference)) return undefined;
  const known = speaks.find(
    ({ from }) => version === undefined || (/^\d+\.\d+\.\d+$/.test(version) && compareVersions(version, from) >= 0),
  );
  if (known) return { name: reference, speaks: known.speaks };
  throw new UsageError(
    "unknown-version",
    `${reference} names no version of CopilotKit`,
    "Write copilotkit@1.10.6, say.",
  );
}
