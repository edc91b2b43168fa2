import { setTimeout } from "node:timers/promises";
import { type End, encodeSse, type Frame } from "../../contracts/index.ts";
import type { Edit, Head, Json } from "../edit.ts";
import type { Answer } from "../play/index.ts";
import { editedBy, said } from "./active.ts";
import type { AnswerWire } from "./answer-wire.ts";

/** Milliseconds between two events at the pace of a person who reads along. */
const beat = 15;
/** Characters that are written at once when nobody reads along. */
const batch = 8192;

/** What was really said. */
export interface Said {
  readonly head: Head;
  readonly frames: readonly Frame[];
  readonly end: End;
}

/** How an answer is played. */
export interface Manner {
  readonly edits: readonly Edit[];
  readonly pace: "realtime" | "none";
  /** Headers for the frontend's origin. */
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
  const { events } = answer;
  const head = edits.reduce((given, edit) => edit.head?.(given) ?? given, headOf(answer, cors));
  if (said(edits, "cutAfter") === 0) return cut(wire, head, []);
  if (said(edits, "silent")) {
    wire.head(head);
    return { head, frames: [], end: { how: "left" } };
  }
  if (events !== undefined) return playEvents(wire, head, answer, manner);
  const text = written(edits, bodyOf(answer, edits));
  wire.whole(head, text);
  return { head, frames: text === "" ? [] : [{ from: "server", at: 0, raw: text }], end: { how: "complete" } };
}

async function playEvents(
  wire: AnswerWire,
  head: Head,
  { events = [], fixed }: Answer,
  { edits, pace }: Manner,
): Promise<Said> {
  const began = Date.now();
  const frames: Frame[] = [];
  const slow = pace === "realtime";
  const cutAfter = said(edits, "cutAfter");
  wire.head(head);
  let waiting = "";
  // A block is written when its turn comes, so that the first one leaves before the rest is built.
  for (const block of blocksOf(editedBy(edits, events), edits, fixed)) {
    if (slow && frames.length > 0) await setTimeout(beat);
    if (wire.gone) return { head, frames, end: { how: "cut", message: "The client went away." } };
    frames.push({ from: "server", at: Date.now() - began, raw: block });
    waiting += block;
    if (frames.length === 1 || slow || waiting.length >= batch || cutAfter !== undefined) {
      wire.write(waiting);
      waiting = "";
      if (frames.length === 1 || cutAfter !== undefined) await wire.flush();
    }
    if (cutAfter === frames.length) return cut(wire, head, frames);
  }
  wire.end(waiting);
  return { head, frames, end: { how: "complete" } };
}

function* blocksOf(events: readonly Json[], edits: readonly Edit[], fixed: boolean | undefined): Generator<string> {
  for (const event of events) yield written(edits, encodeSse(textOf(event, fixed)));
  const tail = said(edits, "tail");
  if (tail !== undefined) yield tail;
}

const kept = new WeakMap<object, string>();

function textOf(value: object, fixed: boolean | undefined): string {
  const known = fixed ? kept.get(value) : undefined;
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  if (fixed) kept.set(value, text);
  return text;
}

/** Status and headers as the contract would have them. */
function headOf({ status, contentType, headers, events }: Answer, cors: Manner["cors"]): Head {
  const type = contentType ?? (events ? "text/event-stream" : "application/json");
  const shown = type.startsWith("text/") && !type.includes("charset") ? `${type}; charset=utf-8` : type;
  const own: Record<string, string> = shown === "" ? {} : { "content-type": shown };
  if (events) Object.assign(own, { "cache-control": "no-store", "x-accel-buffering": "no" });
  return { status, headers: Object.assign(own, cors, headers) };
}

const written = (edits: readonly Edit[], text: string) => String(said(edits, "raw")?.(text) ?? text);

function cut(wire: AnswerWire, head: Head, frames: readonly Frame[]): Said {
  wire.cut();
  return { head, frames, end: { how: "cut", message: "The mock broke the connection." } };
}

function bodyOf(answer: Answer, edits: readonly Edit[]): string {
  const { body, contentType, fixed } = answer;
  if (typeof body === "string" && contentType !== undefined && !/json/.test(contentType)) return body;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return JSON.stringify(body) ?? "";
  if (edits.length === 0) return textOf(body, fixed);
  const [first] = editedBy(edits, [body as Json]);
  return first === undefined ? "" : JSON.stringify(first);
}
