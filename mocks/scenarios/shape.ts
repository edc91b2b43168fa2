import { fileURLToPath } from "node:url";
import { before, change } from "../edit.ts";
import { breaking, run, type Scenario } from "./scenario.ts";

const support = "customer-support";
const studio = "video-studio";
/** No built-in contract promises a format, or refuses an origin; this small document does both. */
export const guarded = fileURLToPath(new URL("./documents/guarded.asyncapi.json", import.meta.url));

const picture = { id: "message-1", role: "user", content: [{ type: "binary", mimeType: "image/png" }] };

/** One scenario for each rule of shape. */
export const shape: readonly Scenario[] = [
  breaking("shape/required", support, "The health has no version", {
    endpoint: "health",
    frames: change(undefined, { version: undefined }),
  }),
  breaking("shape/type", studio, "The status of an agent is a text, as one observed server sent it", {
    endpoint: "agent",
    frames: change("agent_status", { status: "busy" }),
  }),
  breaking("shape/value", support, "The health is neither healthy nor anything known", {
    endpoint: "health",
    frames: change(undefined, { status: "fine" }),
  }),
  breaking("shape/unknown-key", support, "The health has a key that no contract knows", {
    endpoint: "health",
    frames: change(undefined, { uptime: 12 }),
  }),
  breaking("shape/unknown-type", support, "An event of a type that no version knows", {
    ...run,
    frames: before("RUN_FINISHED", { type: "NO_SUCH_EVENT" }),
  }),
  breaking("shape/length", studio, "The welcome gives an empty client_id", {
    endpoint: "agent",
    frames: change("info", { client_id: "" }),
  }),
  breaking("shape/pattern", studio, "The time of the metrics has a zone", {
    endpoint: "coordinator",
    frames: change("coordinator_metrics", { timestamp: "2026-01-01T00:00:00Z" }),
  }),
  breaking("shape/range", studio, "Fewer than no connections", {
    endpoint: "api-ws-stats",
    frames: change(undefined, { total_connections: -1 }),
  }),
  breaking("shape/format", guarded, "The time is no RFC 3339 time", {
    endpoint: "guarded",
    frames: change("hello", { at: "yesterday" }),
  }),
  breaking("shape/one-of", "ag-ui@0.0.59", "A picture without an id, a url or data, one of which it needs", {
    ...run,
    frames: before("RUN_FINISHED", { type: "MESSAGES_SNAPSHOT", messages: [picture] }),
  }),
];
