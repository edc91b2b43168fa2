import { boundaryOf } from "./boundary.ts";
import { createMultipartSplitter } from "./multipart-splitter.ts";
import type { Splitter } from "./splitter.ts";
import { createSseSplitter } from "./sse-splitter.ts";

/** How a body of this content type is cut into frames; undefined where the whole body is one. */
export function framingOf(contentType: string | undefined): "sse" | "multipart" | undefined {
  if (/^\s*text\/event-stream\b/i.test(contentType ?? "")) return "sse";
  return /^\s*multipart\/mixed\b/i.test(contentType ?? "") ? "multipart" : undefined;
}

/** A splitter for a body of this content type; undefined where the whole body is one frame. */
export function splitterFor(contentType: string | undefined): Splitter | undefined {
  const framing = framingOf(contentType);
  if (framing === "sse") return createSseSplitter();
  return framing && createMultipartSplitter(boundaryOf(contentType).boundary);
}

/** The blocks of a whole body of this content type: itself where it is one frame, none where it is empty. */
export function blocksOf(text: string, contentType: string | undefined): string[] {
  const splitter = splitterFor(contentType);
  if (splitter) return [...splitter.push(text), ...splitter.end()];
  return text === "" ? [] : [text];
}
