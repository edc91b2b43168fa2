import type { Contract, Exchange } from "../../contracts/index.ts";
import type { Recorded } from "../play/index.ts";
import type { Cors } from "./cors.ts";

/** One contract, served: what every carrier needs to answer for it. */
export interface Site {
  readonly contract: Contract;
  readonly cors: Cors;
  /** Headers that every answer has; undefined where none is of that kind. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly pace: "realtime" | "none";
  readonly seed: number;
  /** Exchanges that are played again, in place of what the mock would say. */
  readonly recorded: Recorded | undefined;
  /** Largest body in bytes. */
  readonly bodyLimit: number;
  /** Milliseconds between two heartbeats of a socket. */
  readonly heartbeat: number;
  /** Undefined where nobody reads: lines are then not made. */
  readonly log: ((line: string) => void) | undefined;
  /** Says why a request was refused, in lines for the log. */
  readonly explain: ((contract: Contract, exchange: Exchange) => string | undefined) | undefined;
}
