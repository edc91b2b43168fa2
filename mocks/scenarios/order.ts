import { after, before, change, type Edit, type Json, nothing, twice, without } from "../edit.ts";
import { breaking, run, type Scenario } from "./scenario.ts";

/** Thinking was replaced by reasoning in 1.0.0, and one thing at a time was asked until 0.0.37. */
const withThinking = "ag-ui@0.0.59";
const oneAtATime = "ag-ui@0.0.36";

const custom = { type: "CUSTOM", name: "note", value: 1 };
const step = (type: "STARTED" | "FINISHED") => ({ type: `STEP_${type}`, stepName: "search" });
const reasoning = (type: string, more: Json = {}) => ({ type: `REASONING_${type}`, messageId: "reasoning-1", ...more });
const thought = reasoning("MESSAGE_START", { role: "reasoning" });
const subagent = (type: string, more: Json = {}) => ({ type: `SUBAGENT_${type}`, subagentRunId: "sub-1", ...more });
const helper = subagent("STARTED", { name: "helper" });
const thinking = (type: string) => ({ type: `THINKING_${type}` });

/** The run says these as well, just before its end. */
const alsoSays = (...frames: readonly Json[]) => before("RUN_FINISHED", ...frames);

const inRun = (
  rule: string,
  title: string,
  frames: NonNullable<Edit["frames"]>,
  contract = "customer-support",
): Scenario => breaking(`order/${rule}`, contract, title, { ...run, frames });

/** One scenario for each order rule of AG-UI. */
export const order: readonly Scenario[] = [
  inRun("run-starts-first", "Something comes before the run has started", before("RUN_STARTED", custom)),
  inRun("run-started-once", "The run starts twice", twice("RUN_STARTED")),
  inRun("nothing-after-run-finished", "Something comes after the end", after("RUN_FINISHED", custom)),
  inRun("nothing-after-run-error", "Something comes after an error, before the run is tried again", (frames) => [
    ...frames.slice(0, 1),
    { type: "RUN_ERROR", message: "The model is away." },
    custom,
    ...frames,
  ]),
  inRun("run-finishes-clean", "The run ends while its answer is open", without("TEXT_MESSAGE_END")),
  inRun("run-finished-same-run", "Another run ends", change("RUN_FINISHED", { runId: "another-run" })),
  inRun("run-terminates", "The stream ends in the middle of the run", without("RUN_FINISHED")),
  inRun("run-not-empty", "The stream has no event", nothing),
  inRun("message-started-once", "The answer is started twice", twice("TEXT_MESSAGE_START")),
  inRun("message-started-first", "The answer is never started", without("TEXT_MESSAGE_START")),
  inRun(
    "message-chunk-complete",
    "A first chunk has no messageId",
    alsoSays({ type: "TEXT_MESSAGE_CHUNK", delta: "x" }),
  ),
  inRun("tool-call-started-once", "The tool call is started twice", twice("TOOL_CALL_START")),
  inRun(
    "tool-call-started-first",
    "A tool call ends that was never started",
    alsoSays({ type: "TOOL_CALL_END", toolCallId: "none" }),
  ),
  inRun(
    "tool-call-chunk-complete",
    "A first chunk names no tool",
    alsoSays({ type: "TOOL_CALL_CHUNK", toolCallId: "c", delta: "{}" }),
  ),
  inRun(
    "tool-result-known",
    "A result of a call that nobody made",
    change("TOOL_CALL_RESULT", { toolCallId: "nobody-made" }),
  ),
  inRun("step-started-once", "A step is started twice", alsoSays(step("STARTED"), step("STARTED"), step("FINISHED"))),
  inRun("step-started-first", "A step ends that was never started", alsoSays(step("FINISHED"))),
  inRun(
    "state-delta-applies",
    "A patch removes what is not there",
    alsoSays(
      { type: "STATE_SNAPSHOT", snapshot: {} },
      { type: "STATE_DELTA", delta: [{ op: "remove", path: "/nothing" }] },
    ),
  ),
  inRun(
    "reasoning-started-once",
    "Reasoning is started twice",
    alsoSays(reasoning("START"), reasoning("START"), reasoning("END")),
  ),
  inRun("reasoning-started-first", "Reasoning ends that was never started", alsoSays(reasoning("END"))),
  inRun(
    "reasoning-message-started-once",
    "A thought is started twice",
    alsoSays(thought, thought, reasoning("MESSAGE_END")),
  ),
  inRun("reasoning-message-started-first", "A thought ends that was never started", alsoSays(reasoning("MESSAGE_END"))),
  inRun(
    "reasoning-chunk-complete",
    "A first chunk of reasoning has no messageId",
    alsoSays({ type: "REASONING_MESSAGE_CHUNK", delta: "x" }),
  ),
  inRun("subagent-started-once", "A subagent is started twice", alsoSays(helper, helper, subagent("FINISHED"))),
  inRun("subagent-started-first", "A subagent ends that was never started", alsoSays(subagent("FINISHED"))),
  inRun(
    "subagent-parent-known",
    "A subagent of a parent that nobody started",
    alsoSays({ ...helper, parentSubagentRunId: "nobody" }, subagent("FINISHED")),
  ),
  inRun(
    "attribution-agrees",
    "A piece of the answer is a subagent's",
    change("TEXT_MESSAGE_CONTENT", { subagentRunId: "sub-1" }),
  ),
  inRun(
    "thinking-started-once",
    "Thinking is started twice",
    alsoSays(thinking("START"), thinking("START"), thinking("END")),
    withThinking,
  ),
  inRun("thinking-started-first", "Thinking ends that was never started", alsoSays(thinking("END")), withThinking),
  inRun(
    "thinking-message-in-thinking",
    "A thought outside of thinking",
    alsoSays(thinking("TEXT_MESSAGE_START"), thinking("TEXT_MESSAGE_END")),
    withThinking,
  ),
  inRun(
    "thinking-message-started-once",
    "A thought is started twice",
    alsoSays(...["START", "TEXT_MESSAGE_START", "TEXT_MESSAGE_START", "TEXT_MESSAGE_END", "END"].map(thinking)),
    withThinking,
  ),
  inRun(
    "thinking-message-started-first",
    "A thought ends that was never started",
    alsoSays(...["START", "TEXT_MESSAGE_END", "END"].map(thinking)),
    withThinking,
  ),
  inRun(
    "one-at-a-time",
    "Something else comes in the middle of the answer",
    after("TEXT_MESSAGE_START", custom),
    oneAtATime,
  ),
];
