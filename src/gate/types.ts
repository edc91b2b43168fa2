import type { tool } from "../probe/index.ts";

/** Where packages come from: the npm registry, or PyPI. */
export type Ecosystem = "npm" | "pypi";

/** One package at one version. */
export interface Pinned {
  readonly ecosystem: Ecosystem;
  /** As the registry has it; names of PyPI are normalised (PEP 503: lower case, `-` between words). */
  readonly name: string;
  readonly version: string;
}

/** A line of a file, for annotations. `line` counts from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A package whose version differs between base and head; an end that is undefined had it not, or has it no more. */
export interface Bump {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Where the head's lockfile says so. */
  readonly place?: Place;
}

/** Which side of the wire a package is on: `producer` answers runs and emits events, `consumer` asks for them and reads. */
export type GateSide = "producer" | "consumer";

/** Whether the changed package writes the frames that a change is about, or reads them. */
export type Direction = "sends" | "receives";

/** One way in which the wire differs before and after, as the gate reports it. */
export interface Change {
  /** Stable: `ag-ui/producer/sends/TEXT_MESSAGE_CONTENT.delta/""-accepted`. Known failures name it. */
  readonly id: string;
  readonly contract: string;
  readonly side: GateSide;
  readonly direction: Direction;
  /** Whether the other side of the wire is broken by it; null where that could not be found out. */
  readonly breaking: boolean | null;
  /** What it is about: `TEXT_MESSAGE_CONTENT.delta`, `POST generateCopilotResponse variables.data.context`. */
  readonly where: string;
  /** What was there before, in a few words: `absent`, `optional string`, `422`. */
  readonly before: string;
  readonly after: string;
  /** What showed it, and what the other side says of it: a few words each, packages and versions named. */
  readonly evidence: readonly string[];
  /** The packages that explain it alone; all of the group where none does. */
  readonly by: readonly string[];
  /** What to do about it; absent where it breaks nobody. */
  readonly next?: string;
}

/** Why the gate is closed. */
export type ReasonId =
  /** A change breaks the other side (or any change, under `--fail-on any`). */
  | "breaking"
  | "any-change"
  /** Whether a change breaks could not be found out, or evidence could not be gathered for a passing cause (a registry, a budget). */
  | "inconclusive"
  /** A changed package for which no evidence could be gathered. */
  | "no-evidence"
  /** A known failure that no longer fails, matches nothing, or whose time is over. */
  | "known-failure-gone"
  | "known-failure-expired";

export interface Reason {
  readonly id: ReasonId;
  /** Id of the change it is about; null where it is about none. */
  readonly change: string | null;
  /** One sentence: what, and where. */
  readonly says: string;
  /** One sentence: what to do. */
  readonly next: string;
}

/** What could not be gathered, and why, as one sentence. */
export interface NotGathered {
  /** Packages it is about: `@copilotkit/react-core@1.10.6`. */
  readonly packages: readonly string[];
  /** What of it: `all`, `requests`, `answers`, `payloads of Event`. */
  readonly evidence: string;
  readonly why: string;
  /** What to do about it. */
  readonly next: string;
  /** True where trying again may help: registry down, budget spent. */
  readonly passing: boolean;
}

/** A change that was accepted for now: `--known-failures`. */
export interface KnownFailure {
  /** Id of a change. */
  readonly id: string;
  readonly reason: string;
  readonly link: string;
  /** Day (YYYY-MM-DD, UTC) from which it is excused no more. */
  readonly until: string;
}

/** A known failure that held: its change was found and is excused. */
export interface Excused extends KnownFailure {}

/** One part of a gate that can be run on a machine of its own: what one package family says on one side of one contract. */
export interface Cell {
  /** `ag-ui-schemas.producer`. */
  readonly id: string;
  /** For a person: `@ag-ui/core 0.0.42 → 0.0.45 as producer of ag-ui`. */
  readonly title: string;
  readonly contract: string;
  readonly side: GateSide;
  /** What changed of it. */
  readonly bumps: readonly Bump[];
  /** What is on the other side: `--other`, else the lockfile's; empty where nobody is known. */
  readonly other: readonly Pinned[];
  /** True where its evidence needs Chromium. */
  readonly browser: boolean;
}

/** The whole answer of `wirecheck gate`; described by schemas/gate-decision.schema.json. */
export interface GateReport {
  readonly tool: typeof tool;
  readonly decision: "open" | "closed";
  /** One sentence. */
  readonly answer: string;
  readonly reasons: readonly Reason[];
  readonly changes: readonly Change[];
  readonly notGathered: readonly NotGathered[];
  readonly excused: readonly Excused[];
  readonly bumps: readonly Bump[];
  /** The other sides that were judged against: `@copilotkit/runtime@1.10.6`. */
  readonly others: readonly string[];
  readonly failOn: FailOn;
  /** Cells that this report is of, and all cells of the matrix: a merge misses those that are not there. */
  readonly cells: readonly string[];
  readonly matrix: readonly string[];
}

export type FailOn = "breaking" | "any" | "none";
