import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Option } from "./command.ts";
import { didYouMean } from "./nearest.ts";
import { UsageError } from "./trouble.ts";

/** `--reporter KIND[=FILE]`, for a command that reports in these kinds. */
export const reporterOption = (kinds: readonly string[]): Option => ({
  name: "reporter",
  value: "KIND[=FILE]",
  multiple: true,
  what: `How to report: ${kinds.join(", ")}; to standard output or a file. list when left out.`,
});

/** Where one report goes; to standard output when `file` is undefined. */
export interface Reporter<K extends string> {
  readonly kind: K;
  readonly file: string | undefined;
}

/** @throws UsageError for a reporter that does not exist, and for two that want standard output */
export function reportersOf<K extends string>(
  kinds: readonly (K | "list")[],
  texts: readonly string[] = [],
): readonly Reporter<K | "list">[] {
  const reporters = texts.map((text): Reporter<K | "list"> => {
    const [kind = "", ...file] = text.split("=");
    if (!(kinds as readonly string[]).includes(kind)) {
      const message = `there is no reporter ${kind}${didYouMean(kind, kinds)}`;
      throw new UsageError("unknown-reporter", message, `Use one of ${kinds.join(", ")}.`);
    }
    return { kind: kind as K, file: file.length > 0 ? file.join("=") : undefined };
  });
  const open = reporters.filter(({ file }) => file === undefined);
  if (open.length > 1) {
    const both = open.map(({ kind }) => kind).join(" and ");
    throw new UsageError("two-reporters", `${both} both want standard output`, "Give all but one a file: KIND=FILE.");
  }
  return reporters.length > 0 ? reporters : [{ kind: "list", file: undefined }];
}

/**
 * Writes the report everywhere it was asked for.
 *
 * @param textOf a report as text, with lines of so many characters where it is for people
 */
export function writeReports<K extends string>(
  reporters: readonly Reporter<K>[],
  textOf: (kind: K, columns: number) => string,
): void {
  // A list that goes into a pipe or a file keeps 80 columns.
  const columns = Math.min(process.stdout.columns || 80, 100);
  for (const { kind, file } of reporters) {
    const text = textOf(kind, columns);
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
