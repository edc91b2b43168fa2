import { setTimeout as pause } from "node:timers/promises";
import { steps } from "./conversation.mjs";
import { plain } from "./plain.mjs";

/**
 * @typedef {object} Visited
 * @property {string | null} broke the id of the first step that was not kept; the later ones are not asked
 * @property {string} shown what the page says in front of its user, outside the chat
 * @property {boolean} blank whether nothing is left of the page
 * @property {string[]} console its errors and what it did not catch, each once, in alphabetical order
 */

const QUIET_MS = 750;
const BUDGET_MS = 30_000;
// Said by Chromium of an answer that is kept anyway, and by the inspector of its makers' news, which are out of reach.
const BY_THE_WAY = /^Failed to load resource|^\[CopilotKit Inspector\]/;

/**
 * Opens a page, holds the conversation, and tells how far it came.
 *
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url of the page, with its query
 * @param {import("./movement.mjs").Movement} movement what moves on the wire
 * @returns {Promise<Visited>}
 * @throws {Error} when the page or the wire do not come to rest within half a minute
 */
export async function visit(browser, url, movement) {
  const page = await browser.newPage();
  try {
    /** @type {Set<string>} */
    const said = new Set();
    page.on("console", (message) => {
      movement.moved();
      if (message.type() === "error" && !BY_THE_WAY.test(message.text())) said.add(plain(message.text()));
    });
    page.on("pageerror", (error) => {
      movement.moved();
      said.add(`uncaught: ${plain(error.message)}`);
    });
    await page.exposeFunction("wirecheckMoved", movement.moved);
    await page.addInitScript({ content: watch });
    await page.goto(url);
    await rest(page, movement);
    let broke = null;
    for (const step of steps) {
      if (await ask(page, step, movement)) continue;
      broke = step.id;
      break;
    }
    const shown = plain(/** @type {string} */ (await page.evaluate(words)));
    const blank = (await page.locator(".copilotKitChat").count()) === 0;
    return { broke, shown, blank, console: [...said].sort() };
  } finally {
    await page.close();
  }
}

/** @param {import("@playwright/test").Page} page @param {import("./conversation.mjs").Step} step @param {import("./movement.mjs").Movement} movement */
async function ask(page, { asks, shows }, movement) {
  const box = page.getByRole("textbox");
  if ((await box.count()) === 0) return false;
  movement.moved();
  await box.fill(asks);
  await box.press("Enter");
  return rest(page, movement, shows);
}

/**
 * Waits until what is awaited is shown and nothing is under way, or until nothing has moved for a while: no byte on the
 * wire, no change in the page, no word on its console.
 *
 * @param {import("@playwright/test").Page} page
 * @param {import("./movement.mjs").Movement} movement
 * @param {string} [shows]
 * @returns {Promise<boolean>} whether it is shown
 */
async function rest(page, movement, shows) {
  const running = page.locator('[data-copilotkit-in-progress="true"]');
  const late = Date.now() + BUDGET_MS;
  while (Date.now() < late) {
    const busy = movement.underWay() || (await running.count()) > 0;
    const shown = shows !== undefined && (await page.getByText(shows, { exact: true }).count()) > 0;
    if (!busy && shown) return true;
    // A page with much to do says that it moved only when it is done: it is asked to be idle, too.
    if (!busy && movement.quietFor() > QUIET_MS && (await page.evaluate(idle)) && movement.quietFor() > QUIET_MS)
      return false;
    await pause(30);
  }
  throw new Error(`the page did not come to rest within ${BUDGET_MS / 1000} s; try again on a machine with less to do`);
}

// Code of the page, which has a document; this side has none.

const idle = "new Promise((resolve) => requestIdleCallback(() => resolve(true)))";

const watch = `new MutationObserver(() => window.wirecheckMoved()).observe(document, {
  subtree: true, childList: true, characterData: true, attributes: true,
})`;

/** What the page says, the chat and the words on buttons left out. */
const words = `(() => {
  const root = document.querySelector("#root").cloneNode(true);
  for (const other of root.querySelectorAll(".copilotKitChat, button, style")) other.remove();
  return root.textContent;
})()`;
