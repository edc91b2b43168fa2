import { setTimeout } from "node:timers/promises";
import { encodeSse, type Frame } from "../../contracts/index.ts";
import type { Edit, Head, Json } from "../edit.ts";
import { type Answer, beat } from "../play/index.ts";
import { editedBy, said } from "./active.ts";
import type { AnswerWire } from "./answer-wire.ts";
import type { Manner } from "./play-answer.ts";
import { complete, cut, gone, type Said, saidOf } from "./said.ts";
import { textOf, written } from "./written.ts";

/** Characters that are written at once when nobody reads along. */
const batch = 8192;

/** Plays the events of a stream. */
export function playEvents(wire: AnswerWire, head: Head, answer: Answer, manner: Manner): Promise<Said> {
  const whole = manner.edits.every(({ raw, tail, cutAfter }) =>
    [raw, tail, cutAfter].every((one) => one === undefined),
  );
  return whole && manner.pace === "none"
    ? playPieces(wire, head, answer, manner)
    : playBlocks(wire, head, answer, manner);
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

/** An edit of the whole conversation must know the whole; else each event is taken when it is due. */
function edited(events: Iterable<Json>, edits: readonly Edit[]): Iterable<Json> {
  return edits.some(({ frames }) => frames) ? editedBy(edits, [...events]) : events;
}

function* blocksOf({ events = [], fixed }: Answer, edits: readonly Edit[]): Generator<string> {
  for (const event of edited(events, edits)) yield written(edits, encodeSse(textOf(event, fixed)));
  const tail = said(edits, "tail");
  if (tail !== undefined) yield tail;
}

/** As fast as it goes: the first event leaves before the rest is built, and the rest goes in pieces. */
async function playPieces(
  wire: AnswerWire,
  head: Head,
  { events = [], fixed }: Answer,
  { edits }: Manner,
): Promise<Said> {
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
  for (const event of edited(events, edits)) {
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
