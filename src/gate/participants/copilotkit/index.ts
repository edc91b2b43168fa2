/** The door: everything else in this folder is private. */

export { ParticipantError } from "../participant-error.ts";
export type { Asked } from "../types.ts";
export { startAgent } from "./agent.ts";
export { type Answered, askRuntime, hearRuntime } from "./ask-runtime.ts";
export { launchChromium } from "./chromium.ts";
export { drivePage } from "./drive-page.ts";
export { lively } from "./lively.ts";
export { pageSpeaker } from "./page-speaker.ts";
export { fixedQuestions, type Question } from "./questions.ts";
export { runtimeSpeaker } from "./runtime-speaker.ts";
export { startRuntime } from "./start-runtime.ts";
export { steady } from "./steady.ts";
