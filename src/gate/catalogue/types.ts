import type { Ecosystem, GateSide } from "../types.ts";

/** How the evidence of a package is gathered; `none` says that it speaks on the wire and nothing can ask it. */
type ParticipantKind = "zod" | "pydantic" | "ag-ui-client" | "copilotkit-page" | "copilotkit-runtime" | "asgi" | "none";

/** One side of one contract that a participant speaks. Roots are names of payloads: `Event`. */
export interface Role {
  /** Name of a built-in contract, or any name of one's own; a change's id begins with it. */
  readonly contract: string;
  /** Path of the document of a contract of one's own: values of its payloads are tried as well. */
  readonly document?: string;
  readonly side: GateSide;
  readonly sends: readonly string[];
  readonly receives: readonly string[];
  /** Line of the contract that its versions go with; the contract's main line when left out. */
  readonly line?: string;
  /** Package whose version is the contract's; the main one when left out. */
  readonly versionOf?: string;
}

/** A version, or versions by the main package's version from which on they hold; null where nothing is asked for. */
export type Dated = string | Readonly<Record<string, string | null>>;

/** Packages that speak together, and how to hear them. */
export interface Participant {
  readonly id: string;
  readonly ecosystem: Ecosystem;
  /** Packages that it is about: it is there when one of them is. */
  readonly main: readonly string[];
  /** Packages whose version may change what it says, the main ones included. */
  readonly members: readonly string[];
  readonly kind: ParticipantKind;
  /** `zod`, `pydantic`, `ag-ui-client`: where its schemas are, by root; the first export that is there counts. */
  readonly exports?: Readonly<Record<string, readonly string[]>>;
  /** What goes along where no lockfile says otherwise. */
  readonly with?: Readonly<Record<string, Dated>>;
  /** What the gate itself needs beside it, where the set has none: `same` is the main package's version. */
  readonly tools?: Readonly<Record<string, Dated>>;
  /** npm: versions of what it depends on, where the ranges of its dependencies do not go together any more. */
  readonly overrides?: Readonly<Record<string, Dated>>;
  /** It shows less than others that have the same packages: where one of them is there, it is left out. */
  readonly yields?: true;
  readonly speaks: readonly Role[];
}

export interface Catalogue {
  readonly participants: readonly Participant[];
}
