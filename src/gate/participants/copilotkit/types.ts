/** One request of a client, as it made it. */
export interface Asked {
  /** What is asked for: `POST generateCopilotResponse`, `POST agent/run`, `GET /info`. */
  readonly key: string;
  readonly method: string;
  /** Relative to the runtime's URL, with its query: "" for that URL itself. One that is not below it is a whole URL. */
  readonly path: string;
  /** What the client set, names in lower case; what every browser adds is left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or a text where it is none; null where there is none. */
  readonly body: unknown;
  /** Null where no answer came. */
  readonly status: number | null;
  /** What the page was at: `start`, or what was said to it. */
  readonly during: string;
}

/** What a client did in one visit. */
export interface ClientRun {
  /** In the order in which they were made. */
  readonly requests: readonly Asked[];
  /** Whether everything that was said was answered; `says` is one sentence. */
  readonly outcome: { readonly ok: boolean; readonly says: string };
}
