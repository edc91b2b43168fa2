import { boundaryOf } from "./boundary.ts";
import { createMultipartSplitter } from "./multipart-splitter.ts";
import type { Splitter } from "./splitter.ts";
import { createSseSplitter } from "./sse-splitter.ts";

/** A splitter for a body of this content type; undefined where the whole body is one frame. */
export function splitterFor(contentType: string | undefined): Splitter | undefined {
  if (/^\s*text\/event-stream\b/i.test(contentType ?? "")) return createSseSplitter();
  if (/^\s*multipart\/mixed\b/i.test(contentType ?? ""))
    return createMultipartSplitter(boundaryOf(contentType).boundary);
  return undefined;
}
