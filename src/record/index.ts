export type { Passed } from "./passing.ts";
export { RecordError } from "./record-error.ts";
export { type RecorderOptions, startRecorder } from "./recorder.ts";
