import type { ServerResponse } from "node:http";
import { setImmediate, setTimeout } from "node:timers/promises";
import { type End, encodeSse, type Frame } from "../../contracts/index.ts";
import type { Edit, Head, Json } from "../edit.ts";
import type { Answer } from "../play/index.ts";
import { said } from "./active.ts";

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

/** Writes an answer, with the edits applied at the last moment, and says what went out. */
export async function writeAnswer(
  response: ServerResponse,
  answer: Answer,
  { edits, pace, cors }: { edits: readonly Edit[]; pace: "realtime" | "none"; cors: Readonly<Record<string, string>> },
): Promise<Said> {
  const began = Date.now();
  const headEdit = edits.reduce<(head: Head) => Head>(
    (before, { head }) => (head ? (given) => head(before(given)) : before),
    (head) => head,
  );
  const stream = answer.events !== undefined;
  const contentType = answer.contentType ?? (stream ? "text/event-stream" : "application/json");
  const written =
    /^text\//.test(contentType) && !contentType.includes("charset") ? `${contentType}; charset=utf-8` : contentType;
  const headers = {
    ...(written !== "" && { "content-type": written }),
    ...(stream && { "cache-control": "no-store", "x-accel-buffering": "no" }),
    ...cors,
    ...answer.headers,
  };
  const head = headEdit({ status: answer.status, headers });
  const frames: Frame[] = [];
  const note = (raw: string) => frames.push({ from: "server", at: Date.now() - began, raw });
  await setTimeout(said(edits, "delay") ?? 0);
  const cutAfter = said(edits, "cutAfter");
  if (cutAfter === 0) return cut(response, head, frames);
  response.writeHead(head.status, { ...head.headers });
  if (said(edits, "silent")) {
    response.flushHeaders();
    return { head, frames, end: { how: "left" } };
  }
  const edited = (list: readonly Json[]) => edits.reduce((all, { frames: edit }) => (edit ? edit(all) : all), list);
  const raw = (text: string) => String(said(edits, "raw")?.(text) ?? text);
  if (!stream) {
    const text = raw(textOf(answer, edited));
    if (text !== "") note(text);
    response.end(text);
    return { head, frames, end: { how: "complete" } };
  }
  const blocks = edited(answer.events ?? []).map((event) => raw(encodeSse(JSON.stringify(event))));
  const tail = said(edits, "tail");
  if (tail !== undefined) blocks.push(tail);
  let waiting = "";
  for (const [index, block] of blocks.entries()) {
    if (response.destroyed) return { head, frames, end: { how: "cut", message: "The client went away." } };
    note(block);
    waiting += block;
    if (index === 0 || pace === "realtime" || waiting.length >= batch || cutAfter !== undefined) {
      response.write(waiting);
      waiting = "";
      if (pace === "realtime" && index < blocks.length - 1) await setTimeout(beat);
      else if (index === 0 || cutAfter !== undefined) await setImmediate();
    }
    if (cutAfter === index + 1) return cut(response, head, frames);
  }
  response.end(waiting);
  return { head, frames, end: { how: "complete" } };
}

function cut(response: ServerResponse, head: Head, frames: readonly Frame[]): Said {
  response.socket?.destroy();
  return { head, frames, end: { how: "cut", message: "The mock broke the connection." } };
}

function textOf({ body, contentType }: Answer, edited: (list: readonly Json[]) => readonly Json[]): string {
  if (typeof body === "string" && contentType !== undefined && !/json/.test(contentType)) return body;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return JSON.stringify(body) ?? "";
  const [first] = edited([body as Json]);
  return first === undefined ? "" : JSON.stringify(first);
}
