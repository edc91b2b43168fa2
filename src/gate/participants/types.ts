import type { Schemas } from "../../../contracts/index.ts";

/** One request of a client, as it made it. */
export interface Asked {
  /** What is asked for: `POST generateCopilotResponse`, `POST agent/run`, `GET /info`. */
  readonly key: string;
  readonly method: string;
  /** Relative to the server's URL, with its query: "" for that URL itself. One that is not below it is a whole URL. */
  readonly path: string;
  /** What the client set, names in lower case; what every browser adds is left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or a text where it is none; null where there is none. */
  readonly body: unknown;
  /** Null where no answer came. */
  readonly status: number | null;
  /** What the client was at: `start`, or what was said to it. */
  readonly during: string;
}

/** What a client did in one visit. */
export interface ClientRun {
  /** In the order in which they were made. */
  readonly requests: readonly Asked[];
  /** Whether everything that was said was answered; `says` is one sentence. */
  readonly outcome: { readonly ok: boolean; readonly says: string };
}

/** A client's run of one conversation. */
export interface Talk {
  /** Name of the mock's scenario, or of the conversation. */
  readonly name: string;
  /** Whether the server keeps its contract in it; what breaks it, no server that keeps it sends. */
  readonly orderly: boolean;
  readonly run: ClientRun;
}

/** What a server answered to one question. */
export interface Answered {
  /** Name of the question: `a body without Content-Type`. */
  readonly question: string;
  /** Null where nothing came. */
  readonly status: number | null;
  /** 4xx, 5xx, nothing, or an error inside of a 200. */
  readonly refused: boolean;
  /** Names in lower case; only those that say something of the contract. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; a list of events or parts; a text. */
  readonly body: unknown;
}

/** What a parser says of a payload. */
export interface Verdict {
  readonly accepted: boolean;
  /** Whether it can be sent like that: what is made of it is written as it again. */
  readonly sent: boolean;
}

/** Whether a server took a request; `says` tells of it in a few words: `422 extra_forbidden body.protocolVersion`. */
export interface Taking {
  readonly taken: boolean;
  readonly says: string;
}

/** Packages that are installed and can be asked. What a kind of package cannot say, its speaker does not have. */
export interface Speaker {
  /** The package that it is about: `@ag-ui/client@0.0.42`. */
  readonly title: string;
  /** JSON Schemas that it exports, by root; those that it has not are left out. */
  schemas?(roots: readonly string[]): Promise<Readonly<Record<string, Schemas>>>;
  /** Verdicts on payloads of a root, in their order; undefined where it reads no such payload. */
  verdicts?(root: string, values: readonly unknown[]): Promise<readonly Verdict[] | undefined>;
  /** What it does as a client. */
  talks?(): Promise<readonly Talk[]>;
  /** What it answers as a server. */
  answers?(): Promise<readonly Answered[]>;
  /** What it asks others for while it answers. */
  tells?(): Promise<readonly Asked[]>;
  /** Whether it takes requests, as a server. */
  takes?(requests: readonly Asked[]): Promise<readonly Taking[]>;
  /** How it fares, as a client, with a server at a URL. */
  visits?(url: string): Promise<ClientRun>;
  /** Serves, while a client visits. */
  serves?(visits: (url: string) => Promise<ClientRun>): Promise<ClientRun>;
}

/** What participants are asked with. */
export interface Asking {
  /** Folder for what is made once: bundles, evidence. */
  readonly cache: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
  /** Whether Chromium may be started. */
  readonly browser: boolean;
}
