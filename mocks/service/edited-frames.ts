import {
  boundaryOf,
  decodeMultipart,
  decodeSse,
  encodePart,
  encodeSse,
  type Frame,
  framingOf,
} from "../../contracts/index.ts";
import type { Edit, Json } from "../edit.ts";
import { objectIn } from "../play/index.ts";
import { editedBy, said } from "./active.ts";
import { written } from "./written.ts";

/** How a recorded stream is framed. */
interface Framing {
  /** The JSON text of a frame; undefined where it has none. */
  read(raw: string): string | undefined;
  write(text: string): string;
  /** Whether the frame ends the stream and says nothing. */
  ends(raw: string): boolean;
}

const sse: Framing = { read: (raw) => decodeSse(raw).data, write: encodeSse, ends: () => false };

function multipart(boundary: string): Framing {
  return {
    read: (raw) => decodeMultipart(raw, boundary).text,
    write: (text) => encodePart(text, boundary),
    ends: (raw) => decodeMultipart(raw, boundary).kind === "closing",
  };
}

/** The recorded frames of a stream as a scenario or a fault would have them; without one, as they were. */
export function editedFrames(
  frames: readonly Frame[],
  edits: readonly Edit[],
  contentType: string | undefined,
): readonly Frame[] {
  if (edits.length === 0) return frames;
  const framing = framingOf(contentType) === "multipart" ? multipart(boundaryOf(contentType).boundary) : sse;
  const asText = (frame: Frame): Frame => ({ ...frame, raw: written(edits, frame.raw) });
  const told = frames.filter(({ raw }) => !framing.ends(raw));
  const last = frames.slice(told.length).map(asText);
  const tail = said(edits, "tail");
  const more: Frame[] = tail === undefined ? last : [{ from: "server", at: 0, raw: tail }, ...last];
  if (!edits.some((edit) => edit.frames)) return [...told.map(asText), ...more];
  const events = told.flatMap(({ raw }): readonly Json[] => {
    const event = objectIn(framing.read(raw) ?? "");
    return event ? [event] : [];
  });
  const edited = editedBy(edits, events).map(
    (event): Frame => ({ from: "server", at: 0, raw: framing.write(JSON.stringify(event)) }),
  );
  return [...edited.map(asText), ...more];
}
