/** Largest frame that is read, in UTF-16 units; the limit for a body, 10 MiB. */
export const frameLimit = 10 * 1024 * 1024;

/** Cuts the text of a stream into whole blocks, one a frame. */
export interface Splitter {
  /** True once a block grew over the limit; everything after it is skipped. */
  readonly over: boolean;
  /** Takes any piece of the stream and gives back the blocks that it completes, terminators included. */
  push(chunk: string): string[];
  /** The stream ended: what is left, or nothing. */
  end(): string[];
}
