export { readRecording, recordingHead } from "./read-recording.ts";
export { RecordingError } from "./recording-error.ts";
export type { RecordingHead } from "./recording-head.ts";
