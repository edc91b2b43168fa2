import { frameLimit } from "../framing/index.ts";

/** What a judge holds at most, however long the exchange is. */
export interface Limits {
  /** Characters of one frame. */
  readonly frame: number;
  /** Violations that are kept of one rule; the rest is counted. */
  readonly perRule: number;
  /** Violations that are kept in all. */
  readonly total: number;
  /** Messages of the client that wait for a reply at one time. */
  readonly replies: number;
}

export const defaultLimits: Limits = { frame: frameLimit, perRule: 20, total: 200, replies: 1000 };
