import { frameLimit, type Splitter } from "./splitter.ts";

/**
 * Cuts a `multipart` body (RFC 2046, 5.1.1) into blocks with bounded memory: what stands before the first delimiter, where
 * anything does; each part with the delimiter line before it; the closing delimiter with all that follows it. Joined
 * together they are the body again, whatever the pieces were.
 *
 * A part is given as soon as the delimiter behind it is there, which is when urql takes it. What is larger than `limit` is
 * given back cut to `limit + 1` units, and the rest of the body is skipped.
 *
 * @param limit in UTF-16 units
 */
export function createMultipartSplitter(
  boundary: string,
  { limit = frameLimit }: { readonly limit?: number } = {},
): Splitter {
  const delimiter = `\r\n--${boundary}`;
  // At the very beginning of a body a delimiter needs no line end before it.
  const bare = delimiter.slice(2);
  let buffer = "";
  /** Length of the delimiter with which the buffer begins; undefined while that cannot be told. */
  let head: number | undefined;
  let from = 0;
  let over = false;

  const give = (blocks: string[], block: string) => {
    if (block.length > limit) overflow(blocks, block);
    else if (block !== "") blocks.push(block);
  };
  const overflow = (blocks: string[], block: string) => {
    over = true;
    buffer = "";
    blocks.push(block.slice(0, limit + 1));
  };
  const begin = () => {
    if (buffer.startsWith(bare)) head = bare.length;
    else if (!bare.startsWith(buffer)) head = 0;
  };
  /** Whether the buffer may hold the end of a block: behind the closing delimiter nothing ends any more. */
  const ready = (): boolean => {
    if (head === undefined) begin();
    return head !== undefined && !(head > 0 && buffer.startsWith("--", head));
  };

  return {
    get over() {
      return over;
    },
    push(chunk) {
      const blocks: string[] = [];
      if (over) return blocks;
      buffer += chunk;
      while (ready()) {
        const at = buffer.indexOf(delimiter, Math.max(from, head ?? 0));
        from = Math.max(0, buffer.length - delimiter.length + 1);
        if (at < 0) break;
        const block = buffer.slice(0, at);
        buffer = buffer.slice(at);
        head = delimiter.length;
        from = 0;
        give(blocks, block);
      }
      if (buffer.length > limit) overflow(blocks, buffer);
      return blocks;
    },
    end() {
      const blocks: string[] = [];
      give(blocks, buffer);
      return blocks;
    },
  };
}
