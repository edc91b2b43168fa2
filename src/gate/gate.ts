import { loadContract } from "../../contracts/index.ts";
import { tool } from "../probe/index.ts";
import { answerOf } from "./answer.ts";
import { type Catalogue, CatalogueError } from "./catalogue/index.ts";
import { askCell, type CellAsking, cellsOf, type PlannedCell, type Subject } from "./cell/index.ts";
import { decide } from "./decide.ts";
import { InstallError } from "./install/index.ts";
import { ordered } from "./ordered.ts";
import { ParticipantError } from "./participants/index.ts";
import type { Cell, Change, FailOn, GateReport, KnownFailure, NotGathered } from "./types.ts";

/** What `gate` is asked, and with what. */
export interface GateOptions {
  /** Made by `subjectOfPackages` or `subjectOfLockfiles`. */
  readonly subject: Subject;
  /** Made by `readCatalogue`. */
  readonly catalogue: Catalogue;
  /** Changes that are let in for now; `readKnownFailures` reads a file of them. */
  readonly known: readonly KnownFailure[];
  /** Which changes close the gate. */
  readonly failOn: FailOn;
  /** Folder of installs and evidence; kept between gates. */
  readonly cache: string;
  /** Whether Chromium may be started. */
  readonly browser: boolean;
  /** Whether install scripts of the packages under test are run. */
  readonly allowScripts?: boolean;
  /** Asks no registry. */
  readonly offline?: boolean;
  /** Ids of the cells to ask; all when left out. */
  readonly cells?: readonly string[];
  /** Gets a line about whatever takes longer than a second. */
  readonly log?: (line: string) => void;
  readonly signal?: AbortSignal;
  /** YYYY-MM-DD, UTC; today's when left out. */
  readonly today?: string;
}

/** The cells of a gate, each of which can be run on a machine of its own. */
export function matrixOf({ catalogue, subject }: Pick<GateOptions, "catalogue" | "subject">): readonly Cell[] {
  return cellsOf(catalogue, subject).map(({ cell }) => cell);
}

/**
 * Asks every cell what changed on the wire, and decides.
 *
 * @throws InstallError `no-such-version`; CatalogueError `no-other-side`, `unknown-cell`; ContractError; the signal's reason
 */
export async function gate(options: GateOptions): Promise<GateReport> {
  const { subject, catalogue, log = () => undefined, cells: wanted } = options;
  const signal = options.signal ?? new AbortController().signal;
  const all = cellsOf(catalogue, subject);
  const cells = chosen(all, wanted);
  // What a document is wrong about is said before anything is installed.
  await Promise.all(
    cells.flatMap(({ role: { document } }) => (document === undefined ? [] : [loadContract(document)])),
  );
  const { cache, browser, allowScripts = false, offline = false } = options;
  const asking: CellAsking = { subject, cache, log, signal, browser, install: { allowScripts, offline } };
  const changes: Change[] = [];
  const notGathered: NotGathered[] = unjudged(all, subject);
  for (const planned of cells) {
    const result = await askedCell(planned, asking);
    changes.push(...result.changes);
    notGathered.push(...result.notGathered);
  }
  // Of one cell alone, only what is known of that cell can be stale; and where nothing was compared, nothing.
  const mine = (id: string) => cells.some(({ cell }) => id.startsWith(`${cell.contract}/${cell.side}/`));
  const known = wanted === undefined && all.length > 0 ? options.known : options.known.filter(({ id }) => mine(id));
  return reportOf({ ...options, known }, all, cells, changes, notGathered);
}

function reportOf(
  {
    subject,
    known,
    failOn,
    today = new Date().toISOString().slice(0, 10),
  }: Pick<GateOptions, "subject" | "known" | "failOn" | "today">,
  all: readonly PlannedCell[],
  cells: readonly PlannedCell[],
  found: readonly Change[],
  notGathered: readonly NotGathered[],
): GateReport {
  const { bumps } = subject;
  const changes = ordered(found);
  const decided = decide({ changes, notGathered, known, failOn, today });
  const others = [...new Set(cells.flatMap(({ cell }) => cell.other.map(({ name, version }) => `${name}@${version}`)))];
  const report = { ...decided, changes, notGathered, bumps, others, failOn };
  const [ids, matrix] = [cells, all].map((some) => some.map(({ cell }) => cell.id)) as [string[], string[]];
  return { tool, answer: answerOf(report), ...report, cells: ids, matrix };
}

interface Outcome {
  readonly changes: readonly Change[];
  readonly notGathered: readonly NotGathered[];
}

async function askedCell(planned: PlannedCell, asking: CellAsking): Promise<Outcome> {
  const packages = planned.cell.bumps.map(({ name, to }) => `${name}@${to}`);
  const none = (why: string, next: string, passing = false, evidence = "all"): NotGathered => {
    return { packages, evidence, why, next, passing };
  };
  const byHand = "Judge it by hand, or add it to a catalogue of yours.";
  const failed = (...notGathered: NotGathered[]): Outcome => ({ changes: [], notGathered });
  if (planned.participant.kind === "copilotkit-page" && !asking.browser) {
    return failed(none("Pages were left out, and nothing else shows what it says.", "Leave --no-browser out."));
  }
  try {
    const result = await askCell(planned, asking);
    if (!result) return failed(none("Nothing can ask it what it says on the wire.", byHand));
    const missing = result.missing.map((what) =>
      none(`Of its ${what} nothing could be heard in one of the versions.`, byHand, false, what),
    );
    return { changes: result.changes, notGathered: missing };
  } catch (error) {
    asking.signal.throwIfAborted();
    if (error instanceof InstallError && error.id !== "no-such-version") {
      return failed(none(error.message, error.next, error.passing));
    }
    if (error instanceof ParticipantError) return failed(none(error.message, error.next));
    throw error;
  }
}

/** @throws CatalogueError `unknown-cell` */
function chosen(all: readonly PlannedCell[], wanted: readonly string[] | undefined): readonly PlannedCell[] {
  const unknown = wanted?.find((id) => !all.some(({ cell }) => cell.id === id));
  if (unknown !== undefined) {
    const ids = all.map(({ cell }) => cell.id).join(", ");
    throw new CatalogueError("unknown-cell", `There is no cell ${unknown}.`, `The cells are ${ids || "none"}.`);
  }
  return all.filter(({ cell }) => wanted?.includes(cell.id) ?? true);
}

/** Bumps that no cell is about. */
function unjudged(cells: readonly PlannedCell[], { bumps, locked }: Subject): NotGathered[] {
  const known = new Set(cells.flatMap(({ cell }) => cell.bumps));
  const named = locked.base.length + locked.head.length === 0;
  return bumps.flatMap((bump): NotGathered[] => {
    const { name, from, to, place } = bump;
    const other = bumps.find((one) => one !== bump && one.name === name && one.ecosystem === bump.ecosystem);
    if (known.has(bump) || from === to) return [];
    if (other && known.has(other)) {
      const why = `It goes from ${from} to ${to} in ${place?.file}, and otherwise elsewhere; one of the two was judged.`;
      const next = "Compare that lockfile by itself: --base-lock and --head-lock.";
      return [{ packages: [`${name}@${to}`], evidence: "all", why, next, passing: false }];
    }
    if (!named) return [];
    const why = "The catalogue does not know it on this side of the wire.";
    const next = "Say how to ask it in a catalogue of yours: --catalogue FILE.";
    return [{ packages: [`${name}@${to}`], evidence: "all", why, next, passing: false }];
  });
}
