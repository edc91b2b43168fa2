import type { RawEnd } from "../probe/index.ts";
import type { Place, Route } from "./python/index.ts";

/** One address that was tried. `code` is the system's (`ECONNREFUSED`). */
export interface Tried {
  readonly address: string;
  readonly family: 4 | 6;
  readonly outcome: "open" | "refused" | "silent" | "no-way";
  readonly code?: string;
}

/** What one request got. `said` is the answer without what differs from one to the next: equal texts are equal answers. */
export interface Heard {
  readonly method: string;
  /** Path and query as asked, values of the query left out. */
  readonly path: string;
  readonly end: RawEnd | "not-http" | "invalid";
  readonly code?: string;
  readonly status?: number;
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The first 2000 characters. */
  readonly body: string;
  readonly said: string;
  readonly ms: number;
}

/** A process that listens. Times in milliseconds since 1970. */
export interface Owner {
  readonly pid: number;
  readonly command: string;
  readonly folder?: string;
  readonly started?: number;
}

/** What a line of a log says, by the name in the table of marks. The line has lost its secrets. */
export interface Mark {
  readonly id: string;
  readonly line: string;
  /** Written after the probes began. */
  readonly fresh: boolean;
}

export type Protocol = "ag-ui" | "graphql" | "envelope" | "rest";

/** What the Python sources say of the target. */
export interface AppFact {
  /** Folder that was read, as it was given; `insteadOf` is the one that was given, where the process runs from another. */
  readonly folder: string;
  readonly insteadOf?: string;
  /** What ties the sources to the process that listens; without it they may be of any other. */
  readonly tie?: string;
  readonly files: number;
  /** What is not known here is not served: of a server that knows what it serves, for sources are only read. */
  readonly complete?: true;
  readonly skipped: readonly { readonly file: string; readonly why: string }[];
  /** What hands routes on in the sources and could not be read. */
  readonly unresolved: readonly Place[];
  /** Sources that were changed after the process started. */
  readonly changed: readonly string[];
  readonly socket?: Route;
  readonly http?: Route;
  /** A socket route of nearly this path. */
  readonly elsewhere?: Route;
  /** GET routes without parameters of the socket's router. */
  readonly beside: readonly string[];
}

/** Routes that were asked; `missing` where the answer is that of a path which nobody has. */
interface Asked {
  readonly asked: readonly { readonly path: string; readonly status: number; readonly missing: boolean }[];
}

/** A socket that opened, and what came of it. */
export interface Watched {
  readonly frame?: string;
  /** The message that the contract promises first. */
  readonly promised?: string;
  /** Rules of the contract that the first frames break. */
  readonly broken?: readonly string[];
  readonly end: "open" | "closed" | "cut";
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly ms: number;
}

/** Routes of /openapi.json that are kept; a list as long as that may be cut. */
export const mostListed = 200;

/** Every observation that can be made, by its id. */
export interface Facts {
  /** The URL itself, and who asks it: what the client speaks, the agent it names, and keys that not every server takes. */
  url: { scheme: string; socket: boolean; speaks?: readonly Protocol[]; agent?: string; sends?: readonly string[] };
  addresses: { name: string; found: readonly { address: string; family: 4 | 6 }[]; code?: string };
  tcp: { tried: readonly Tried[] };
  "tcp-other-address": { tried: readonly Tried[] };
  listener: { owners: readonly Owner[] };
  starting: { owners: readonly Owner[] };
  greeting: { bytes: string };
  tls: { outcome: "ok" | "not-tls" | "certificate" | "failed"; code?: string; protocol?: string };
  "tls-on-plain": { outcome: "ok" | "not-tls" | "failed" };
  "plain-on-tls": Heard;
  get: Heard;
  "get-control": Heard;
  "get-slash": Heard;
  "get-origin": Heard;
  head: Heard;
  options: Heard;
  "get-followed": { hops: readonly string[]; end: "answered" | "loop" | "too-many" | "broke"; status?: number };
  upgrade: Heard;
  "upgrade-control": Heard;
  "upgrade-slash": Heard;
  /** `same`: the path differs in its case or in doubled slashes alone. */
  "upgrade-elsewhere": Heard & { same: boolean };
  "upgrade-origin": Heard & { origin: string };
  "upgrade-no-origin": Heard;
  "upgrade-query": Heard & { added: readonly string[] };
  "upgrade-no-key": Heard;
  "upgrade-version": Heard;
  "upgrade-again": Heard;
  "first-frame": Watched;
  "control-socket": Watched;
  "socket-io": Heard;
  vite: { there: boolean };
  info: Heard;
  "post-empty": Heard;
  "post-info": Heard;
  "post-graphql": Heard;
  "post-newest": Heard & { refused: readonly string[]; missing: readonly string[]; refuses: readonly string[] };
  protocol: { speaks: readonly Protocol[]; agents?: readonly string[] };
  fingerprint: { server?: string; stack?: string; front?: string };
  openapi: { paths: readonly string[]; title?: string; run: boolean };
  /** `promised`: by the contract; else /openapi.json lists them, which need not be of the socket's router. */
  siblings: Asked & { promised: boolean };
  "router-siblings": Asked;
  "contract-routes": Asked;
  log: { file: string; bytes: number; of: number; marks: readonly Mark[]; lines: readonly string[] };
  app: AppFact;
  run: {
    status: number;
    type: string;
    events: readonly string[];
    broken: readonly string[];
    error?: string;
    /** Milliseconds between the first and the last piece as they came, and as the events themselves say. */
    came: number;
    made?: number;
    crlf: boolean;
    end: string;
  };
}

export type EvidenceId = keyof Facts;

/** The observations that were made; a predicate over them sees nothing else. */
export type Seen = Partial<Facts>;
