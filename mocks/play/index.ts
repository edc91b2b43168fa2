import type { Contract } from "../../contracts/index.ts";
import type { Behaviours } from "./behaviour.ts";
import { copilotkit } from "./copilotkit/copilotkit.ts";
import { studio } from "./studio.ts";
import { support } from "./support.ts";

export type { Answer, Call, Listener } from "./behaviour.ts";
export { answerAs, answerOfDocument, socketOfDocument } from "./foreign.ts";
export { beat } from "./pace.ts";
export { type Recorded, recordedFor, type Turn } from "./recorded.ts";
export { objectIn, replayAnswer, replaySocket } from "./replay.ts";

const known: Readonly<Record<string, Behaviours>> = {
  "ag-ui": support,
  copilotkit,
  "customer-support": support,
  "video-studio": studio,
};
const none: Behaviours = { http: {}, socket: {} };

/** What the mock knows to do for a contract beyond its documents; a user's own has nothing but them. */
export function behavioursOf(contract: Contract): Behaviours {
  return contract.builtIn ? (known[contract.name] ?? none) : none;
}
