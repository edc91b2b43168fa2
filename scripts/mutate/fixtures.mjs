import { within } from "./within.mjs";

/**
 * Runs a test with the fixtures that its first parameter names, and takes them down again, the last one first.
 *
 * @param {import("./suite.mjs").Fixtures} fixtures
 * @param {import("./suite.mjs").Body} body
 * @param {Function} [user] whose parameter it is, where that is not the body's
 */
export async function withFixtures(fixtures, body, user = body) {
  /** @type {Map<string, unknown>} */
  const values = new Map();
  /** @type {(() => Promise<void>)[]} */
  const closers = [];

  const need = async (/** @type {Function} */ user) => {
    /** @type {Record<string, unknown>} */
    const needs = {};
    for (const name of namesIn(user)) {
      if (!values.has(name)) values.set(name, await open(name));
      needs[name] = values.get(name);
    }
    return needs;
  };
  const open = async (/** @type {string} */ name) => {
    const fixture = fixtures[name];
    if (!fixture) throw new Error(`no fixture is named ${name}`);
    const needs = await need(fixture);
    let release = () => {};
    const held = new Promise((resolve) => {
      release = () => resolve(undefined);
    });
    return new Promise((resolve, reject) => {
      const done = fixture(needs, async (value) => {
        resolve(value);
        await held;
      });
      done.catch(reject);
      closers.unshift(() => {
        release();
        return done;
      });
    });
  };

  try {
    await body(await need(user));
  } finally {
    // Also of a test that was given up: what it put in place of the network would be the next one's.
    for (const close of closers) await within(5000, close()).catch(() => {});
  }
}

/** The names in a function's first parameter, `({ start, dial }) => …`, as Playwright reads them. @param {Function} user */
function namesIn(user) {
  const names = /^[^(]*\(\s*\{([^}]*)\}/.exec(String(user))?.[1] ?? "";
  return names.split(",").flatMap((name) => name.trim() || []);
}
