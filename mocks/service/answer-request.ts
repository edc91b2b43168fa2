import type { AnswerWire } from "./answer-wire.ts";
import { type Asked, type Decision, decide } from "./decide.ts";
import { playAnswer, type Said } from "./play-answer.ts";
import type { Site } from "./site.ts";
import type { Target } from "./target.ts";

/** Answers one HTTP request, remembers the exchange and logs one line; in the same turn where nothing is to be waited for. */
export function answerRequest(site: Site, target: Target, asked: Asked, wire: AnswerWire): Promise<void> | void {
  const began = Date.now();
  const decision = decide(site, target, asked);
  const cors = decision.preflight ? {} : site.cors.headers(asked.headers.origin);
  const said = playAnswer(wire, decision.answer, { edits: decision.edits, pace: site.pace, cors });
  const remember = (what: Said) => {
    target.world.exchanges.add(exchangeOf(asked, decision, what));
    site.log?.(lineOf(asked, decision, what, Date.now() - began));
  };
  if (said instanceof Promise) return said.then(remember);
  remember(said);
}

function exchangeOf({ method, url, headers, body }: Asked, { endpoint }: Decision, { head, frames, end }: Said) {
  return {
    ...(endpoint && { endpoint: endpoint.id }),
    transport: "http" as const,
    request: { method, url, headers, ...("text" in body && body.text !== "" && { body: body.text }) },
    response: { status: head.status, reason: "", headers: head.headers },
    frames,
    end,
  };
}

function lineOf({ method, url }: Asked, { note }: Decision, { head, frames }: Said, took: number): string {
  const counted = `${frames.length} frame${frames.length === 1 ? "" : "s"}`;
  return `${method} ${url} ${head.status} ${counted} ${took} ms${note}`;
}
