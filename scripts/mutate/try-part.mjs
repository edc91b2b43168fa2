import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Stryker } from "@stryker-mutator/core";
import { parts } from "./parts.mjs";

/**
 * One mutant and what became of it.
 *
 * @typedef {object} Tried
 * @property {string} file relative to the root
 * @property {number} line from 1
 * @property {string} at the line of the source, trimmed
 * @property {string} from what was replaced, on one line
 * @property {string} to by what, on one line
 * @property {string} mutator name of the rule that made it
 * @property {"killed" | "timeout" | "survived" | "unreached" | "broken"} outcome
 */

/** @type {Readonly<Record<string, Tried["outcome"]>>} */
const outcomes = { Killed: "killed", Timeout: "timeout", Survived: "survived", NoCoverage: "unreached" };

/**
 * Makes every mutant of a part, in a copy of the tree under `.cache`, and runs the part's specs against each.
 *
 * @param {string} root
 * @param {string} name of the part
 * @param {readonly string[]} only files of the part; all where there are none
 * @param {number} jobs processes
 * @returns {Promise<Tried[]>}
 * @throws {Error} when the copy cannot be built or its specs fail without a mutant
 */
export async function tryPart(root, name, only, jobs) {
  const part = parts[name];
  if (!part) throw new Error(`no part is named ${name}`);
  const mine = only.filter((file) => file.startsWith(`${part.folder}/`));
  const quiet = !process.env.WIRECHECK_DEBUG;
  const stryker = new Stryker({
    mutate: mine.length > 0 ? mine : [...(part.files ?? [`${part.folder}/**/*.ts`])],
    testRunner: "specs",
    plugins: [fileURLToPath(new URL("./runner.mjs", import.meta.url))],
    // The runner's own options.
    specs: part.specs,
    slow: part.slow ?? {},
    projects: part.projects ?? {},
    warnings: false,
    coverageAnalysis: "perTest",
    concurrency: jobs,
    // Generous: on a busy machine a mutant that merely takes long must not pass for one that was noticed.
    timeoutFactor: 2,
    timeoutMS: 10_000,
    // Fresh modules for each mutant are never given back.
    maxTestRunnerReuse: 100,
    tempDirName: ".cache/mutate",
    cleanTempDir: "always",
    ignorePatterns: [".cache", "dist", ".git"],
    buildCommand: compile(root),
    disableTypeChecks: false,
    // Stryker rewrites paths in this file by the compiler's old interface.
    tsconfigFile: "none",
    logLevel: /** @type {any} */ (quiet ? "off" : "info"),
    reporters: [...(process.stderr.isTTY || !quiet ? ["progress-append-only"] : []), "html"],
    htmlReporter: { fileName: `.cache/mutate-${name}.html` },
  });
  return (await stryker.runMutationTest()).map((mutant) => read(root, mutant));
}

/** Compiles the copy in place: the mutants are in the TypeScript, and the specs run as JavaScript. @param {string} root */
function compile(root) {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const options = "--noEmit false --noCheck --allowJs false --checkJs false --rootDir . --outDir .";
  const program = [process.execPath, tsc].map((path) => path.replaceAll(" ", "\\ ")).join(" ");
  return `${program} -p tsconfig.json ${options}`;
}

/** @param {string} root @param {import("@stryker-mutator/api/core").MutantResult} mutant @returns {Tried} */
function read(root, { fileName, location: { start, end }, replacement = "", mutatorName, status }) {
  const lines = readFileSync(fileName, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const [first = ""] = lines;
  const last = lines.length - 1;
  const cut = lines.map((line, at) =>
    line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined),
  );
  return {
    file: relative(root, fileName),
    line: start.line,
    at: first.trim(),
    from: oneLine(cut.join("\n")),
    to: oneLine(replacement),
    mutator: mutatorName,
    outcome: outcomes[status] ?? "broken",
  };
}

const oneLine = (/** @type {string} */ text) => text.replaceAll(/\s+/g, " ");
