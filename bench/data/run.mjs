// A run of AG-UI as a client sees it: the input that asks for it, and 200 events of five kinds of thing.

/** A body of a `run`, some 650 bytes as JSON. */
export const input = {
  threadId: "thread_01HZX3K9V5",
  runId: "run_01HZX3KB2M",
  state: { cart: ["sku_1842", "sku_2210"], locale: "en" },
  messages: [
    { id: "msg_1", role: "user", content: "Where is my order 1842? It was to arrive last Tuesday." },
    { id: "msg_2", role: "assistant", content: "Let me look that up for you." },
    { id: "msg_3", role: "user", content: "Thank you. I may want to return one of the two things in it." },
  ],
  tools: [
    {
      name: "find_order",
      description: "Finds an order by its number",
      parameters: { type: "object", properties: { number: { type: "string" } }, required: ["number"] },
    },
  ],
  context: [{ description: "page", value: "/orders/1842" }],
  forwardedProps: {},
};

/** An input that every validator refuses. */
export const badInput = { threadId: 1 };

/** A small answer, 300 bytes as JSON. */
export const answer = {
  threadId: "thread_01HZX3K9V5",
  runId: "run_01HZX3KB2M",
  status: "accepted",
  messages: [
    { id: "msg_4", role: "assistant", content: "Your order 1842 left the warehouse on Monday and is due tomorrow." },
    { id: "msg_5", role: "assistant", content: "You can return each of the two things within 30 days." },
  ],
};

const { threadId, runId } = input;
const words = "Your order left the warehouse on Monday and is due tomorrow before noon, as promised; ";

/** 200 events that keep every rule of order: steps, tool calls, state, and messages in pieces. */
export const events = [
  { type: "RUN_STARTED", threadId, runId },
  { type: "STATE_SNAPSHOT", snapshot: { orders: { 1842: { status: "sent", items: ["sku_1842", "sku_2210"] } } } },
  ...[1, 2, 3].flatMap(step),
  { type: "RUN_FINISHED", threadId, runId },
];

/** @param {number} number */
function step(number) {
  const [stepName, toolCallId, messageId] = [`step-${number}`, `call_${number}`, `msg_answer_${number}`];
  const pieces = Array.from({ length: number === 1 ? 54 : 55 }, (_, at) => ({
    type: "TEXT_MESSAGE_CONTENT",
    messageId,
    delta: `${words.slice(at % 40, (at % 40) + 30)} (${at})`,
  }));
  return [
    { type: "STEP_STARTED", stepName },
    { type: "TOOL_CALL_START", toolCallId, toolCallName: "find_order" },
    ...['{"number":', `"184${number}"`, "}"].map((delta) => ({ type: "TOOL_CALL_ARGS", toolCallId, delta })),
    { type: "TOOL_CALL_END", toolCallId },
    { type: "TOOL_CALL_RESULT", messageId: `msg_tool_${number}`, toolCallId, content: "sent", role: "tool" },
    { type: "STATE_DELTA", delta: [{ op: "replace", path: "/orders/1842/status", value: `seen ${number}` }] },
    { type: "TEXT_MESSAGE_START", messageId, role: "assistant" },
    ...pieces,
    { type: "TEXT_MESSAGE_END", messageId },
    { type: "STEP_FINISHED", stepName },
  ];
}
