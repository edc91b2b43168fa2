import type { Seen } from "../facts.ts";
import { type Cause, either, not, sign } from "./cause.ts";
import { lastMark } from "./reach.ts";
import { mark } from "./signs.ts";

const breaks = (rule: RegExp) => sign(["run"], ({ run }) => run.broken.some((one) => rule.test(one)));
const errs = sign(["run"], ({ run }) => run.error !== undefined && run.status === 200);
const key = /api[_ -]?key|credential|unauthenticated|permission_denied|authentication|\b401\b/i;
const keyInRun = sign(["run"], ({ run }) => key.test(run.error ?? ""));
const streams = sign(["run"], ({ run }) => run.status === 200);
const isSse = sign(["run"], ({ run }) => run.type === "text/event-stream");
const crlf = sign(["run"], ({ run }) => run.crlf);
/** Milliseconds: what the events say that they took, and what their coming took. */
const held = sign(["run"], ({ run }) => (run.made ?? 0) > 500 && run.came < (run.made ?? 0) / 10);
const over = sign(["run"], ({ run }) => run.end === "complete");
const said = ({ run }: Seen) => run?.error ?? "";

/** A run was asked for, and what came is not a good run. */
export const runCauses: readonly Cause[] = [
  {
    id: "model-key-missing",
    explains: "run fails",
    seen: [either(keyInRun, mark("model-key"))],
    certainty: [{ is: "certain", when: [keyInRun] }, { is: "likely" }],
    says: (seen) =>
      `The endpoint is healthy, and the model behind it refuses: ${said(seen) || lastMark(seen.log, /model-key/)}`,
    fix: () =>
      "Set the model's API key in the environment of the server's process (GOOGLE_API_KEY, OPENAI_API_KEY, …), and restart it.",
  },
  {
    id: "error-in-200",
    explains: "run fails",
    seen: [errs],
    unseen: [keyInRun],
    certainty: [{ is: "certain" }],
    says: (seen) => `The run fails inside a 200: ${said(seen)}`,
    fix: () => "Look at the agent's log; whoever asks has to look at RUN_ERROR, for the status says nothing.",
  },
  {
    id: "crlf-framing",
    explains: "run is misread",
    seen: [streams, crlf],
    certainty: [{ is: "certain" }],
    says: () => "The stream's lines end in CRLF, which AG-UI's clients do not read: they see no event end.",
    fix: () => 'EventSourceResponse(stream, sep="\\n")   # sse-starlette',
  },
  {
    id: "not-a-stream",
    explains: "run is misread",
    seen: [streams, not(isSse)],
    certainty: [{ is: "certain" }],
    says: ({ run }) =>
      `The run is answered as ${run?.type || "nothing"} where an event stream is promised: clients take it for a run without events.`,
    fix: () =>
      'StreamingResponse(events(), media_type="text/event-stream"), each event as data: {…} and an empty line.',
  },
  {
    id: "truncated-run",
    explains: "run is misread",
    seen: [streams, isSse, breaks(/^order\/run-terminates$/), over],
    unseen: [errs],
    certainty: [{ is: "certain" }],
    says: ({ run }) =>
      `The run ends after ${run?.events.at(-1) ?? "nothing"}, without RUN_FINISHED or RUN_ERROR: clients take it for a success.`,
    fix: () =>
      "Let the agent end every run: RUN_FINISHED in a finally, RUN_ERROR where it failed; a proxy's timeout cuts streams too.",
  },
  {
    id: "run-out-of-order",
    explains: "run is misread",
    seen: [streams, isSse, breaks(/^(order|shape|framing)\//)],
    unseen: [breaks(/^order\/run-terminates$/), crlf, errs],
    certainty: [{ is: "certain" }],
    says: ({ run }) => `The run breaks ${run?.broken.join(", ")}: clients stop reading it there.`,
    fix: () => "wirecheck verify … --contract says frame by frame what is wrong.",
  },
  {
    id: "proxy-buffers-stream",
    explains: "run comes late",
    seen: [streams, isSse, held, over],
    certainty: [{ is: "likely" }],
    says: ({ run }) =>
      `Events that were made over ${run?.made} ms came all at once: something in between holds the stream until it is over.`,
    fix: () => "proxy_buffering off;   # nginx, or the header X-Accel-Buffering: no",
    apart: () => "the same asked past the proxy",
  },
];
