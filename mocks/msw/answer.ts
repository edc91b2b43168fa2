import { answerRequest } from "../service/answer-request.ts";
import type { Place } from "../service/place.ts";
import { targetOf } from "../service/target.ts";
import type { Worlds } from "../world/worlds.ts";
import type { Msw } from "./library.ts";
import { ResponseWire } from "./response-wire.ts";

/** Answers a request that MSW caught. */
export async function answerCaught(
  { HttpResponse }: Msw,
  { site, base }: Place,
  worlds: Worlds,
  request: Request,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const target = targetOf(worlds, base, `${pathname}${search}`);
  const text = await request.text();
  const body = Buffer.byteLength(text) > site.bodyLimit ? ({ tooLarge: true } as const) : { text };
  const headers = Object.fromEntries(request.headers);
  const asked = { method: request.method, url: `${target.path}${target.query}`, headers, body };
  const wire = new ResponseWire(request.signal, () => HttpResponse.error());
  const play = async () => answerRequest(site, target, asked, wire);
  play().catch((error) => {
    site.log?.(
      `${request.method} ${target.path} 500 the mock failed: ${error instanceof Error ? error.message : error}`,
    );
    wire.whole({ status: 500, headers: { "content-type": "text/plain" } }, "Internal Server Error");
  });
  return wire.response;
}
