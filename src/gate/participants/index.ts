export { askServer } from "./ask-server.ts";
export { lively } from "./copilotkit/index.ts";
export { kept } from "./kept.ts";
export { ParticipantError } from "./participant-error.ts";
export { contractAt, contractsAfter, speakerOf } from "./speaker-of.ts";
export type { Answered, Asked, Asking, Speaker, Taking, Talk, Verdict } from "./types.ts";
