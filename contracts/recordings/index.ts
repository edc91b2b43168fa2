export { readRecording } from "./read-recording.ts";
export { RecordingError } from "./recording-error.ts";
