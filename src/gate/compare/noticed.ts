import type { Kind } from "../find/index.ts";
import type { Judged } from "../judge/index.ts";
import type { Direction } from "../types.ts";

/** A difference that was found and judged, before it is a change of a cell. */
export interface Noticed {
  readonly direction: Direction;
  readonly kind: Kind;
  readonly where: string;
  readonly before: string;
  readonly after: string;
  /** What showed it, in a few words. */
  readonly shownBy: string;
  readonly judged: Judged;
}
