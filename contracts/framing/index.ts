export { type Boundary, boundaryOf, multipartType } from "./boundary.ts";
export { decodeJsonText, depthLimit, type JsonText } from "./json-text.ts";
export { decodeMultipart, delimiterOf, encodeClosing, encodePart, type MultipartBlock } from "./multipart.ts";
export { createMultipartSplitter } from "./multipart-splitter.ts";
export { frameLimit, type Splitter } from "./splitter.ts";
export { blocksOf, framingOf, splitterFor } from "./splitter-for.ts";
export { decodeSse, encodeSse, type FramingBreach, type SseEvent } from "./sse.ts";
export { createSseSplitter } from "./sse-splitter.ts";
