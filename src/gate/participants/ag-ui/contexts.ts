/** An event around another; null stands for the id that the other has under that name. */
type Around = Readonly<Record<string, string | null>>;

/** What has to come before and after an event for the run to be in order; a run without it has the usual start and end. */
interface Context {
  readonly before?: readonly Around[];
  readonly after?: readonly Around[];
}

const start: Around = { type: "RUN_STARTED", threadId: "thread", runId: "run" };
const end: Around = { type: "RUN_FINISHED", threadId: "thread", runId: "run" };
const text: Around = { type: "TEXT_MESSAGE_START", messageId: null, role: "assistant" };
const textEnd: Around = { type: "TEXT_MESSAGE_END", messageId: null };
const call: Around = { type: "TOOL_CALL_START", toolCallId: null, toolCallName: "tool" };
const callEnd: Around = { type: "TOOL_CALL_END", toolCallId: null };
const step: Around = { type: "STEP_STARTED", stepName: null };
const stepEnd: Around = { type: "STEP_FINISHED", stepName: null };
const thinking: Around = { type: "THINKING_START" };
const thinkingEnd: Around = { type: "THINKING_END" };
const thought: Around = { type: "THINKING_TEXT_MESSAGE_START" };
const thoughtEnd: Around = { type: "THINKING_TEXT_MESSAGE_END" };
const reasoning: Around = { type: "REASONING_START", messageId: null };
const reasoningEnd: Around = { type: "REASONING_END", messageId: null };
const reason: Around = { type: "REASONING_MESSAGE_START", messageId: null, role: "reasoning" };
const reasonEnd: Around = { type: "REASONING_MESSAGE_END", messageId: null };
const subagent: Around = { type: "SUBAGENT_STARTED", subagentRunId: null, name: "subagent" };
const subagentEnd: Around = { type: "SUBAGENT_FINISHED", subagentRunId: null };

/** Contexts by the type of the event. What order asks for is in contracts/ag-ui/order.json. */
export const contexts: Readonly<Record<string, Context>> = {
  RUN_STARTED: { before: [] },
  RUN_FINISHED: { after: [] },
  RUN_ERROR: { after: [] },
  TEXT_MESSAGE_START: { after: [textEnd, end] },
  TEXT_MESSAGE_CONTENT: { before: [start, text], after: [textEnd, end] },
  TEXT_MESSAGE_END: { before: [start, text] },
  TOOL_CALL_START: { after: [callEnd, end] },
  TOOL_CALL_ARGS: { before: [start, call], after: [callEnd, end] },
  TOOL_CALL_END: { before: [start, call] },
  STEP_STARTED: { after: [stepEnd, end] },
  STEP_FINISHED: { before: [start, step] },
  THINKING_START: { after: [thinkingEnd, end] },
  THINKING_END: { before: [start, thinking] },
  THINKING_TEXT_MESSAGE_START: { before: [start, thinking], after: [thoughtEnd, thinkingEnd, end] },
  THINKING_TEXT_MESSAGE_CONTENT: { before: [start, thinking, thought], after: [thoughtEnd, thinkingEnd, end] },
  THINKING_TEXT_MESSAGE_END: { before: [start, thinking, thought], after: [thinkingEnd, end] },
  REASONING_START: { after: [reasoningEnd, end] },
  REASONING_END: { before: [start, reasoning] },
  REASONING_MESSAGE_START: { before: [start, reasoning], after: [reasonEnd, reasoningEnd, end] },
  REASONING_MESSAGE_CONTENT: { before: [start, reasoning, reason], after: [reasonEnd, reasoningEnd, end] },
  REASONING_MESSAGE_END: { before: [start, reasoning, reason], after: [reasoningEnd, end] },
  SUBAGENT_STARTED: { after: [subagentEnd, end] },
  SUBAGENT_FINISHED: { before: [start, subagent] },
  SUBAGENT_ERROR: { before: [start, subagent] },
};
