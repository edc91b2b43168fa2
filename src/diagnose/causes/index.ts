import type { Cause } from "./cause.ts";
import { httpCauses } from "./http.ts";
import { protocolCauses } from "./protocol.ts";
import { reach } from "./reach.ts";
import { refusedCauses } from "./refused.ts";
import { runCauses } from "./run.ts";
import { socketCauses } from "./socket.ts";
import { speak } from "./speak.ts";
import { upgradeCauses } from "./upgrade.ts";

export { type Cause, isSeen, restsOn, type Sign, type Symptom } from "./cause.ts";

/** The table of causes, from the name to the run. A cause that several things show has a row for each, under one id. */
export const causes: readonly Cause[] = [
  ...reach,
  ...speak,
  ...upgradeCauses,
  ...socketCauses,
  ...httpCauses,
  ...protocolCauses,
  ...refusedCauses,
  ...runCauses,
];
