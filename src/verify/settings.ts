import type { Contract, HeaderMap, Mode } from "../../contracts/index.ts";
import type { VerifyOptions } from "./types.ts";

/** The options with every default decided. */
export interface Settings {
  readonly contract: Contract;
  /** http: or https:, without a trailing slash on the path. */
  readonly target: string;
  readonly client: Contract | undefined;
  /** What goes with every request: Origin and the user's own headers. */
  readonly headers: HeaderMap;
  readonly query: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly only: readonly string[];
  readonly mode: Mode;
  readonly timeout: number;
  readonly allow: readonly string[];
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  /** Tells this run from every other, for what a backend remembers. */
  readonly run: string;
}

export function settle(options: VerifyOptions): Settings {
  const { contract, client, query = {}, parameters = {}, only = [], allow = [], seed = 1, signal } = options;
  const origin = options.origin ?? contract.frontend ?? "";
  return {
    contract,
    target: options.url.replace(/^ws/i, "http"),
    client,
    headers: { ...(origin && { origin }), ...options.headers },
    query,
    parameters,
    only,
    mode: options.mode ?? "strict",
    timeout: options.timeout ?? 10_000,
    allow,
    seed,
    signal,
    run: Date.now().toString(36),
  };
}
