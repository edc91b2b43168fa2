export type { Passed } from "./passing.ts";
export { RecordError } from "./record-error.ts";
export { type Recorder, type RecorderOptions, startRecorder } from "./recorder.ts";
