import type { Contract, HeaderMap, HttpEndpoint, SocketEndpoint } from "../../contracts/index.ts";
import { clientOf } from "./client.ts";
import type { Protocol } from "./facts.ts";
import { type Target, targetOf } from "./target.ts";
import type { DiagnoseOptions } from "./types.ts";

/** The options with every default decided. */
export interface Settings {
  readonly target: Target;
  readonly contract: Contract | undefined;
  /** What the client speaks that fails; undefined where nobody said. */
  readonly client: { readonly name: string; readonly speaks: readonly Protocol[] } | undefined;
  /** Of the frontend, where it is known. */
  readonly origin: string | undefined;
  readonly headers: HeaderMap;
  readonly parameters: Readonly<Record<string, string>>;
  /** The endpoints of the contract that the target is. */
  readonly endpoints: readonly (HttpEndpoint | SocketEndpoint)[];
  readonly log: string | undefined;
  readonly app: string | undefined;
  readonly follow: boolean;
  /** Milliseconds: for everything, and until an answer's first byte. */
  readonly budget: number;
  readonly patience: number;
  readonly signal: AbortSignal | undefined;
}

export function settle(options: DiagnoseOptions): Settings {
  const { contract, parameters = {}, query = {}, budget = 5000, signal } = options;
  const target = targetOf(options.url, parameters, query);
  return {
    target,
    contract,
    client: options.client ?? clientOf(contract),
    origin: (options.origin ?? contract?.frontend) || undefined,
    headers: options.headers ?? {},
    parameters,
    endpoints: contract ? contract.endpoints.filter((endpoint) => isAt(contract, endpoint, target)) : [],
    log: options.log,
    app: options.app,
    follow: options.follow ?? false,
    budget,
    patience: budget * 0.3,
    signal,
  };
}

/** Whether an endpoint is what the target's path names; the server may stand below a prefix. */
function isAt(contract: Contract, { path, transport }: HttpEndpoint | SocketEndpoint, target: Target): boolean {
  if ((transport === "socket") !== target.socket) return false;
  if (contract.emptyPath) return true;
  const template = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^{}]+\}/g, "[^/]+");
  return new RegExp(`(^|.)${template}/?$`).test(target.url.pathname);
}
