/** Which checks are not `pass` when a backend has a defect. All others are. */
export interface Expected {
  readonly backend: string;
  /** Check id to the rules that it reports. */
  readonly fails: Readonly<Record<string, readonly string[]>>;
  /** Checks that could not be judged; an endpoint's name stands for all of its checks that do not fail. */
  readonly open: readonly string[];
}

const studio = "video-studio";
const support = "customer-support";

const unregistered = {
  "ws-stats/registered": ["route/registered"],
  "ws-client/registered": ["route/registered"],
};
const refused = (...sockets: readonly string[]) =>
  Object.fromEntries(sockets.map((socket) => [`${socket}/handshake`, ["handshake/accepted"]]));

const enhancedMissing: Expected = {
  backend: studio,
  fails: { ...unregistered, ...refused("workflow", "agent", "coordinator") },
  open: ["ws-stats", "ws-client", "workflow", "agent", "coordinator"],
};
const sockets = ["connect", "workflow", "agent", "coordinator", "chat"];

/** By the name of the defect and the backend that has it. */
export const expected: Readonly<Record<string, readonly Expected[]>> = {
  "enhanced-router-missing": [enhancedMissing],
  "stale-process": [enhancedMissing],
  "no-websocket-library": [
    {
      backend: studio,
      // An upgrade falls through to HTTP, so even an unregistered one is answered otherwise.
      fails: { ...refused(...sockets), "unregistered/upgrade": ["route/unregistered"] },
      open: [...sockets, "ws-client/answers"],
    },
  ],
  "first-frame-missing": [
    {
      backend: studio,
      fails: Object.fromEntries(
        ["connect", "workflow", "agent", "coordinator"].map((socket) => [
          `${socket}/first-frame`,
          ["handshake/first-frame"],
        ]),
      ),
      open: ["ws-client/answers"],
    },
  ],
  "refuses-before-accept": [
    { backend: studio, fails: refused("coordinator"), open: ["coordinator", "ws-client/answers"] },
  ],
  "crashes-after-accept": [
    {
      backend: studio,
      fails: { "coordinator/first-frame": ["handshake/first-frame"] },
      open: [
        ...["frames", "reply-ping", "reply-get_metrics", "malformed"].map((what) => `coordinator/${what}`),
        "ws-client/answers",
      ],
    },
  ],
  "flat-metrics": [
    { backend: studio, fails: { "coordinator/frames": ["shape/required", "shape/unknown-key"] }, open: [] },
  ],
  "status-as-string": [{ backend: studio, fails: { "agent/frames": ["shape/type"] }, open: [] }],
  "stage-as-integer": [{ backend: studio, fails: { "workflow/frames": ["shape/type"] }, open: [] }],
  "own-origin-check": [{ backend: studio, fails: refused(...sockets), open: [...sockets, "ws-client/answers"] }],
  "cors-missing": [
    { backend: studio, fails: { "preflight/answers": ["response/status"] }, open: [] },
    { backend: support, fails: { "preflight/answers": ["response/status"] }, open: [] },
  ],
  "silent-get-metrics": [{ backend: studio, fails: { "coordinator/reply-get_metrics": ["order/reply"] }, open: [] }],
  "replay-missing": [{ backend: studio, fails: { "workflow/replay": ["order/replay"] }, open: [] }],
  "spa-fallback": [
    {
      ...enhancedMissing,
      fails: {
        ...enhancedMissing.fails,
        // The page answers a GET where only POST is.
        "api-ws-broadcast/method": ["route/unregistered"],
        "api-ws-publish/method": ["route/unregistered"],
        "unregistered/path": ["route/unregistered"],
      },
    },
  ],
  "mounted-elsewhere": [
    {
      backend: support,
      fails: { "run/registered": ["route/registered"], "capabilities/registered": ["route/registered"] },
      open: ["run", "capabilities"],
    },
  ],
  "crlf-framing": [{ backend: support, fails: { "run/answers": ["framing/sse-crlf"] }, open: ["run/order"] }],
  "truncated-run": [{ backend: support, fails: { "run/order": ["order/run-terminates"] }, open: [] }],
  // The contract allows an error inside a 200; a good answer was not seen either.
  "error-in-200": [{ backend: support, fails: {}, open: ["run/answers"] }],
  "extra-event-after-finish": [
    { backend: support, fails: { "run/order": ["order/nothing-after-run-finished"] }, open: [] },
  ],
  "missing-message-start": [{ backend: support, fails: { "run/order": ["order/message-started-first"] }, open: [] }],
};
