import { decodeJsonText, decodeSse, type FramingBreach } from "../framing/index.ts";
import type { Breach, End, Frame, HttpEndpoint, Payload, ResponseHead } from "../model/index.ts";
import type { Court } from "./court.ts";
import type { Judge } from "./judge.ts";
import { isEventStream, isJson } from "./media-type.ts";
import { readHead } from "./response.ts";

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
    return court.judgeValue(value, court.validators.check(schema, value, court.mode), index, order);
  };
  let ofEvents = payload !== undefined && isEventStream(payload.mediaType);
  const streamed = (frame: Frame, { schema }: Payload): Breach[] => {
    if (!ofEvents) return text(frame.raw, schema, true);
    const event = decodeSse(frame.raw);
    if (!event.comment) court.frames++;
    if (event.data !== undefined && event.breaches.length === 0) return text(event.data, schema, true);
    // Line ends that clients of event streams in general accept are wrong only where the contract knows its clients.
    const minded = event.breaches.filter(({ rule }) => endpoint.order.length > 0 || !lenient.has(rule));
    const news = framing(minded, index);
    if (event.data === undefined || event.breaches.some(({ rule }) => rule === "framing/sse-done")) return news;
    return [...news, ...text(event.data, schema, true)];
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

  return {
    head(head: ResponseHead) {
      status = head.status;
      const reading = readHead(endpoint, head, court.validators);
      payload = reading.payload;
      ofEvents = payload !== undefined && isEventStream(payload.mediaType);
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
      if (payload.stream) return streamed(frame, payload);
      court.frames++;
      return body(frame, payload);
    },
    end(end: End) {
      if (status === undefined && silent) noAnswer(court, end, "response/status");
      else if (payload?.stream) endStream(court, end);
      else if (end.how === "budget") court.ledger.unjudged("shape/*", end.message);
      else if (silent && payload?.schema !== undefined && isJson(payload.mediaType) && status !== 304) {
        framing([{ rule: "framing/json", message: "The body is empty where JSON was promised." }], null);
      }
      return court.close();
    },
  };
}

const lenient = new Set(["framing/sse-crlf", "framing/sse-space"]);
const tooLarge = (limit: number) => `The frame is larger than ${limit} characters, the limit.`;

/** A stream that we left or could not wait for has no end that could be judged. */
function endStream(court: Court, end: End): void {
  const machine = court.machine();
  if (!machine || end.how === "left") return;
  if (end.how === "budget" || end.how === "refused") court.ledger.unjudged("order/*", end.message);
  else court.note(machine.end());
}

/** Nobody there is no verdict on the contract; a connection that broke without a word is. */
export function noAnswer(court: Court, end: End, rule: string): void {
  if (end.how === "refused" || end.how === "budget") court.ledger.unjudged(rule, end.message);
  else if (end.how === "left") court.ledger.unjudged(rule, "We left before the answer came.");
  else court.note([{ rule, frame: null, path: "", message: "The connection ended before any answer came." }]);
}
