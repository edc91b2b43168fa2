import { decodeSse } from "../framing/index.ts";
import type { Bench, FrameJudge } from "./frames.ts";

/** Line ends that clients of event streams in general accept. */
const lenient = new Set(["framing/sse-crlf", "framing/sse-space"]);

/**
 * Judges the events of an event stream.
 *
 * @param known whether the contract knows its clients: only then are line ends wrong that others accept
 */
export const sseFrames = (bench: Bench, known: boolean): FrameJudge => ({
  accept({ raw }) {
    const event = decodeSse(raw);
    if (!event.comment) bench.count();
    if (event.data !== undefined && event.breaches.length === 0) return bench.text(event.data);
    const minded = event.breaches.filter(({ rule }) => known || !lenient.has(rule));
    const news = bench.framing(minded, bench.index);
    if (event.data === undefined || event.breaches.some(({ rule }) => rule === "framing/sse-done")) return news;
    return [...news, ...bench.text(event.data)];
  },
});
