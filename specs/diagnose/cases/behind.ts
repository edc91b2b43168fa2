import { startBackend } from "../../../fixtures/backends/index.mjs";
import { type Found, plainly, type Served } from "./case.ts";
import { message } from "./refusals.ts";
import { backend, nothing } from "./start.ts";

const path = "/api/copilotkit";

/** A runtime, whose client is well, before an agent. */
const runtimeBefore =
  (agent: Served["start"]): Served["start"] =>
  async (hear) => {
    const back = await agent(hear);
    const stack = "1.75.0";
    const front = await startBackend({ name: "copilotkit-runtime", stack, agent: back.url + path, output: hear });
    return { url: front.url, stop: () => Promise.all([front.stop(), back.stop()]) };
  };

/** Each in a thread of its own, for a runtime has one run at a time in each. */
const asked = (what: string, run: object, found: Found) => {
  const body = { ...run, threadId: what };
  const posted = { method: "agent/run", params: { agentId: "customer_support_agent" }, body };
  return { ...plainly(path, found, { contract: "copilotkit@1.74.0", log: { posted } }), what, scheme: "http" } as const;
};

/** What fails behind a healthy runtime: only what a run got tells of it. */
export const behind: readonly Served[] = [
  {
    name: "copilotkit-runtime 1.75.0 before nobody",
    start: runtimeBefore(nothing),
    cases: [asked("a message", message({}), { "agent-unreachable": "likely" })],
  },
  {
    name: "copilotkit-runtime 1.75.0 before an agent with an old SDK",
    start: runtimeBefore(backend("plain-agent", { stack: "ag-ui-0.1.9" })),
    cases: [
      asked("a message", message({}), {}),
      asked("reasoning", message({ role: "reasoning" }), { "role-newer-than-sdk": "likely" }),
    ],
  },
];
