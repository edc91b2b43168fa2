/** @typedef {import("./cell.mjs").Cell} Cell */
/** @typedef {{ id: string, seen: (cell: Cell) => boolean, because: string }} Reason */

/** @param {Cell} cell @param {string} asked @param {RegExp} said */
const runtimeSaid = ({ told }, asked, said) =>
  told.runtime.some((one) => one.asked === asked && said.test(`${one.status} ${one.said ?? ""}`));

/** @param {Cell} cell @param {string} events */
const agentThought = ({ told }, events) => told.agent.some(({ said }) => said === `${events}_* events`);

/** @param {Cell} cell */
const shown = ({ told }) => JSON.stringify(told);

/**
 * Why cells break, told from what was said in them. One of these is seen in every cell that breaks.
 *
 * @type {readonly Reason[]}
 */
export const reasons = [
  {
    id: "graphql-to-envelope",
    seen: (cell) => runtimeSaid(cell, "generateCopilotResponse", /^400 .*Missing method field/),
    because: "Clients before 1.50 speak GraphQL, and runtimes from 1.50 on take envelopes, `{ method, params, body }`.",
  },
  {
    id: "graphql-to-routes",
    seen: (cell) => runtimeSaid(cell, "generateCopilotResponse", /^404 /),
    because:
      "Clients before 1.50 speak GraphQL with one URL; these are the routes of REST, and nothing is at their root.",
  },
  {
    id: "envelope-to-graphql",
    seen: (cell) => runtimeSaid(cell, "info", /^400 .*Unexpected parameter "method"/),
    because: "Clients from 1.50 on send envelopes, and runtimes before 1.50 take nothing but GraphQL.",
  },
  {
    id: "envelope-to-routes",
    seen: (cell) => runtimeSaid(cell, "info", /^404 /),
    because:
      "Client 1.50.0 sends envelopes to one URL; these are the routes of REST, which only later clients look for.",
  },
  {
    id: "context-unknown",
    seen: (cell) => runtimeSaid(cell, "generateCopilotResponse", /"context" is not defined by type/),
    because: "Clients from 1.10 on send `context`, which a runtime's GraphQL schema has from 1.10 on.",
  },
  {
    id: "reasoning-unknown-to-client",
    seen: (cell) =>
      agentThought(cell, "REASONING") &&
      cell.told.page.shows.includes("invalid_union_discriminator") &&
      cell.told.runtime.every(({ said }) => !said?.includes("invalid_union_discriminator")),
    because:
      "The runtime passes REASONING_* events on, and the @ag-ui/client in the page has no such events: they came with " +
      "@ag-ui/core 0.0.45.",
  },
  {
    id: "reasoning-unknown-to-runtime",
    seen: (cell) =>
      agentThought(cell, "REASONING") &&
      /invalid_union_discriminator|INCOMPLETE_STREAM|UNKNOWN_ERROR/.test(shown(cell)),
    because:
      "The @ag-ui/client in the runtime has no REASONING_* events, and gives the run up at the first: they came with " +
      "@ag-ui/core 0.0.45.",
  },
  {
    id: "thinking-unknown-to-runtime",
    seen: (cell) => agentThought(cell, "THINKING") && shown(cell).includes("UNKNOWN_ERROR"),
    because: "The @ag-ui/client 0.0.35 in runtime 1.9.3 gives the run up at the first THINKING_* event.",
  },
];

/** Why a cell breaks: the first reason that is seen in it. @param {Cell} cell */
export const reasonFor = (cell) => reasons.find(({ seen }) => seen(cell))?.because;
