import { type Frame, type Splitter, splitterFor } from "../../contracts/index.ts";

/** Makes frames of the bytes of an HTTP answer, as they come. */
export interface Body {
  push(bytes: Buffer): Frame[];
  end(): Frame[];
}

/** A body of this content type: block by block, raw text with its terminators, or whole where it has no blocks. */
export function bodyOf(contentType: string | undefined, clock: () => number): Body & { readonly stream: boolean } {
  const splitter = splitterFor(contentType);
  return splitter ? { ...blockBody(splitter, clock), stream: true } : { ...plainBody(clock), stream: false };
}

function blockBody(splitter: Splitter, clock: () => number): Body {
  // ignoreBOM: raw text keeps every byte; it is the judge who knows what a byte order mark means.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const frames = (blocks: readonly string[]) => blocks.map((raw): Frame => ({ from: "server", at: clock(), raw }));
  return {
    push: (bytes) => frames(splitter.push(decoder.decode(bytes, { stream: true }))),
    end: () => frames([...splitter.push(decoder.decode()), ...splitter.end()]),
  };
}

/** One frame, when there is a body at all. */
function plainBody(clock: () => number): Body {
  const chunks: Buffer[] = [];
  return {
    push(bytes) {
      chunks.push(bytes);
      return [];
    },
    end: () => (chunks.length > 0 ? [{ from: "server", at: clock(), ...rawOf(Buffer.concat(chunks)) }] : []),
  };
}

/** Text where the bytes are UTF-8, base64 where they are not. */
export function rawOf(bytes: Buffer): { raw: string; binary?: true } {
  try {
    return { raw: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { raw: bytes.toString("base64"), binary: true };
  }
}
