import type { Contract } from "../../contracts/index.ts";
import type { World } from "../world/world.ts";
import type { Cors } from "./cors.ts";

/** What the listener of one contract needs to answer. */
export interface Site {
  readonly contract: Contract;
  readonly cors: Cors;
  readonly pace: "realtime" | "none";
  readonly seed: number;
  /** Largest body in bytes. */
  readonly bodyLimit: number;
  /** Milliseconds between two heartbeats of a socket. */
  readonly heartbeat: number;
  readonly log: (line: string) => void;
}

/** Where a request goes: the path as the contract sees it, its query with the question mark, and who remembers it. */
export interface Target {
  readonly path: string;
  readonly query: string;
  readonly world: World;
}
