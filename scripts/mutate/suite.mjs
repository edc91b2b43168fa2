import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { withFixtures } from "./fixtures.mjs";
import { within } from "./within.mjs";

/**
 * @typedef {() => unknown} Hook
 * @typedef {{parent: Scope | undefined, title: string, before: Hook[], after: Hook[], opened?: Promise<void>}} Scope
 *   A file or a `describe`.
 * @typedef {{id: string, run: (limit: number) => Promise<void>}} CollectedTest `limit` in milliseconds
 * @typedef {(needs: object, use: (value: unknown) => Promise<void>) => Promise<void>} Fixture
 * @typedef {Record<string, Fixture>} Fixtures
 * @typedef {readonly [unknown, {option: true}]} Option what a project may set otherwise
 * @typedef {{use?: Readonly<Record<string, unknown>>, lacks?: readonly string[]}} Project values of options; tags whose
 *   tests are left out
 * @typedef {(needs: object) => unknown} Body
 */

/**
 * The file that is being loaded.
 *
 * @type {{scope: Scope, scopes: Scope[], tests: CollectedTest[], folder: string, project: Project} | undefined}
 */
let file;
/** The test that runs. @type {{title: string, outputPath: (...parts: string[]) => string} | undefined} */
let running;

/**
 * The tests of one spec file.
 *
 * @param {string} folder for what tests write
 * @param {Project} project
 * @param {() => Promise<unknown>} load imports the file
 * @returns {Promise<{tests: CollectedTest[], close: () => Promise<void>}>} `close` does what comes after all
 */
export async function collect(folder, project, load) {
  const root = scopeIn(undefined, "");
  const mine = { scope: root, scopes: [root], /** @type {CollectedTest[]} */ tests: [], folder, project };
  file = mine;
  await load();
  const close = async () => {
    for (const { opened, after } of mine.scopes.reverse()) if (opened) for (const hook of after) await hook();
  };
  return { tests: mine.tests, close };
}

/**
 * As much of Playwright's `test` as the specs of the mutated parts use. What is missing is a TypeError at load.
 *
 * @param {Fixtures} fixtures
 */
export function createTest(fixtures) {
  /** @param {string} title @param {[Body] | [{tag: string}, Body]} rest */
  const test = (title, ...rest) => {
    const { scope, tests, folder, project } = loading();
    const [details, body] = rest.length === 2 ? rest : [undefined, rest[0]];
    if (details && project.lacks?.includes(details.tag)) return;
    const id = titleOf(scope, title);
    const info = { title, outputPath: outputIn(join(folder, String(tests.length))) };
    const run = async (/** @type {number} */ limit) => {
      await open(scope);
      running = info;
      await withFixtures({ ...fixtures, ...set(project.use) }, (needs) => within(limit, body(needs)), body);
    };
    tests.push({ id, run });
  };
  return Object.assign(test, {
    describe: (/** @type {string} */ title, /** @type {Hook} */ body) => {
      const mine = loading();
      const outer = mine.scope;
      mine.scope = scopeIn(outer, title);
      mine.scopes.push(mine.scope);
      body();
      mine.scope = outer;
    },
    beforeAll: (/** @type {Hook} */ hook) => loading().scope.before.push(hook),
    afterAll: (/** @type {Hook} */ hook) => loading().scope.after.push(hook),
    info: () => running,
    extend: (/** @type {Record<string, Fixture | Option>} */ more) => createTest({ ...fixtures, ...read(more) }),
  });
}

/** @param {Record<string, Fixture | Option>} given @returns {Fixtures} */
function read(given) {
  const all = Object.entries(given);
  return Object.fromEntries(all.map(([name, one]) => [name, typeof one === "function" ? one : is(one[0])]));
}

/** @param {Project["use"]} values @returns {Fixtures} */
function set(values = {}) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, is(value)]));
}

/** @param {unknown} value @returns {Fixture} */
function is(value) {
  return (_, use) => use(value);
}

function loading() {
  if (!file) throw new Error("a test was declared outside of a spec file");
  return file;
}

/** @param {Scope | undefined} parent @param {string} title @returns {Scope} */
function scopeIn(parent, title) {
  return { parent, title, before: [], after: [] };
}

/** @param {Scope} scope @param {string} title @returns {string} */
function titleOf(scope, title) {
  return scope.parent ? titleOf(scope.parent, `${scope.title} › ${title}`) : title;
}

/** Does once what comes before all tests of a scope. @param {Scope} scope @returns {Promise<void>} */
function open(scope) {
  scope.opened ??= (async () => {
    if (scope.parent) await open(scope.parent);
    for (const hook of scope.before) await hook();
  })();
  return scope.opened;
}

/** @param {string} folder @returns {(...parts: string[]) => string} */
function outputIn(folder) {
  return (...parts) => {
    mkdirSync(folder, { recursive: true });
    return join(folder, ...parts);
  };
}
