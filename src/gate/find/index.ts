export type { Kind, PayloadDifference } from "./found.ts";
export { payloadDifferences, type Reading } from "./payload-differences.ts";
export { placeText, recordText, type Step, tags } from "./place.ts";
export { type RecordedDifference, recordedDifferences } from "./recorded-differences.ts";
