// `npm run mutate -- [PART…] [--only FILE] [--jobs N]`: changes the code in small ways and sees which changes no spec
// notices. Exit 1 below the lowest score, or where an excuse in mutate/survivors.json has expired.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { covers, expired, nameOf, readExcuses } from "./mutate/excuses.mjs";
import { BadOption, readOptions } from "./mutate/options.mjs";
import { lowest, parts } from "./mutate/parts.mjs";

/** @typedef {import("./mutate/try-part.mjs").Tried} Tried */

const root = fileURLToPath(new URL("..", import.meta.url));
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

async function main() {
  const { names, only, jobs } = readOptions(process.argv.slice(2), root);
  const excuses = readExcuses();
  // Stryker takes a second to load, too long for a sentence about an option.
  const { tryPart } = await import("./mutate/try-part.mjs");
  const all = [];
  for (const name of names) {
    const tried = await tryPart(root, name, only, jobs).catch((error) => {
      throw new Error(
        `${name} could not be tried: ${oneLine(error)}; see that its specs pass, or set WIRECHECK_DEBUG=1 for more.`,
      );
    });
    all.push(...tried);
    report(name, tried, excuses);
    const seen = new Set(tried.map(({ file }) => file));
    const mine = excuses.filter(
      ({ file }) => seen.has(file) || (only.length === 0 && file.startsWith(`${parts[name]?.folder}/`)),
    );
    for (const excuse of mine) {
      for (const name of expired(excuse, lived(tried))) {
        say(`  expired, take it out of survivors.json: ${excuse.file}, ${name}`);
        process.exitCode = 1;
      }
    }
  }
  if (names.length > 1) say(total("all", all));
}

/** @param {string} name @param {Tried[]} tried @param {import("./mutate/excuses.mjs").Excuse[]} excuses */
function report(name, tried, excuses) {
  const survivors = lived(tried);
  const unread = survivors.filter((mutant) => !excuses.some((excuse) => covers(excuse, mutant)));
  say(total(name, tried));
  for (const mutant of unread) {
    const unreached = mutant.outcome === "unreached" ? "  (no spec gets there)" : "";
    say(`  ${mutant.file}:${mutant.line}  ${nameOf(mutant)}${unreached}`);
  }
  const explained = survivors.length - unread.length;
  if (explained > 0) say(`  ${explained} more survived and are explained in scripts/mutate/survivors.json`);
  // In full, for whoever writes down why.
  writeFileSync(join(root, ".cache", `mutate-${name}.json`), JSON.stringify(unread, null, 2));
  if (score(tried) < lowest) {
    say(`  the score of ${name} is below ${lowest} %; kill some of these with a spec.`);
    process.exitCode = 1;
  }
}

/** @param {Tried[]} tried */
const lived = (tried) => tried.filter(({ outcome }) => outcome === "survived" || outcome === "unreached");

/** Percent of the mutants that were noticed; those that would not run are not counted. @param {Tried[]} tried */
function score(tried) {
  const counted = tried.filter(({ outcome }) => outcome !== "broken").length;
  return counted === 0 ? 100 : (100 * (counted - lived(tried).length)) / counted;
}

/** @param {string} name @param {Tried[]} tried */
function total(name, tried) {
  const count = (/** @type {Tried["outcome"]} */ wanted) => tried.filter(({ outcome }) => outcome === wanted).length;
  const counts = /** @type {const} */ (["killed", "timeout", "survived", "unreached", "broken"])
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`);
  return `${name}: ${score(tried).toFixed(1)} % of ${tried.length} mutants (${counts.join(", ")})`;
}

const oneLine = (/** @type {unknown} */ error) =>
  String(error instanceof Error ? error.message : error).split("\n", 1)[0];

try {
  await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`wirecheck mutate: ${message}\n`);
  process.exitCode = error instanceof BadOption ? 2 : 1;
}
