import { readFileSync, statSync } from "node:fs";
import { UsageError } from "./trouble.ts";

/** Largest recording that is read, in bytes. */
const largest = 256 * 1024 * 1024;

/** @throws UsageError for a file that is not there or too large */
export function recordingText(file: string): string {
  try {
    if (statSync(file).size > largest) {
      throw new UsageError("too-large", `${file} is larger than 256 MiB`, "Record less, or cut it.");
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const message = `${file} cannot be read (${(error as NodeJS.ErrnoException).code})`;
    throw new UsageError("cannot-read", message, "Give the file of a recording.");
  }
}
