import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "./body.ts";
import { decide } from "./decide.ts";
import type { Site, Target } from "./site.ts";
import { writeAnswer } from "./write-answer.ts";

/** Answers one HTTP request, remembers the exchange and logs one line. */
export async function answerHttp(
  site: Site,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const began = Date.now();
  const { cors, pace, log } = site;
  const method = request.method ?? "GET";
  const url = `${target.path}${target.query}`;
  const headers = headersOf(request);
  const body = await readBody(request, site.bodyLimit);
  const { endpoint, answer, edits, preflight, note } = decide(site, target, { method, url, headers, body });
  const own = preflight ? {} : cors.headers(headers.origin);
  const { head, frames, end } = await writeAnswer(response, answer, { edits, pace, cors: own });
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

/** Header names in lower case; several values of one name joined. */
export function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}
