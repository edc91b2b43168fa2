import { frameLimit, type Splitter } from "./splitter.ts";

const lineFeed = 10;
const carriageReturn = 13;

/**
 * A splitter with bounded memory. Joined together, its blocks are the stream again, whatever the pieces were.
 *
 * A block over `limit` is given back cut to `limit + 1` units, so that who judges it sees that it is too long, and
 * the rest of the stream is skipped. Line ends are LF, CR LF and CR (HTML Living Standard, 9.2.6).
 */
export function createSseSplitter({ limit = frameLimit }: { readonly limit?: number } = {}): Splitter {
  let buffer = "";
  let at = 0;
  let lineStart = 0;
  let over = false;

  const cut = (blocks: string[], end: number) => {
    const block = buffer.slice(0, end);
    buffer = buffer.slice(end);
    at = 0;
    lineStart = 0;
    if (block.length > limit) overflow(blocks, block);
    else blocks.push(block);
  };
  const overflow = (blocks: string[], block: string) => {
    over = true;
    buffer = "";
    blocks.push(block.slice(0, limit + 1));
  };

  return {
    get over() {
      return over;
    },
    push(chunk) {
      const blocks: string[] = [];
      if (over) return blocks;
      buffer += chunk;
      while (at < buffer.length) {
        const code = buffer.charCodeAt(at);
        if (code !== lineFeed && code !== carriageReturn) {
          at++;
          continue;
        }
        // A CR that ends the chunk may be the first half of a CR LF.
        if (code === carriageReturn && at + 1 === buffer.length) break;
        const next = code === carriageReturn && buffer.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
        const blank = at === lineStart;
        at = next;
        lineStart = next;
        if (blank) cut(blocks, next);
      }
      if (buffer.length > limit) overflow(blocks, buffer);
      return blocks;
    },
    end() {
      const blocks: string[] = [];
      if (!over && buffer !== "") cut(blocks, buffer.length);
      return blocks;
    },
  };
}
