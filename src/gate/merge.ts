import { readdirSync } from "node:fs";
import { join } from "node:path";
import { answerOf } from "./answer.ts";
import { isFault, readChecked } from "./checked.ts";
import { decide } from "./decide.ts";
import { ordered } from "./ordered.ts";
import type { GateReport, KnownFailure, NotGathered } from "./types.ts";

/** Why reports cannot be merged. */
class MergeError extends Error {
  readonly id = "cannot-merge";
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.name = "MergeError";
    this.next = next;
  }
}

/**
 * Decides from the reports of single cells. A cell of the matrix that has no report was not tested, and that is not passed.
 *
 * @param folder reports of `gate --cell ID --reporter json=FILE`, in it or in folders of it
 * @throws MergeError where there is none, one is not as its schema says, or they are of different gates
 */
export function merge(folder: string, known: readonly KnownFailure[], today: string): GateReport {
  const files = filesIn(folder);
  const reports = files.map((file) => {
    const read = readChecked<GateReport>(file, "gate-decision");
    if (!isFault(read)) return read;
    throw new MergeError(
      `${file} ${read.fault}.`,
      "Keep nothing in that folder but reports of gate --reporter json=FILE.",
    );
  });
  const [first] = reports;
  if (!first)
    throw new MergeError(`${folder} holds no report.`, "Run the cells with --reporter json=FOLDER/CELL.json first.");
  const sameGate = ({ tool, matrix, bumps, failOn }: GateReport) =>
    JSON.stringify([tool.version, matrix, bumps, failOn]);
  const stray = reports.findIndex((one) => sameGate(one) !== sameGate(first));
  if (stray > 0) {
    const message = `${files[stray]} is of another gate than ${files[0]}.`;
    throw new MergeError(message, "Run all cells with the same arguments and the same version of wirecheck.");
  }
  // As the whole gate would say it, whatever the files are called.
  reports.sort(({ cells: [a = ""] }, { cells: [b = ""] }) => first.matrix.indexOf(a) - first.matrix.indexOf(b));
  const there = new Set(reports.flatMap(({ cells }) => cells));
  const missing = first.matrix.filter((id) => !there.has(id));
  const notGathered: NotGathered[] = [
    ...distinct(reports.flatMap((one) => one.notGathered)),
    ...missing.map((id) => ({
      packages: [id],
      evidence: "all",
      why: `The cell ${id} has no report.`,
      next: `Run gate --cell ${id}.`,
      passing: true,
    })),
  ];
  const changes = ordered(distinct(reports.flatMap((one) => one.changes)));
  const { tool, matrix, bumps, failOn } = first;
  const decided = decide({ changes, notGathered, known, failOn, today });
  const others = [...new Set(reports.flatMap((one) => one.others))];
  const report = { ...decided, changes, notGathered, bumps, others, failOn };
  return { tool, answer: answerOf(report), ...report, cells: matrix.filter((id) => there.has(id)), matrix };
}

/** A cell that ran twice says the same twice, and what is about no cell is said by all. */
const distinct = <T>(all: readonly T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];

function filesIn(folder: string): string[] {
  try {
    const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return all
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new MergeError(`${folder} cannot be read (${code}).`, "Give the folder that holds the reports of the cells.");
  }
}
