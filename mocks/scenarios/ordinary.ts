import type { Scenario } from "./scenario.ts";

/** The conversations that keep every rule. They are played without being asked for. */
export const ordinary: readonly Scenario[] = [
  {
    name: "support",
    title: "A question, a call of search_knowledge_base, the answer in pieces",
    contract: "customer-support",
    breaks: [],
  },
  { name: "run", title: "The same run, for any client of AG-UI", contract: "ag-ui", breaks: [] },
  {
    name: "studio",
    title: "A workflow that progresses to completion or is cancelled, agents, metrics, topics and a chat",
    contract: "video-studio",
    breaks: [],
  },
];
