import { setTimeout } from "node:timers/promises";
import { type End, encodeSse, type Frame } from "../../contracts/index.ts";
import type { Edit, Head, Json } from "../edit.ts";
import type { Answer } from "../play/index.ts";
import type { Pieces } from "../world/memory.ts";
import { editedBy, said } from "./active.ts";
import type { AnswerWire } from "./answer-wire.ts";

/** Milliseconds between two events at the pace of a person who reads along. */
const beat = 15;
/** Characters that are written at once when nobody reads along. */
const batch = 8192;

/** What was really said. */
export interface Said {
  readonly head: Head;
  readonly frames: readonly Frame[] | Pieces;
  /** How many frames. */
  readonly count: number;
  readonly end: End;
}

const complete: End = { how: "complete" };
const gone: End = { how: "cut", message: "The client went away." };
const saidOf = (head: Head, frames: readonly Frame[], end: End): Said => ({ head, frames, count: frames.length, end });

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
    wire.silence(head);
    return saidOf(head, [], { how: "left" });
  }
  if (events !== undefined) {
    const plain = edits.length === 0 && manner.pace === "none";
    return plain ? playPieces(wire, head, answer) : playBlocks(wire, head, answer, manner);
  }
  const text = written(edits, bodyOf(answer, edits));
  wire.whole(head, text);
  return saidOf(head, text === "" ? [] : [{ from: "server", at: 0, raw: text }], complete);
}

/** Block by block, each at its time: the pace of a person, or a stream that an edit changes. */
async function playBlocks(wire: AnswerWire, head: Head, answer: Answer, { edits, pace }: Manner): Promise<Said> {
  const began = Date.now();
  const frames: Frame[] = [];
  const slow = pace === "realtime";
  const cutAfter = said(edits, "cutAfter");
  wire.head(head);
  for (const block of blocksOf(answer, edits)) {
    if (slow && frames.length > 0) await setTimeout(beat);
    if (wire.gone) return saidOf(head, frames, gone);
    frames.push({ from: "server", at: Date.now() - began, raw: block });
    wire.write(block);
    if (frames.length === 1 || cutAfter !== undefined) await wire.flush();
    if (cutAfter === frames.length) return cut(wire, head, frames);
  }
  wire.end("");
  return saidOf(head, frames, complete);
}

function* blocksOf({ events = [], fixed }: Answer, edits: readonly Edit[]): Generator<string> {
  for (const event of editedBy(edits, events)) yield written(edits, encodeSse(textOf(event, fixed)));
  const tail = said(edits, "tail");
  if (tail !== undefined) yield tail;
}

/** As fast as it goes: the first event leaves before the rest is built, and the rest goes in pieces. */
async function playPieces(wire: AnswerWire, head: Head, { events = [], fixed }: Answer): Promise<Said> {
  const began = Date.now();
  const texts: string[] = [];
  const times: number[] = [];
  const write = (text: string) => {
    texts.push(text);
    times.push(Date.now() - began);
    wire.write(text);
  };
  wire.head(head);
  let waiting = "";
  let count = 0;
  for (const event of events) {
    waiting += encodeSse(textOf(event, fixed));
    if (++count > 1 && waiting.length < batch) continue;
    write(waiting);
    waiting = "";
    if (count === 1) await wire.flush();
    if (wire.gone) return { head, frames: { texts, times }, count, end: gone };
  }
  if (waiting !== "") write(waiting);
  wire.end("");
  return { head, frames: { texts, times }, count, end: complete };
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
  return saidOf(head, frames, { how: "cut", message: "The mock broke the connection." });
}

function bodyOf(answer: Answer, edits: readonly Edit[]): string {
  const { body, contentType, fixed } = answer;
  if (typeof body === "string" && contentType !== undefined && !/json/.test(contentType)) return body;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return JSON.stringify(body) ?? "";
  if (edits.length === 0) return textOf(body, fixed);
  const [first] = editedBy(edits, [body as Json]);
  return first === undefined ? "" : JSON.stringify(first);
}
