export { corpusOf } from "./corpus.ts";
export type { Probe } from "./probe.ts";
