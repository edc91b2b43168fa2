import type { Json } from "../../../edit.ts";

const streamed = new Set(["TEXT_MESSAGE_CONTENT", "TOOL_CALL_ARGS"]);

/**
 * Events of a thread as they are remembered: the pieces of a text, or of arguments, are one (`compactEvents` of
 * @ag-ui/client). A run that was stopped ends last here; in a real one its unfinished text comes after its end.
 *
 * @param lateState whether the state of a run is told once, before its end, as from 0.0.59 on
 */
export function compact(events: readonly Json[], lateState: boolean): readonly Json[] {
  const states = lateState ? events.filter(({ type }) => type === "STATE_SNAPSHOT").slice(-1) : [];
  const result: Json[] = [];
  for (const event of events) {
    const last = result.at(-1);
    if (lateState && event.type === "STATE_SNAPSHOT") continue;
    if (event.type === "RUN_FINISHED" || event.type === "RUN_ERROR") result.push(...states);
    if (last && goesOn(last, event)) result[result.length - 1] = { ...last, delta: `${last.delta}${event.delta}` };
    else result.push(event);
  }
  return result;
}

const goesOn = (last: Json, { type, messageId, toolCallId }: Json) =>
  streamed.has(String(type)) && last.type === type && last.messageId === messageId && last.toolCallId === toolCallId;
