import { setTimeout } from "node:timers/promises";
import { boundaryOf, delimiterOf, type Frame, framingOf } from "../../contracts/index.ts";
import type { Edit, Head } from "../edit.ts";
import { objectIn } from "../play/index.ts";
import { editedBy, said } from "./active.ts";
import type { AnswerWire } from "./answer-wire.ts";
import { editedFrames } from "./edited-frames.ts";
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
  const type = head.headers["content-type"];
  const framing = framingOf(type);
  const [only] = frames;
  if (!framing && end.how === "complete") {
    await waitFor(only?.at ?? 0);
    return playWhole(wire, head, only, edits);
  }
  const cutAfter = said(edits, "cutAfter");
  const delimiter = framing === "multipart" ? delimiterOf(boundaryOf(type).boundary) : "";
  const sent: Frame[] = [];
  wire.head(head);
  const edited = editedFrames(frames, edits, type);
  let known = 0;
  for (const [index, { at, raw }] of edited.entries()) {
    await waitFor(at);
    if (wire.gone) return saidOf(head, sent, gone);
    sent.push({ from: "server", at: Date.now() - began, raw });
    // A part was whole when the delimiter behind it came. Who left had it, for only whole parts are recorded then.
    const behind =
      edited[index + 1]?.raw ?? (end.how === "left" && !raw.startsWith(`${delimiter}--`) ? delimiter : undefined);
    const ahead = cutAfter === undefined && behind?.startsWith(delimiter) ? delimiter : "";
    wire.write(raw.slice(known) + ahead);
    known = ahead.length;
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
