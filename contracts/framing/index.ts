export { decodeJsonText, depthLimit, type JsonText } from "./json-text.ts";
export { decodeSse, encodeSse, type FramingBreach, type SseEvent } from "./sse.ts";
export { createSseSplitter, frameLimit, type SseSplitter } from "./sse-splitter.ts";
