import { createSseSplitter, type Frame } from "../../contracts/index.ts";

/** Makes frames of the bytes of an HTTP answer, as they come. */
export interface Body {
  push(bytes: Buffer): Frame[];
  end(): Frame[];
}

/** An event stream: one frame a block, raw text with its terminators. */
export function sseBody(clock: () => number): Body {
  // ignoreBOM: raw text keeps every byte; it is the judge who knows what a byte order mark means.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const splitter = createSseSplitter();
  const frames = (blocks: readonly string[]) => blocks.map((raw): Frame => ({ from: "server", at: clock(), raw }));
  return {
    push: (bytes) => frames(splitter.push(decoder.decode(bytes, { stream: true }))),
    end: () => frames([...splitter.push(decoder.decode()), ...splitter.end()]),
  };
}

/** Any other body: one frame, when there is a body at all. */
export function plainBody(clock: () => number): Body {
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
