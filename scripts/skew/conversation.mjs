/**
 * What is asked in each cell, in one thread. The last question comes with everything in its history that clients send
 * back: a call of the agent's own tool and its result, a call of the page's tool and its result, and thoughts.
 *
 * @typedef {object} Step
 * @property {string} id
 * @property {string} asks
 * @property {string} shows what the page must show before the step is kept, word for word
 * @property {string} what
 * @property {string} [part] of the conversation that breaks with it, in the tables; without one it is the whole
 */

/** @type {readonly [Step, ...Step[]]} */
export const steps = [
  {
    id: "answer",
    asks: "What is your refund policy?",
    shows: "You can return an item within 30 days of delivery. The money is back in 5 to 7 working days.",
    what: "the agent calls a tool of its own and answers",
  },
  {
    id: "tool",
    asks: "Show me a product card for Widget Pro",
    shows: "There it is: what do you say?",
    what: "the agent calls a tool of the page, and answers its result",
    part: "page tools",
  },
  {
    id: "thought",
    asks: "Think about it",
    shows: "I thought about it: keep the receipt.",
    what: "the agent thinks aloud before it answers, with the events that its SDK has",
    part: "thoughts",
  },
  {
    id: "after",
    asks: "What else can you do?",
    shows: "I can help with refunds, and show you a product.",
    what: "the agent is asked once more, with all that in the history",
    part: "later turns",
  },
];
