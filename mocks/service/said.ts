import type { End, Frame } from "../../contracts/index.ts";
import type { Head } from "../edit.ts";
import type { Pieces } from "../world/memory.ts";
import type { AnswerWire } from "./answer-wire.ts";

/** What was really said. */
export interface Said {
  readonly head: Head;
  readonly frames: readonly Frame[] | Pieces;
  /** How many frames. */
  readonly count: number;
  readonly end: End;
}

export const complete: End = { how: "complete" };
export const gone: End = { how: "cut", message: "The client went away." };
export const saidOf = (head: Head, frames: readonly Frame[], end: End): Said => ({
  head,
  frames,
  count: frames.length,
  end,
});

/** Breaks the connection. */
export function cut(wire: AnswerWire, head: Head, frames: readonly Frame[]): Said {
  wire.cut();
  return saidOf(head, frames, { how: "cut", message: "The mock broke the connection." });
}
