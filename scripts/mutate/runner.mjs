import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { commonTokens, declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { DryRunStatus, determineHitLimitReached, MutantRunStatus, TestStatus } from "@stryker-mutator/api/test-runner";
import { collect } from "./suite.mjs";
import { within } from "./within.mjs";

/**
 * @typedef {import("@stryker-mutator/api/core").StrykerOptions} Options
 * @typedef {import("@stryker-mutator/api/test-runner").TestRunner} TestRunner
 * @typedef {{all: number, tests: Record<string, number>}} Times of one spec file, in milliseconds
 */

/** Where the first run leaves how long each test took; the quick ones are asked first. In the sandbox. */
const timesFile = "test-times.json";

/**
 * Runs Playwright specs in this process, for each mutant from freshly loaded modules: what one leaves in a cache must not
 * reach the next.
 *
 * A spec file is one test to Stryker. What a file's first test warms up (compiled validators, documents that were read)
 * its others find warm, and would seem not to touch.
 *
 * @implements {TestRunner}
 */
class SpecRunner {
  /** @type {import("@stryker-mutator/api/core").InstrumenterContext} */
  #instrumented = Object.assign(globalThis, { __stryker__: {} }).__stryker__;
  #folder = mkdtempSync(join(tmpdir(), "wirecheck-mutate-"));
  #loads = 0;
  /** By spec. @type {Record<string, Times>} */
  #times = {};
  /** By source file and spec, how many mutants it noticed: what noticed one is likely to notice its neighbours. */
  #noticed = /** @type {Map<string, number>} */ (new Map());
  /** What failed outside of any test's reach. @type {unknown[]} */
  #stray = [];
  /** @type {readonly string[]} */
  #specs;
  /** @type {import("./parts.mjs").Slow} */
  #slow;

  /** @type {import("./parts.mjs").Projects} */
  #projects;

  /** @param {Options} options with `specs`, `slow` and `projects` as in `parts.mjs` */
  constructor({ specs, slow, projects }) {
    this.#specs = /** @type {any} */ (specs);
    this.#slow = /** @type {any} */ (slow);
    this.#projects = /** @type {any} */ (projects);
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    new Worker(new URL("./with-parent.mjs", import.meta.url)).unref();
    register("./resolve-hook.mjs", import.meta.url);
    process.on("uncaughtException", (reason) => this.#keepStray(reason));
    process.on("unhandledRejection", (reason) => this.#keepStray(reason));
    const { default: fc } = await import("fast-check");
    fc.configureGlobal({ seed: 1 });
    if (existsSync(timesFile)) this.#times = JSON.parse(readFileSync(timesFile, "utf8"));
  }

  async dispose() {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What a test of an earlier mutant left running says nothing of this one. @param {unknown} reason */
  #keepStray(reason) {
    const [, load] = /\?load=(\d+)/.exec(reason instanceof Error ? String(reason.stack) : "") ?? [];
    if (load === undefined || Number(load) === this.#loads) this.#stray.push(reason);
  }

  /** @returns {Promise<import("@stryker-mutator/api/test-runner").CompleteDryRunResult>} */
  async dryRun() {
    const mutantCoverage = { static: {}, perTest: {} };
    this.#instrumented.mutantCoverage = mutantCoverage;
    const tests = [];
    for (const spec of this.#specs) {
      this.#instrumented.currentTestId = spec;
      const began = performance.now();
      const times = { all: 0, tests: {} };
      const failureMessage = await this.#run(spec, ++this.#loads, times.tests);
      times.all = performance.now() - began;
      this.#times[spec] = times;
      const result = { id: spec, name: spec, timeSpentMs: times.all };
      tests.push(
        failureMessage === undefined
          ? { ...result, status: /** @type {const} */ (TestStatus.Success) }
          : { ...result, status: /** @type {const} */ (TestStatus.Failed), failureMessage },
      );
    }
    writeFileSync(timesFile, JSON.stringify(this.#times));
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  /**
   * @param {import("@stryker-mutator/api/test-runner").MutantRunOptions} options
   * @returns {Promise<import("@stryker-mutator/api/test-runner").MutantRunResult>}
   */
  async mutantRun({ activeMutant, testFilter = [...this.#specs], hitLimit }) {
    const instrumented = this.#instrumented;
    instrumented.activeMutant = activeMutant.id;
    Object.assign(instrumented, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const key = (/** @type {string} */ spec) => `${activeMutant.fileName} ${spec}`;
    const noticed = (/** @type {string} */ spec) => this.#noticed.get(key(spec)) ?? 0;
    const specs = testFilter
      .filter((spec) => this.#slow[spec]?.some((file) => activeMutant.fileName.includes(`/${file}`)) ?? true)
      .sort((a, b) => noticed(b) - noticed(a) || (this.#times[a]?.all ?? 0) - (this.#times[b]?.all ?? 0));
    const load = ++this.#loads;
    for (const [at, spec] of specs.entries()) {
      const failureMessage = await this.#run(spec, load);
      const endless = determineHitLimitReached(instrumented.hitCount, hitLimit);
      if (endless) return { status: MutantRunStatus.Timeout };
      if (failureMessage === undefined) continue;
      this.#noticed.set(key(spec), noticed(spec) + 1);
      return { status: MutantRunStatus.Killed, killedBy: [spec], failureMessage, nrOfTests: at + 1 };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: specs.length };
  }

  /**
   * Loads a spec and runs its tests until one fails; in a mutant's run the quick ones first.
   *
   * @param {string} spec
   * @param {number} load specs of one load share what they import
   * @param {Record<string, number>} [measured] filled in the first run
   * @returns {Promise<string | undefined>} the failure
   */
  async #run(spec, load, measured) {
    const [path = "", project = ""] = spec.split(" ");
    // Of its own for each project, since a module that is there already declares no tests again.
    const url = `${pathToFileURL(resolve(path.replace(/\.ts$/, ".js"))).href}?load=${load}&project=${project}`;
    const folder = join(this.#folder, String(load));
    this.#stray = [];
    let close = async () => {};
    try {
      const file = await collect(folder, this.#projects[project] ?? {}, () => import(url));
      close = file.close;
      const known = this.#times[spec]?.tests ?? {};
      for (const { id, run } of measured ? file.tests : inOrder(file.tests, known)) {
        const began = performance.now();
        await run(measured ? 120_000 : 3000 + 5 * (known[id] ?? 0));
        if (this.#stray.length > 0) throw this.#stray[0];
        if (measured) measured[id] = performance.now() - began;
      }
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message || error.name : String(error);
    } finally {
      await within(5000, close()).catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/**
 * @param {readonly import("./suite.mjs").CollectedTest[]} tests
 * @param {Record<string, number>} known
 */
function inOrder(tests, known) {
  const ids = new Set(tests.map(({ id }) => id));
  for (const id of Object.keys(known)) if (!ids.has(id)) throw new Error(`the test "${id}" is gone`);
  return [...tests].sort((a, b) => (known[a.id] ?? 0) - (known[b.id] ?? 0));
}

/** @param {Options} options */
const createRunner = (options) => new SpecRunner(options);
createRunner.inject = [commonTokens.options];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "specs", createRunner)];
