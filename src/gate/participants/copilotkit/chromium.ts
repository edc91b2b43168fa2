import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser, BrowserType } from "@playwright/test";
import { ParticipantError } from "../participant-error.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Nothing leaves the machine: no name is found but its own, no proxy is asked, and the browser has no errands. */
const args = [
  "--disable-background-networking",
  "--no-proxy-server",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/**
 * Starts a Chromium that can reach nothing but this machine: the one that WIRECHECK_CHROMIUM names, an installed one, else
 * Playwright's own.
 *
 * @throws ParticipantError `no-playwright`, `no-chromium`
 */
export async function launchChromium(): Promise<Browser> {
  const chromium = await loadChromium();
  const executablePath = process.env.WIRECHECK_CHROMIUM ?? installed();
  try {
    return await chromium.launch({ ...(executablePath && { executablePath }), args });
  } catch (error) {
    const why = String((error as Error).message).split("\n", 1)[0];
    throw new ParticipantError(
      "no-chromium",
      `Chromium did not start${executablePath ? ` (${executablePath})` : ""}: ${why}.`,
      "Install one (npx playwright install chromium), name it in WIRECHECK_CHROMIUM, or leave pages out with --no-browser.",
    );
  }
}

/** An optional peer, so it is loaded when a page is to be opened. */
async function loadChromium(): Promise<BrowserType> {
  try {
    return (await import("@playwright/test")).chromium;
  } catch {
    throw new ParticipantError(
      "no-playwright",
      "A page is opened with @playwright/test, which is not installed here.",
      "Install it (npm install --save-dev @playwright/test), or leave pages out with --no-browser.",
    );
  }
}

/** A Chromium or Chrome on the PATH. */
function installed(): string | undefined {
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
