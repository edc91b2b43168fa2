import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type ReporterKind, report, reporterKinds } from "../report/index.ts";
import type { VerifyReport } from "../verify/index.ts";
import type { Option } from "./command.ts";
import { didYouMean } from "./nearest.ts";
import { UsageError } from "./trouble.ts";

export const reporterOption: Option = {
  name: "reporter",
  value: "KIND[=FILE]",
  multiple: true,
  what: `How to report: ${reporterKinds.join(", ")}; to standard output or a file. list when left out.`,
};

/** Where one report goes; to standard output when `file` is undefined. */
export interface Reporter {
  readonly kind: ReporterKind;
  readonly file: string | undefined;
}

/** @throws UsageError for a reporter that does not exist, and for two that want standard output */
export function reportersOf(texts: readonly string[] = []): readonly Reporter[] {
  const reporters = texts.map((text): Reporter => {
    const [kind = "", ...file] = text.split("=");
    if (!(reporterKinds as readonly string[]).includes(kind)) {
      const message = `there is no reporter ${kind}${didYouMean(kind, reporterKinds)}`;
      throw new UsageError("unknown-reporter", message, `Use one of ${reporterKinds.join(", ")}.`);
    }
    return { kind: kind as ReporterKind, file: file.length > 0 ? file.join("=") : undefined };
  });
  const open = reporters.filter(({ file }) => file === undefined);
  if (open.length > 1) {
    const kinds = open.map(({ kind }) => kind).join(" and ");
    throw new UsageError("two-reporters", `${kinds} both want standard output`, "Give all but one a file: KIND=FILE.");
  }
  return reporters.length > 0 ? reporters : [{ kind: "list", file: undefined }];
}

/** Writes the report everywhere it was asked for. */
export function writeReports(reporters: readonly Reporter[], result: VerifyReport): void {
  // A list that goes into a pipe or a file keeps 80 columns.
  const columns = Math.min(process.stdout.columns || 80, 100);
  for (const { kind, file } of reporters) {
    const text = report(kind, result, { columns });
    if (file === undefined) process.stdout.write(text);
    else writeFile(file, text);
  }
}

function writeFile(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    const message = `${file} cannot be written (${(error as NodeJS.ErrnoException).code})`;
    throw new UsageError("cannot-write", message, "Give --reporter a file in a folder that can be written.");
  }
}
