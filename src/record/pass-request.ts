import type { IncomingMessage, ServerResponse } from "node:http";
import { brokenEnd, headOf, rawOf, troubleOf } from "../probe/index.ts";
import { readAnswer } from "./answer-reader.ts";
import { passedOn, withValue } from "./hop-by-hop.ts";
import type { Passing } from "./passing.ts";
import { askTarget, type Way } from "./way.ts";

/** Bytes of a request body that are kept; a longer one passes, and is not recorded. */
const largestBody = 10 * 1024 * 1024;

/** Passes an HTTP request and its answer, each piece as it comes, and tells `Passing` of them. */
export function passRequest(way: Way, request: IncomingMessage, response: ServerResponse): void {
  const passing = way.begin("http", request);
  listenTo(request, passing);
  const onward = askTarget(way, request);
  let answered = false;
  let whole = false;

  onward.on("response", (answer) => {
    answered = true;
    const head = headOf(answer);
    passing.head(head);
    if (!giveHead(way, answer, response)) {
      passing.end({ how: "cut", message: "the head of the answer cannot be passed on" });
      onward.destroy();
      return void response.destroy();
    }
    const reader = readAnswer(head, passing);
    answer.on("data", (chunk: Buffer) => reader.push(chunk));
    answer.on("end", () => {
      whole = true;
      reader.end(() => passing.end({ how: "complete" }));
    });
    answer.on("error", (error) => {
      reader.end(() => passing.end(brokenEnd(error, true)));
      whole = true;
      response.destroy();
    });
    answer.pipe(response);
  });
  onward.on("error", (error) => {
    if (answered) return;
    passing.end(brokenEnd(error, false));
    refuse(way, response, troubleOf(error));
  });
  // A 101 that nobody asked for, say: there is neither an answer nor an error.
  onward.on("close", () => {
    if (answered || passing.over) return;
    passing.end({ how: "cut", message: "the connection closed without an answer" });
    response.destroy();
  });
  response.on("error", () => onward.destroy());
  response.on("close", () => {
    if (!whole) passing.end({ how: "left" });
    onward.destroy();
  });
  request.on("error", () => onward.destroy());
  request.pipe(onward);
}

function listenTo(request: IncomingMessage, passing: Passing): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.on("end", () => {
    const { raw, binary } = rawOf(Buffer.concat(chunks));
    // An exchange has no place for a body that is no text.
    if (!binary) passing.asked(raw);
  });
}

/** @returns false for a head that Node reads and does not write (a status below 100) */
function giveHead(way: Way, answer: IncomingMessage, response: ServerResponse): boolean {
  // A redirect to the target would lead the client past the recorder.
  const home = (location: string) =>
    location.startsWith(`${way.target.origin}/`) ? way.origin() + location.slice(way.target.origin.length) : location;
  response.sendDate = false;
  const headers = withValue(passedOn(answer.rawHeaders), "location", home);
  try {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? "", headers);
  } catch {
    return false;
  }
  // The head is an answer too: a stream may be silent for long.
  response.flushHeaders();
  return true;
}

/** What a client hears where the target does not answer: a gateway's status, and why (RFC 9110, 15.6.3). */
function refuse({ target }: Way, response: ServerResponse, trouble: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(502, { "content-type": "text/plain; charset=utf-8" });
  response.end(`wirecheck record got no answer from ${target.origin}: ${trouble}.\n`);
}
