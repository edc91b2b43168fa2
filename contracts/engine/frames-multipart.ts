import {
  type Boundary,
  decodeJsonText,
  decodeMultipart,
  type FramingBreach,
  type MultipartBlock,
} from "../framing/index.ts";
import type { Bench, FrameJudge } from "./frames.ts";

/**
 * Judges the parts of a multipart body. The last part of one that breaks off may be half of one: what cannot be read is
 * told when something follows it, and of a body without its closing delimiter that alone is told.
 */
export function multipartFrames(bench: Bench, { boundary, fault }: Boundary): FrameJudge {
  let begun = false;
  let closed = false;
  let found = false;
  let waiting: { readonly breaches: readonly FramingBreach[]; readonly index: number } | undefined;

  const tell = () => {
    const told = waiting ? bench.framing(waiting.breaches, waiting.index) : [];
    waiting = undefined;
    return told;
  };
  const hold = (breaches: readonly FramingBreach[]) => {
    waiting = { breaches, index: bench.index };
    return [];
  };
  const named = () => {
    const first = !begun;
    begun = true;
    return first && fault !== undefined ? bench.framing([missing(fault)], null) : [];
  };

  return {
    accept({ raw, binary }) {
      const news = named();
      const { kind, text, breaches } = binary ? bytes : decodeMultipart(raw, boundary);
      news.push(...tell());
      if (kind === "closing") closed = true;
      if (kind !== "part" || closed) return news;
      found = true;
      bench.count();
      if (text === undefined) return [...news, ...hold(breaches)];
      const read = decodeJsonText(text, { limit: bench.limit });
      return [...news, ...(read.breaches.length > 0 ? hold(read.breaches) : bench.value(read.value))];
    },
    end(cut) {
      named();
      if (closed) return;
      if (!found && !cut) {
        const message = `The body has no delimiter (CR LF --${boundary}), so no client finds a part in it.`;
        bench.framing([missing(message)], bench.index >= 0 ? 0 : null);
        return;
      }
      const message = `The body ends without its closing delimiter (CR LF --${boundary}--), so clients miss what came last.`;
      bench.framing([{ rule: "framing/multipart-closed", message }], null);
    },
  };
}

const bytes: MultipartBlock = {
  kind: "part",
  headers: {},
  breaches: [{ rule: "framing/multipart-part", message: "The part is binary where JSON text was promised." }],
};

const missing = (message: string): FramingBreach => ({ rule: "framing/multipart-boundary", message });
