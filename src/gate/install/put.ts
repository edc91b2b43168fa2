import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Puts a finished folder into its place, whole. Where another process was quicker its folder stays.
 *
 * @param isReady whether what is in that place can be used: one that somebody began to remove cannot
 */
export async function put(made: string, place: string, isReady: () => boolean): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  if (existsSync(place) && !isReady()) await rm(place, { recursive: true, force: true });
  try {
    await rename(made, place);
  } catch (error) {
    if (!isReady()) throw error;
  }
}
