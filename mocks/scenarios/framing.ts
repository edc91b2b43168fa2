import { change } from "../edit.ts";
import { breaking, run, type Scenario } from "./scenario.ts";

const support = "customer-support";
const studio = "video-studio";

/** One scenario for each rule of framing. */
export const framing: readonly Scenario[] = [
  breaking("framing/sse-crlf", support, "Lines of the stream end in CRLF", {
    ...run,
    raw: (text) => text.replaceAll("\n", "\r\n"),
  }),
  breaking("framing/sse-space", support, "No space follows `data:`", {
    ...run,
    raw: (text) => text.replace("data: ", "data:"),
  }),
  breaking("framing/sse-done", support, "A [DONE] ends the stream", { ...run, tail: "data: [DONE]\n\n" }),
  breaking("framing/not-sse", support, "Lines of JSON where events were promised", {
    ...run,
    raw: (text) => text.replace("data: ", "").replace("\n\n", "\n"),
  }),
  breaking("framing/json", studio, "The metrics are no JSON", {
    endpoint: "coordinator",
    raw: (text) => (text.startsWith('{"type":"coordinator_metrics"') ? text.slice(0, -1) : text),
  }),
  breaking("framing/binary", studio, "The metrics come as a binary frame", {
    endpoint: "coordinator",
    raw: (text) => (text.startsWith('{"type":"coordinator_metrics"') ? new TextEncoder().encode(text) : text),
  }),
  breaking("framing/size", support, "One event is larger than 10 MiB", {
    ...run,
    frames: change("TEXT_MESSAGE_CONTENT", { delta: "x".repeat(10 * 1024 * 1024) }),
  }),
];
