/** The door: everything else in this folder is private. */

export { ParticipantError } from "../participant-error.ts";
export type { Asked, ClientRun } from "../types.ts";
export { type Agent, startAgent, type Told } from "./agent.ts";
export type { Answer } from "./answer.ts";
export { type Answered, type AskedRuntime, askRuntime, hearRuntime } from "./ask-runtime.ts";
export { launchChromium } from "./chromium.ts";
export { drivePage, type PageDrive } from "./drive-page.ts";
export { lively } from "./lively.ts";
export { pageSpeaker } from "./page-speaker.ts";
export { fixedQuestions, type Question } from "./questions.ts";
export { runtimeSpeaker } from "./runtime-speaker.ts";
export { type Runtime, type RuntimeStart, startRuntime } from "./start-runtime.ts";
export { steady } from "./steady.ts";
