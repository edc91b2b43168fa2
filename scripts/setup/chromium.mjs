import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { MissingPrerequisite, run } from "./step.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/**
 * A Chromium for the lanes that open one: the one that WIRECHECK_CHROMIUM names, an installed one, else Playwright's
 * download, else Debian's package when we are root.
 *
 * @param {string} root
 * @returns {Promise<string>} path of the program
 * @throws {MissingPrerequisite} when none can be had
 */
export async function ensureChromium(root) {
  const named = process.env.WIRECHECK_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new MissingPrerequisite(`WIRECHECK_CHROMIUM names ${named}, which is not there; unset it or correct it.`);
  }
  const found = installedChromium() ?? (await downloaded());
  if (found) return found;
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js");
  await run("Chromium (Playwright's download)", process.execPath, [cli, "install", "chromium"], { cwd: root });
  const fetched = await downloaded();
  if (fetched) return fetched;
  if (process.platform === "linux" && process.getuid?.() === 0) {
    await run("Debian's package lists", "apt-get", ["update", "-q"]);
    await run("Chromium (Debian's package)", "apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
    const installed = installedChromium();
    if (installed) return installed;
  }
  throw new MissingPrerequisite(
    "no Chromium could be found or installed; install one (npx playwright install chromium) or name it in WIRECHECK_CHROMIUM.",
  );
}

/** A Chromium or Chrome on the PATH; undefined where there is none. */
export function installedChromium() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {}
    }
  }
  return undefined;
}

async function downloaded() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}
