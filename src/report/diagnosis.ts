import type { Diagnosis, FoundCause } from "../diagnose/index.ts";
import { beside } from "./wrap.ts";

const marks = { pass: "✓", fail: "✗", inconclusive: "–" } as const;

/** For a person: the answer, what to do, why to believe it, what was ruled out, what was not looked at. */
export function diagnosisList(result: Diagnosis, columns = 80): string {
  const { verdict, answer, causes, oneOf, toTellApart, evidence, ruledOut, notMade } = result;
  const group = oneOf.find((ids) => ids.includes(causes[0]?.id ?? ""));
  const sure = causes[0] ? ` (${causes[0].certainty}${group ? `, one of ${group.length}` : ""})` : "";
  const relevant = new Set(causes.flatMap((cause) => cause.evidence));
  const because = evidence.filter(({ id }) => relevant.has(id));
  const also = evidence.filter(({ id }) => !relevant.has(id) && !quiet.has(id));
  return [
    beside(`${marks[verdict]} `, `${answer}${sure}`, columns),
    ...fixes(group ? [] : causes.slice(0, 1), columns),
    ...table(group || causes.length > 1 ? causes : [], columns),
    ...(toTellApart.length > 0 ? ["", beside("  To tell them apart:  ", toTellApart.join("; "), columns)] : []),
    ...fixes(group ? causes : causes.slice(1), columns),
    ...(because.length > 0 ? ["", "  Because"] : []),
    ...because.map(({ says }) => beside("  · ", says, columns)),
    ...section(because.length > 0 ? "Also checked" : "Checked", also.map(brief), " · ", columns),
    ...section(
      "Ruled out",
      (verdict === "pass" ? [] : ruledOut.slice(0, most)).map(({ id, by }) => `${id} (${by.slice(0, 2).join(", ")})`),
      ", ",
      columns,
    ),
    ...section("Not made", notMadeText(notMade), "; ", columns),
    ...(causes.length > 0 ? ["", ...causes.map(({ page }) => `  ${page}`)] : []),
    "",
  ].join("\n");
}

/** What goes without saying where it is not the reason. */
const quiet = new Set(["url", "addresses", "greeting", "vite", "head"]);

/** An answer without its body. */
const brief = ({ says }: Diagnosis["evidence"][number]) => says.replace(/(: \d{3}\b[^,]*), (?!to |the ).*/, "$1");

/** Causes that are named as ruled out; the JSON has them all. */
const most = 8;

function fixes(causes: readonly FoundCause[], columns: number): string[] {
  return causes.flatMap(({ id, fix }, index) => {
    const label = causes.length > 1 ? `  Fix for ${id}:` : "  Fix:";
    const [first = "", ...rest] = fix.split("\n");
    const code = rest.length > 0 || first.length + 8 <= columns;
    const lines = code ? fix.split("\n").map((line) => `    ${line}`) : [beside("    ", fix, columns)];
    return [
      ...(index === 0 ? [""] : []),
      label,
      ...lines.flatMap((line) => (line.length > columns ? [beside("    ", line.trim(), columns)] : [line])),
    ];
  });
}

function table(causes: readonly FoundCause[], columns: number): string[] {
  if (causes.length === 0) return [];
  const width = Math.max(...causes.map(({ id }) => id.length)) + 2;
  return [
    "",
    ...causes.map(({ id, certainty, says }) => beside(`  ${id.padEnd(width)}${certainty.padEnd(10)}`, says, columns)),
  ];
}

function section(title: string, items: readonly string[], between: string, columns: number): string[] {
  return items.length > 0 ? ["", beside("  ", `${title}: ${items.join(between)}`, columns)] : [];
}

/** What the reader could change; the JSON names the rest. */
function notMadeText(notMade: Diagnosis["notMade"]): string[] {
  const groups = new Map<string, string[]>();
  for (const { id, why } of notMade) {
    if (/--\w|budget|does not tell/.test(why)) groups.set(why, [...(groups.get(why) ?? []), id]);
  }
  return [...groups].map(([why, ids]) => `${ids.join(", ")} (${why})`);
}
