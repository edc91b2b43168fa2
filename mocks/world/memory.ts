import { createSseSplitter, type Exchange, type Frame } from "../../contracts/index.ts";
import { Ring } from "./ring.ts";

/** Exchanges that are kept, and what they may take together, in characters. */
const most = 200;
const largest = 4 * 1024 * 1024;

/** An event stream as it was written: many events in a piece. */
export interface Pieces {
  readonly texts: readonly string[];
  /** When each piece was written, in milliseconds since the exchange began. */
  readonly times: readonly number[];
}

/** An exchange whose frames may still lie in the pieces in which they were written. */
export type Ended = Omit<Exchange, "frames"> & { readonly frames: readonly Frame[] | Pieces };

/**
 * The exchanges that ended, the newest. A stream is kept in the pieces in which it was written, and cut into frames when
 * somebody asks: most are never asked for, and an object for every event of each would cost more than writing it.
 */
export class Memory {
  readonly #ring = new Ring<Ended>(most, largest, sizeOf);

  add(exchange: Ended): void {
    this.#ring.add(exchange);
  }

  all(): readonly Exchange[] {
    return this.#ring
      .all()
      .map((ended) => ({ ...ended, frames: "texts" in ended.frames ? cut(ended.frames) : ended.frames }));
  }
}

/** Characters of what can grow: what was sent and what was answered. */
function sizeOf({ request, frames }: Ended): number {
  let size = request.url.length + (request.body?.length ?? 0);
  if ("texts" in frames) for (const text of frames.texts) size += text.length;
  else for (const { raw } of frames) size += raw.length;
  return size;
}

function cut({ texts, times }: Pieces): Frame[] {
  const splitter = createSseSplitter();
  const frames = texts.flatMap((text, index) =>
    splitter.push(text).map((raw): Frame => ({ from: "server", at: times[index] ?? 0, raw })),
  );
  return [...frames, ...splitter.end().map((raw): Frame => ({ from: "server", at: times.at(-1) ?? 0, raw }))];
}
