import type { Contract } from "../../contracts/index.ts";
import type { EvidenceId, Protocol } from "./facts.ts";

/** What `diagnose` is told. Times in milliseconds. */
export interface DiagnoseOptions {
  /** http:, https:, ws: or wss:, the very URL that fails; `{name}`s in its path are filled from `parameters`. */
  readonly url: string;
  readonly contract?: Contract;
  /** The client that fails, where it is another thing than the contract's: its name, and what it speaks. */
  readonly client?: { readonly name: string; readonly speaks: readonly Protocol[] };
  /** The frontend's; the contract's own when undefined, none when "". */
  readonly origin?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** A log of the server; its end is read. */
  readonly log?: string;
  /** Folder of the Python sources; they are read, never run. */
  readonly app?: string;
  /** How long to ask for any answer before the probes begin. */
  readonly wait?: number;
  /** Redirects are followed, to other hosts too. */
  readonly follow?: boolean;
  /** For all probes together; 5000 when undefined. */
  readonly budget?: number;
  readonly signal?: AbortSignal;
}

export type Certainty = "certain" | "likely" | "possible";

/** One observation: what was seen as one sentence, and as data; `ms` is when it was known, since the diagnosis began. */
export interface Evidence {
  readonly id: EvidenceId;
  readonly says: string;
  readonly ms: number;
  readonly data: unknown;
}

/** One cause that what was seen speaks for. */
export interface FoundCause {
  readonly id: string;
  readonly certainty: Certainty;
  /** What happened, in one sentence. */
  readonly says: string;
  readonly evidence: readonly EvidenceId[];
  /** Text to paste, or what to do. */
  readonly fix: string;
  readonly page: string;
}

/** The result; `schemas/diagnosis.schema.json` describes it as JSON. */
export interface Diagnosis {
  readonly tool: { readonly name: string; readonly version: string };
  /** The URL that was asked; values of its query are left out. */
  readonly target: string;
  /** `pass`: nothing wrong found. `fail`: a cause. `inconclusive`: something is wrong and no cause fits. */
  readonly verdict: "pass" | "fail" | "inconclusive";
  readonly answer: string;
  /** The surest first. */
  readonly causes: readonly FoundCause[];
  /** Ids of causes that what was seen cannot tell apart; one of each group is meant. */
  readonly oneOf: readonly (readonly string[])[];
  readonly toTellApart: readonly string[];
  readonly ruledOut: readonly { readonly id: string; readonly by: readonly EvidenceId[] }[];
  readonly evidence: readonly Evidence[];
  readonly notMade: readonly { readonly id: EvidenceId; readonly why: string }[];
}
