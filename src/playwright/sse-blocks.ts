import { createSseSplitter } from "../../contracts/index.ts";

/** The raw event blocks of a whole event stream. */
export function sseBlocks(text: string): string[] {
  const splitter = createSseSplitter();
  return [...splitter.push(text), ...splitter.end()];
}
