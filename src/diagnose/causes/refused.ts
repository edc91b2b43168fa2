import type { Seen } from "../facts.ts";
import { all, type Cause, either, sign } from "./cause.ts";
import { lastMark } from "./reach.ts";
import { isHttpUrl, mark } from "./signs.ts";

/** The endpoint refuses the same now: of a run that lacks its ids, and has what not every SDK takes. */
const stillRefused = (id: string) => sign(["post-newest"], (seen) => seen["post-newest"].refuses.includes(id));
const refuses = (key: string) =>
  sign(["post-newest"], (seen) => seen["post-newest"].refused.some((one) => one === key || one.endsWith(`.${key}`)));
const sends = (key: string) => sign(["url"], ({ url }) => url.sends?.includes(key) ?? false);
/** All that was missing is still demanded. */
const stillRequired = sign(["log", "post-newest"], ({ log, "post-newest": now }) =>
  placesOf(log, /^run-incomplete$/).every((one) => now.missing.includes(one)),
);

/** The places that the last 422 of a kind names. */
const placesOf = (log: Seen["log"], id: RegExp) =>
  (lastMark(log, id).match(/ at ([^(]*)/)?.[1] ?? "").split(",").map((one) => one.trim());
const places = (id: string) => (seen: Seen) => placesOf(seen.log, new RegExp(`^${id}$`)).join(", ");
const tag = (id: string, { log }: Seen) => lastMark(log, new RegExp(`^${id}$`)).match(/\((.*)\)/)?.[1];

/** A fault of a body, by the 422 that names it: in the log, and again in what the endpoint answers now. */
function refused(id: string, says: Cause["says"], fix: string, still = stillRefused(id)): Cause {
  return {
    id,
    explains: `input refused: ${id}`,
    seen: [isHttpUrl, mark(id)],
    certainty: [{ is: "certain", when: [still] }, { is: "likely" }],
    says,
    fix: () => fix,
  };
}

/** A run that lacks something, or has what the backend's SDK does not take, gets a 422 that names the place. */
export const refusedCauses: readonly Cause[] = [
  {
    id: "key-refused-by-old-sdk",
    explains: "input refused: key",
    seen: [isHttpUrl, either(all(refuses("protocolVersion"), sends("protocolVersion")), mark("key-refused"))],
    certainty: [{ is: "certain", when: [refuses("protocolVersion")] }, { is: "likely" }],
    says: (seen) =>
      `The backend's ag-ui-protocol is older than 0.1.10 and refuses keys that it does not know: a run gets a 422 for ${places("key-refused")(seen) || "the protocolVersion of @ag-ui/client 1.0"}.`,
    fix: () => "pip install 'ag-ui-protocol>=0.1.10'",
  },
  refused(
    "message-without-id",
    () =>
      "A message was sent without id, and got a 422: it was made by hand, for CopilotKit's clients always send one.",
    '"messages": [{ "id": "msg-1", "role": "user", "content": "…" }]',
  ),
  refused(
    "run-incomplete",
    (seen) => `A run was sent without ${places("run-incomplete")(seen)}, and got a 422: a run has all seven keys.`,
    `{ "threadId": "t", "runId": "r", "state": {}, "messages": [],
  "tools": [], "context": [], "forwardedProps": {} }`,
    stillRequired,
  ),
  {
    id: "role-newer-than-sdk",
    explains: "input refused: new role",
    seen: [isHttpUrl, either(mark("activity-refused"), mark("reasoning-refused"))],
    certainty: [
      {
        is: "certain",
        when: [
          either(
            all(mark("activity-refused"), stillRefused("activity-refused")),
            all(mark("reasoning-refused"), stillRefused("reasoning-refused")),
          ),
        ],
      },
      { is: "likely" },
    ],
    says: (seen) =>
      `The backend's ag-ui-protocol does not know messages of the role ${tag("(?:activity|reasoning)-refused", seen)} yet: a run that brings one along gets a 422.`,
    fix: () => "pip install 'ag-ui-protocol>=0.1.13'   # activity from 0.1.10, reasoning from 0.1.13",
  },
  refused(
    "role-unknown",
    (seen) => {
      const role = tag("role-unknown", seen);
      return `A message was sent ${role ? `with the role ${role}, which AG-UI does not have` : "without a role"}, and got a 422.`;
    },
    '"role": "user"   # or assistant, system, developer, tool',
  ),
  refused(
    "content-not-text",
    (seen) => `The content of a message (${places("content-not-text")(seen)}) is no text, and got a 422.`,
    "Send a tool's result as text (JSON.stringify). Parts of a user's message want ag-ui-protocol>=0.1.10 in the backend, images 0.1.18.",
  ),
  refused(
    "context-not-text",
    (seen) => `A value of the context (${places("context-not-text")(seen)}) is no text, and got a 422.`,
    '"context": [{ "description": "…", "value": JSON.stringify(value) }]',
  ),
  refused(
    "tool-result-without-call",
    () => "A message of the role tool was sent without toolCallId, and got a 422.",
    '{ "id": "msg-2", "role": "tool", "toolCallId": "call-1", "content": "…" }',
  ),
  refused(
    "tool-without-parameters",
    () => "A tool was sent without parameters, which ag-ui-protocol before 0.1.18 demands: the run gets a 422.",
    '"parameters": { "type": "object", "properties": {} }',
  ),
  refused(
    "body-not-json",
    () => "What was sent is no JSON, and got a 422.",
    "Send JSON.stringify(run); in a shell, quote it with ' and look at what the shell made of it.",
  ),
  refused(
    "body-not-object",
    ({ log }) =>
      `The run arrived ${/missing/.test(lastMark(log, /^body-not-object$/)) ? "empty" : "as a text and not as an object"}, and got a 422.`,
    "-H 'content-type: application/json'   # and stringify the run once, not twice",
  ),
];
