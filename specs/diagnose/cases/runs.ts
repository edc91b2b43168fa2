import type { RawServer } from "../../verify/raw-server.ts";
import { agent, sse } from "../agent.ts";
import { type Found, plainly, type Served } from "./case.ts";
import { own, zoo } from "./start.ts";

const client = { contract: "ag-ui@0.0.59" };
const stream = "text/event-stream";
const noKey = { type: "RUN_ERROR", message: "Missing key inputs argument! To use the API, provide GOOGLE_API_KEY" };

const agents: readonly (readonly [what: string, start: () => Promise<RawServer>, found: Found])[] = [
  [
    "runs well",
    () => agent((events) => ({ type: stream, body: sse(events.map(({ timestamp, ...event }) => event)) })),
    {},
  ],
  [
    "answers JSON",
    () => agent((events) => ({ type: "application/json", body: JSON.stringify(events) })),
    { "not-a-stream": "certain" },
  ],
  [
    "holds its events back",
    () => agent((events) => ({ type: stream, body: sse(events) })),
    { "proxy-buffers-stream": "likely" },
  ],
  [
    "has no key for its model",
    () => agent((events) => ({ type: stream, body: sse(events) }), [noKey]),
    { "model-key-missing": "certain" },
  ],
];

const served = (name: string, start: Served["start"], found: Found): Served => ({
  name,
  start,
  cases: [{ ...plainly("/run", found, client), scheme: "http" }],
});

/** Runs that end badly, or come late. */
export const runs: readonly Served[] = [
  ...agents.map(([what, start, found]) => served(`an agent that ${what}`, own(start), found)),
  served("nginx before an agent that streams", zoo("nginx", "agent-slow"), { "proxy-buffers-stream": "likely" }),
  served("nginx-unbuffered before an agent that streams", zoo("nginx-unbuffered", "agent-slow"), {}),
];
