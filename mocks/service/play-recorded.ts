import { setTimeout } from "node:timers/promises";
import { decodeSse, encodeSse, type Frame } from "../../contracts/index.ts";
import type { Edit, Head, Json } from "../edit.ts";
import { objectIn } from "../play/index.ts";
import { editedBy, said } from "./active.ts";
import type { AnswerWire } from "./answer-wire.ts";
import type { Manner } from "./play-answer.ts";
import { complete, cut, gone, type Said, saidOf } from "./said.ts";
import { written } from "./written.ts";

/** Plays a recorded answer byte for byte: each frame at its time, or as fast as it goes; and its end. */
export async function playRecorded(
  wire: AnswerWire,
  head: Head,
  { frames, end }: { readonly frames: readonly Frame[]; readonly end: Said["end"] },
  { edits, pace }: Manner,
): Promise<Said> {
  if (end.how === "refused") return cut(wire, head, []);
  const began = Date.now();
  const slow = pace === "realtime";
  const waitFor = async (at: number) => {
    const wait = began + at - Date.now();
    if (slow && wait > 0) await setTimeout(wait);
  };
  const stream = /^text\/event-stream\b/i.test(head.headers["content-type"] ?? "");
  const [only] = frames;
  if (!stream && end.how === "complete") {
    await waitFor(only?.at ?? 0);
    return playWhole(wire, head, only, edits);
  }
  const cutAfter = said(edits, "cutAfter");
  const sent: Frame[] = [];
  wire.head(head);
  for (const { at, raw } of editedFrames(frames, edits)) {
    await waitFor(at);
    if (wire.gone) return saidOf(head, sent, gone);
    sent.push({ from: "server", at: Date.now() - began, raw });
    wire.write(raw);
    if (sent.length === 1 || cutAfter !== undefined) await wire.flush();
    if (cutAfter === sent.length) return cut(wire, head, sent);
  }
  if (end.how === "cut") {
    await wire.flush();
    return cut(wire, head, sent);
  }
  // A client that left then heard no end; this one does not either.
  if (end.how !== "complete") return saidOf(head, sent, { how: "left" });
  wire.end("");
  return saidOf(head, sent, complete);
}

function playWhole(wire: AnswerWire, head: Head, frame: Frame | undefined, edits: readonly Edit[]): Said {
  if (frame?.binary) {
    wire.whole(head, Buffer.from(frame.raw, "base64"));
    return saidOf(head, [frame], complete);
  }
  const value = edits.some(({ frames }) => frames) ? objectIn(frame?.raw ?? "") : undefined;
  const text = written(
    edits,
    value
      ? editedBy(edits, [value])
          .map((one) => JSON.stringify(one))
          .join("")
      : (frame?.raw ?? ""),
  );
  wire.whole(head, text);
  return saidOf(head, text === "" ? [] : [{ from: "server", at: 0, raw: text }], complete);
}

/** The frames as a fault would have them; without one, as they were. */
function editedFrames(frames: readonly Frame[], edits: readonly Edit[]): readonly Frame[] {
  if (edits.length === 0) return frames;
  const tail = said(edits, "tail");
  const more: Frame[] = tail === undefined ? [] : [{ from: "server", at: 0, raw: tail }];
  const asText = (frame: Frame): Frame => ({ ...frame, raw: written(edits, frame.raw) });
  if (!edits.some((edit) => edit.frames)) return [...frames.map(asText), ...more];
  const events = frames.flatMap(({ raw }): readonly Json[] => {
    const event = objectIn(decodeSse(raw).data ?? "");
    return event ? [event] : [];
  });
  const edited = editedBy(edits, events).map(
    (event): Frame => ({ from: "server", at: 0, raw: encodeSse(JSON.stringify(event)) }),
  );
  return [...edited.map(asText), ...more];
}
