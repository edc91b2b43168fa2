export { compareAnswers } from "./answers.ts";
export type { Noticed } from "./noticed.ts";
export { comparePayload } from "./payloads.ts";
export { compareRequests, compareTalks } from "./talks.ts";
