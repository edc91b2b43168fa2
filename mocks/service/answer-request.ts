import type { AnswerWire } from "./answer-wire.ts";
import { type Asked, decide } from "./decide.ts";
import { playAnswer } from "./play-answer.ts";
import type { Site } from "./site.ts";
import type { Target } from "./target.ts";

/** Answers one HTTP request, remembers the exchange and logs one line. */
export async function answerRequest(site: Site, target: Target, asked: Asked, wire: AnswerWire): Promise<void> {
  const began = Date.now();
  const { cors, pace, log } = site;
  const { method, url, headers, body } = asked;
  const { endpoint, answer, edits, preflight, note } = decide(site, target, asked);
  const own = preflight ? {} : cors.headers(headers.origin);
  const { head, frames, end } = await playAnswer(wire, answer, { edits, pace, cors: own });
  target.world.exchanges.add({
    ...(endpoint && { endpoint: endpoint.id }),
    transport: "http",
    request: { method, url, headers, ...("text" in body && body.text !== "" && { body: body.text }) },
    response: { status: head.status, reason: "", headers: head.headers },
    frames,
    end,
  });
  const counted = `${frames.length} frame${frames.length === 1 ? "" : "s"}`;
  log(`${method} ${url} ${head.status} ${counted} ${Date.now() - began} ms${note}`);
}
