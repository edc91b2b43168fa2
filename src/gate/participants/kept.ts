import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tool } from "../../probe/index.ts";
import { told } from "../progress.ts";
import type { Asking } from "./types.ts";

/**
 * Asks something once: what came of it is kept in the cache under all that it depends on, whole or not at all.
 *
 * @param whom for people, where it takes its time: `@ag-ui/client@0.0.42`
 * @param depends what the answer depends on: the key of an install, the text of a driver, the question
 */
export async function kept<T>(
  { cache, log }: Pick<Asking, "cache" | "log">,
  whom: string,
  depends: readonly string[],
  make: () => Promise<T>,
): Promise<T> {
  // How it is read is ours, and another in another version.
  const hash = createHash("sha256")
    .update([tool.version, ...depends].join("\0"))
    .digest("hex")
    .slice(0, 32);
  const file = join(cache, "evidence", `${hash}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const made = await told(log, `Asking ${whom}`, make);
  const half = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(half, JSON.stringify(made));
    renameSync(half, file);
  } catch {
    // What cannot be kept (a full disk) is asked again the next time.
    rmSync(half, { force: true });
  }
  return made;
}
