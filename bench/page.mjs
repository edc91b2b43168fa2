/** @import { Line, Outcome, Spread, Summary } from "./summary.mjs" */

/** @typedef {{ node: string, cores: number, packages: Record<string, string>, rounds: number, seconds: number }} Setting */

/**
 * The page of the results, as Markdown.
 *
 * @param {readonly Summary[]} summaries
 * @param {Setting} setting
 * @param {Readonly<Record<string, string>>} notes by the id of the row: what bounds it, as profiles show
 */
export function pageOf(summaries, { node, cores, packages, rounds, seconds }, notes) {
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return `${[
    "# Benchmarks",
    "`npm run bench` writes this page. Each row is one kind of work; its candidates are alive at once and take turns, one under load at a time, and a ratio is that of two samples of one round. Numbers are medians, with the lowest and the highest in brackets. Load comes from another process, whose share of a core is shown: near 1 it would be the limit. Where a rate is to reach a ratio, the lower of the ratio of rates and that of processor times counts.",
    `${rounds} rounds of ${seconds} s; Node ${node}, ${cores} cores; ${versions.join(", ")}.`,
    "A target that is missed fails nothing.",
    targetsTable(summaries),
    ...summaries.map((summary) => section(summary, notes[summary.row.id])),
  ].join("\n\n")}\n`;
}

/** @param {readonly Summary[]} summaries */
function targetsTable(summaries) {
  const lines = summaries.flatMap(({ row, outcomes }) =>
    outcomes.map(({ target, reached, met }) => {
      const what = target.of === "ratio" ? `ratio to ${row.reference}` : row.unit;
      const limit = `at ${target.at} ${figure(target.limit)}`;
      return `| ${row.title}: ${target.candidate} | ${what} | ${limit} | ${figure(reached)} | ${met ? "met" : "missed"} |`;
    }),
  );
  return ["| work | measure | target | reached | |", "|---|---|---|---|---|", ...lines].join("\n");
}

/** @param {Summary} summary @param {string | undefined} note */
function section({ row, lines }, note) {
  const cpu = lines.some((line) => line.cpu);
  const loader = lines.some((line) => line.loader);
  const heads = [
    "candidate",
    row.unit,
    `ratio to ${row.reference}`,
    ...(cpu ? ["CPU, µs each", "the same as a ratio"] : []),
    ...(loader ? ["the load's share of a core"] : []),
  ];
  const cells = (/** @type {Line} */ line) => [
    `**${line.id}** ${line.what}`,
    shown(line.value),
    shown(line.ratio),
    ...(cpu ? [shown(line.cpu), shown(line.cpuRatio)] : []),
    ...(loader ? [shown(line.loader)] : []),
  ];
  const table = [heads, heads.map(() => "---"), ...lines.map(cells)].map((row) => `| ${row.join(" | ")} |`);
  return [`## ${row.title}`, row.how, table.join("\n"), ...(note ? [note.trim()] : [])].join("\n\n");
}

/** @param {Spread | undefined} spread */
function shown(spread) {
  return spread ? `${figure(spread.median)} (${figure(spread.low)} to ${figure(spread.high)})` : "";
}

/** Three digits that count. @param {number} value */
function figure(value) {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`;
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
