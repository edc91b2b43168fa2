import { setTimeout } from "node:timers/promises";
import { multipartType } from "../../contracts/index.ts";
import type { Edit, Head, Json } from "../edit.ts";
import type { Answer } from "../play/index.ts";
import { editedBy, said } from "./active.ts";
import type { AnswerWire } from "./answer-wire.ts";
import { playEvents } from "./play-events.ts";
import { playParts } from "./play-parts.ts";
import { playRecorded } from "./play-recorded.ts";
import { complete, cut, type Said, saidOf } from "./said.ts";
import { textOf, written } from "./written.ts";

/** How an answer is played. */
export interface Manner {
  readonly edits: readonly Edit[];
  readonly pace: "realtime" | "none";
  /** Headers for the frontend's origin, and those that every answer has. */
  readonly cors: Readonly<Record<string, string>>;
}

/**
 * Plays an answer on a wire, with the edits applied at the last moment, and says what went out: at once where the answer
 * is ready and nothing delays it.
 */
export function playAnswer(wire: AnswerWire, answer: Answer, manner: Manner): Said | Promise<Said> {
  const delay = said(manner.edits, "delay");
  if (delay !== undefined) return setTimeout(delay).then(() => play(wire, answer, manner));
  return play(wire, answer, manner);
}

function play(wire: AnswerWire, answer: Answer, manner: Manner): Said | Promise<Said> {
  const { edits, cors } = manner;
  const { events, parts } = answer;
  const head = edits.reduce((given, edit) => edit.head?.(given) ?? given, headOf(answer, cors));
  if (said(edits, "cutAfter") === 0) return cut(wire, head, []);
  if (said(edits, "silent")) {
    wire.silence(head);
    return saidOf(head, [], { how: "left" });
  }
  if (answer.recorded) return playRecorded(wire, head, answer.recorded, manner);
  if (events !== undefined) return playEvents(wire, head, answer, manner);
  if (parts !== undefined) return playParts(wire, head, answer, manner);
  const text = written(edits, bodyOf(answer, edits));
  wire.whole(head, text);
  return saidOf(head, text === "" ? [] : [{ from: "server", at: 0, raw: text }], complete);
}

/** Status and headers as the contract would have them. */
function headOf({ status, contentType, headers, events, parts }: Answer, cors: Manner["cors"]): Head {
  const type = contentType ?? (events ? "text/event-stream" : parts ? multipartType : "application/json");
  const shown = type.startsWith("text/") && !type.includes("charset") ? `${type}; charset=utf-8` : type;
  const own: Record<string, string> = shown === "" ? {} : { "content-type": shown };
  if (events) Object.assign(own, { "cache-control": "no-store", "x-accel-buffering": "no" });
  return { status, headers: Object.assign(own, cors, headers) };
}

function bodyOf(answer: Answer, edits: readonly Edit[]): string {
  const { body, contentType, fixed } = answer;
  if (typeof body === "string" && contentType !== undefined && !/json/.test(contentType)) return body;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return JSON.stringify(body) ?? "";
  if (edits.length === 0) return textOf(body, fixed);
  const [first] = editedBy(edits, [body as Json]);
  return first === undefined ? "" : JSON.stringify(first);
}
