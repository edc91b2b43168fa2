import { type Boundary, boundaryOf, decodeJsonText, type FramingBreach } from "../framing/index.ts";
import type { Breach, End, Frame, HttpEndpoint, Payload, ResponseHead } from "../model/index.ts";
import type { Court } from "./court.ts";
import type { Bench, FrameJudge } from "./frames.ts";
import { multipartFrames } from "./frames-multipart.ts";
import { sseFrames } from "./frames-sse.ts";
import type { Judge } from "./judge.ts";
import { isEventStream, isJson, isMultipart } from "./media-type.ts";
import { readHead } from "./response.ts";
import type { Reading } from "./validators.ts";

/** Judges the answer of an HTTP endpoint: head, then each frame of the body, then how it ended. */
export function createHttpJudge(court: Court, endpoint: HttpEndpoint): Judge {
  const promised = endpoint.answers.flatMap(({ content }) => content);
  let payload: Payload | undefined = promised.find(({ stream }) => stream) ?? promised[0];
  let status: number | undefined;
  let index = -1;
  let silent = true;
  let over = false;

  const framing = (breaches: readonly FramingBreach[], frame: number | null) =>
    court.note(breaches.map(({ rule, message }) => ({ rule, frame, path: "", message })));
  const judge = (value: unknown, schema: string, order: boolean): Breach[] => {
    if (court.ledger.impliedBy("shape/*") !== undefined) return [];
    const reading = court.validators.check(schema, value, court.mode);
    return court.judgeValue(value, payload?.relays === undefined ? reading : asRelayed(reading), index, order);
  };
  const body = (frame: Frame, { mediaType, schema }: Payload): Breach[] => {
    const message = "The body is not UTF-8, as JSON must be.";
    if (isJson(mediaType)) {
      return frame.binary ? framing([{ rule: "framing/json", message }], index) : text(frame.raw, schema, false);
    }
    return schema === undefined || frame.binary ? [] : judge(frame.raw, schema, false);
  };
  const text = (raw: string, schema: string | undefined, order: boolean): Breach[] => {
    if (schema === undefined) return [];
    const read = decodeJsonText(raw, { limit: court.limits.frame });
    if (read.breaches.length > 0) return framing(read.breaches, index);
    return judge(read.value, schema, order);
  };

  const bench: Bench = {
    limit: court.limits.frame,
    get index() {
      return index;
    },
    count: () => void court.frames++,
    framing,
    text: (raw) => text(raw, payload?.schema, true),
    value: (value) => (payload?.schema === undefined ? [] : judge(value, payload.schema, true)),
  };
  /** How the stream is framed, as its content type says. */
  const framed = (contentType: string | undefined): FrameJudge => {
    const { mediaType } = payload as Payload;
    if (isEventStream(mediaType)) return sseFrames(bench, endpoint.order.length > 0);
    if (isMultipart(mediaType)) return multipartFrames(bench, boundaryFor(contentType, mediaType));
    return { accept: ({ raw }) => bench.text(raw) };
  };
  let frames = payload?.stream ? framed(undefined) : undefined;

  return {
    head(head: ResponseHead) {
      status = head.status;
      const reading = readHead(endpoint, head, court.validators);
      payload = reading.payload;
      frames = payload?.stream ? framed(head.headers["content-type"]) : undefined;
      return court.note(reading.breaches);
    },
    accept(frame) {
      index++;
      if (frame.from !== "server" || over || !payload) return [];
      silent = false;
      if (frame.raw.length > court.limits.frame) {
        over = true;
        court.frames++;
        return framing([{ rule: "framing/size", message: tooLarge(court.limits.frame) }], index);
      }
      if (frames) return frames.accept(frame);
      court.frames++;
      return body(frame, payload);
    },
    end(end: End) {
      if (status === undefined && silent) noAnswer(court, end, "response/status");
      else if (frames) endStream(court, end, over ? undefined : frames);
      else if (end.how === "budget") court.ledger.unjudged("shape/*", end.message);
      else if (silent && payload?.schema !== undefined && isJson(payload.mediaType) && status !== 304) {
        framing([{ rule: "framing/json", message: "The body is empty where JSON was promised." }], null);
      }
      return court.close();
    },
  };
}

/** A key that no schema lists is news of the one whose words are passed on, not this service's fault. */
function asRelayed({ breaches, drift }: Reading): Reading {
  const news = breaches.filter(({ rule }) => rule === "shape/unknown-key");
  if (news.length === 0) return { breaches, drift };
  return { breaches: breaches.filter((breach) => !news.includes(breach)), drift: [...drift, ...news] };
}

const tooLarge = (limit: number) => `The frame is larger than ${limit} characters, the limit.`;

/** The boundary that the answer names; before its head came, the promised one. */
const boundaryFor = (contentType: string | undefined, promised: string): Boundary =>
  contentType === undefined ? { boundary: boundaryOf(promised).boundary } : boundaryOf(contentType);

/** A stream that we left or could not wait for has no end that could be judged. */
function endStream(court: Court, end: End, frames: FrameJudge | undefined): void {
  if (end.how === "left") return;
  if (end.how === "budget" || end.how === "refused") {
    if (court.machine()) court.ledger.unjudged("order/*", end.message);
    return;
  }
  frames?.end?.(end.how === "cut");
  court.note(court.machine()?.end() ?? []);
}

/** Nobody there is no verdict on the contract; a connection that broke without a word is. */
export function noAnswer(court: Court, end: End, rule: string): void {
  if (end.how === "refused" || end.how === "budget") court.ledger.unjudged(rule, end.message);
  else if (end.how === "left") court.ledger.unjudged(rule, "We left before the answer came.");
  else court.note([{ rule, frame: null, path: "", message: "The connection ended before any answer came." }]);
}
