import { homedir } from "node:os";
import { join } from "node:path";

/** Where installs and evidence are kept: as told, else WIRECHECK_CACHE, else the user's cache folder of the system. */
export function cacheFolder(told: string | undefined): string {
  const chosen = told ?? process.env.WIRECHECK_CACHE;
  if (chosen) return chosen;
  if (process.platform === "win32")
    return join(process.env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "wirecheck");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "wirecheck");
  // https://specifications.freedesktop.org/basedir-spec/latest/
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "wirecheck");
}
