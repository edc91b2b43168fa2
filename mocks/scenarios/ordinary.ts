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
    name: "copilotkit",
    title: "The same run behind a runtime that has one URL for all, as clients from 1.50 on ask it",
    contract: "copilotkit",
    breaks: [],
  },
  {
    name: "copilotkit-graphql",
    title: "The same run as messages that GraphQL streams in parts, as clients up to 1.10 ask for them",
    contract: "copilotkit@1.10.6",
    breaks: [],
  },
  {
    name: "copilotkit-routes",
    title: "The same run behind a runtime that has a route for each thing",
    contract: "copilotkit/@copilotkit/runtime/v2",
    breaks: [],
  },
  {
    name: "studio",
    title: "A workflow that progresses to completion or is cancelled, agents, metrics, topics and a chat",
    contract: "video-studio",
    breaks: [],
  },
];
