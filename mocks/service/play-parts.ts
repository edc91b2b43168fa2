import { setTimeout } from "node:timers/promises";
import {
  boundaryOf,
  delimiterOf,
  encodeClosing,
  encodePart,
  type Frame,
  multipartType,
} from "../../contracts/index.ts";
import type { Edit, Head, Json } from "../edit.ts";
import { type Answer, beat } from "../play/index.ts";
import { editedBy, said } from "./active.ts";
import type { AnswerWire } from "./answer-wire.ts";
import type { Manner } from "./play-answer.ts";
import { complete, cut, gone, type Said, saidOf } from "./said.ts";
import { written } from "./written.ts";

type Parts = NonNullable<Answer["parts"]>;

/**
 * Plays the parts of a `multipart/mixed` answer, each as soon as it is there. With a part goes the delimiter behind it,
 * without which no client knows that it is whole; not where an edit changes what is written.
 */
export async function playParts(
  wire: AnswerWire,
  head: Head,
  { parts = [], contentType = multipartType }: Answer,
  { edits, pace }: Manner,
): Promise<Said> {
  const began = Date.now();
  const { boundary } = boundaryOf(contentType);
  const delimiter = delimiterOf(boundary);
  const ahead = edits.every(({ raw, tail, cutAfter }) => [raw, tail, cutAfter].every((one) => one === undefined));
  const cutAfter = said(edits, "cutAfter");
  // Parts that are waited for come at their own pace.
  const paced = pace === "realtime" && Symbol.iterator in parts;
  const frames: Frame[] = [];
  const write = (block: string) => {
    const known = ahead && frames.length > 0 ? delimiter.length : 0;
    frames.push({ from: "server", at: Date.now() - began, raw: block });
    return block.slice(known);
  };
  wire.head(head);
  for await (const part of untilGone(editedParts(parts, edits), wire)) {
    if (paced && frames.length > 0) await setTimeout(beat);
    if (wire.gone) break;
    wire.write(write(written(edits, encodePart(JSON.stringify(part), boundary))) + (ahead ? delimiter : ""));
    await wire.flush();
    if (cutAfter === frames.length) return cut(wire, head, frames);
  }
  if (wire.gone) return saidOf(head, frames, gone);
  const last = [said(edits, "tail") ?? "", written(edits, encodeClosing(boundary))].filter((text) => text !== "");
  wire.end(last.map(write).join(""));
  return saidOf(head, frames, complete);
}

/** The parts as the edits would have them; an edit of the whole conversation must know the whole. */
function editedParts(parts: Parts, edits: readonly Edit[]): Parts {
  return edits.some(({ frames }) => frames) ? editedTogether(parts, edits) : parts;
}

async function* editedTogether(parts: Parts, edits: readonly Edit[]): AsyncGenerator<Json> {
  const all: Json[] = [];
  for await (const part of parts) all.push(part);
  yield* editedBy(edits, all);
}

/**
 * The same values until the client goes away: then whoever makes them is told (`return()`) at once, even while the next
 * one is being waited for.
 */
async function* untilGone(parts: Parts, wire: AnswerWire): AsyncGenerator<Json> {
  const iterator: Iterator<Json> | AsyncIterator<Json> =
    Symbol.asyncIterator in parts ? parts[Symbol.asyncIterator]() : parts[Symbol.iterator]();
  const leaving = new Promise<undefined>((resolve) => wire.whenGone(() => resolve(undefined)));
  let over = false;
  try {
    while (!wire.gone) {
      const next = await Promise.race([iterator.next(), leaving]);
      over = next?.done === true;
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    // Nobody waits for it: a generator that waits for something itself would end only after that.
    if (!over) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
