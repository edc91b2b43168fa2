import type { FramingBreach } from "../framing/index.ts";
import type { Breach, Frame } from "../model/index.ts";

/** What judges the frames of one framing: what they are on the wire, and the JSON that they carry. */
export interface FrameJudge {
  accept(frame: Frame): Breach[];
  /** What only the end can show, of a stream that ended by itself or broke off. */
  end?(cut: boolean): void;
}

/** What a framing's judge works with. */
export interface Bench {
  /** Number of the frame that is being judged. */
  readonly index: number;
  /** Largest frame, in UTF-16 units. */
  readonly limit: number;
  /** The frame is one of those that count. */
  count(): void;
  /** Notes what is wrong with a frame; of the whole body where `frame` is null. */
  framing(breaches: readonly FramingBreach[], frame: number | null): Breach[];
  /** Judges the frame's JSON: whether it is any, its shape, its place in the order. */
  text(raw: string): Breach[];
  /** The same of JSON that was read already. */
  value(value: unknown): Breach[];
}
