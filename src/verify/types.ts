import type { Contract, Mode, Verdict, Violation } from "../../contracts/index.ts";
import type { FoundCause } from "../diagnose/index.ts";

/** What `verify` and `planChecks` are told. Times in milliseconds. */
export interface VerifyOptions {
  readonly contract: Contract;
  /** http: or https: URL that stands for the documents' server; ws: and wss: are read as those. */
  readonly url: string;
  /** Contract of the client whose input is to be sent as well (`--client`). */
  readonly client?: Contract;
  /** Origin of every request; the contract's frontend when undefined, none when "". */
  readonly origin?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Added to every request's query. */
  readonly query?: Readonly<Record<string, string>>;
  /** Value of the parameter of that name, wherever it occurs. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Check ids, endpoint ids or globs with `*`; all checks when empty. */
  readonly only?: readonly string[];
  /** "strict" when undefined: a backend is a producer. */
  readonly mode?: Mode;
  /** Budget of one check and of each of its exchanges; 10 000 when undefined. */
  readonly timeout?: number;
  /** How long to ask for any answer before the checks begin. */
  readonly wait?: number;
  /** `METHOD:PATH` of operations that may be asked although their document does not say so. */
  readonly allow?: readonly string[];
  /** Checks that were not probed do not spoil the verdict. */
  readonly allowUnprobed?: boolean;
  /** Seed of everything made up; 1 when undefined. */
  readonly seed?: number;
  /** Stops cleanly; the report says what is not known. */
  readonly signal?: AbortSignal;
  /** Hears each result as it comes, before the reasons of failed connects are looked for. */
  readonly onCheck?: (result: CheckResult) => void;
}

/** Why a connection fails, as `diagnose` finds it. */
export interface Reason {
  /** The URL that was diagnosed; values of its query are left out. */
  readonly target: string;
  /** One sentence. */
  readonly answer: string;
  /** The surest first. */
  readonly causes: readonly Pick<FoundCause, "id" | "certainty" | "fix" | "page">[];
}

/** What one check found. */
export interface CheckResult {
  /** `ENDPOINT/WHAT`, stable. */
  readonly id: string;
  readonly endpoint: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly violations: readonly Violation[];
  /** Read tolerantly: unknown keys and types, which are news and no breach. */
  readonly drift?: readonly Violation[];
  /** Why it is inconclusive: a rule id, or a sentence. */
  readonly because?: string;
  /** True where nothing was asked because it might change something. */
  readonly unprobed?: true;
  /** What was seen, in a few words. */
  readonly note?: string;
  /** Why its connection failed; each finding stands at the first check that it explains. */
  readonly diagnosis?: Reason;
  readonly ms: number;
}

/** The result of `verify`; `schemas/verify-report.schema.json` describes it as JSON. */
export interface VerifyReport {
  readonly tool: { readonly name: string; readonly version: string };
  readonly contract: { readonly name: string; readonly digest: string };
  readonly version: string;
  readonly target: string;
  readonly verdict: Verdict;
  /** Where one thing explains everything: one sentence. */
  readonly because?: string;
  /** Why the target cannot be reached. */
  readonly diagnosis?: Reason;
  readonly summary: { readonly pass: number; readonly fail: number; readonly inconclusive: number };
  readonly checks: readonly CheckResult[];
}
