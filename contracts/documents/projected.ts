import type { Source } from "./source.ts";

/** The document at one version of its line. */
export function projected(source: Source, _version: string): Source {
  return source;
}
