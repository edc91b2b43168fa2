import type { Exchange, Judgement, SocketEndpoint, Violation } from "../../../contracts/index.ts";
import { type Check, found, oneEach, passed, unknown } from "../check.ts";
import type { Context } from "../context.ts";
import { opened } from "../evidence/session.ts";
import { talk } from "../evidence/talk.ts";
import { forbidsMessage } from "../leave.ts";
import { plural } from "../words.ts";

/** Other checks speak for these, from what they saw themselves. */
const elsewhere = /^(handshake\/|route\/|order\/(reply|silence|replay)$)/;

/** Does everything that the server sends on the socket keep framing, shape and order? */
export function frames(endpoint: SocketEndpoint, needs: readonly string[]): Check {
  return {
    id: `${endpoint.id}/frames`,
    endpoint: endpoint.id,
    title: `socket ${endpoint.path || "(the URL itself)"} sends what is promised`,
    needs,
    // What it sends may make the server speak on other sockets too.
    alone: true,
    async look(context) {
      const exchanges = await everythingSaid(context, endpoint);
      const judgements = exchanges.map((exchange) => context.judge(exchange));
      const violations = once(judgements, "violations");
      const drift = once(judgements, "drift");
      const extra = drift.length > 0 ? { drift } : {};
      const seen = exchanges.flatMap((one) => one.frames).filter(({ from }) => from === "server").length;
      const note = plural(seen, "frame");
      if (violations.length > 0) return { ...found(violations, note), ...extra };
      if (seen > 0) {
        const open = judgements.flatMap((one) => one.unjudged).find(({ rule }) => !elsewhere.test(rule));
        return { ...(open ? unknown(open.because) : passed(note)), ...extra };
      }
      const first = await context.result(`${endpoint.id}/first-frame`);
      if (first && first.verdict !== "pass") return unknown(first.violations[0]?.rule ?? first.because ?? "no frame");
      return unknown("the server sent no frame, so there was nothing to judge");
    },
  };
}

async function everythingSaid(context: Context, endpoint: SocketEndpoint): Promise<Exchange[]> {
  const { exchange } = await opened(context, endpoint);
  const asked = endpoint.accepts.filter((message) => !forbidsMessage(endpoint, message, context.settings.allow));
  const talks = [];
  for (const message of asked) talks.push((await talk(context, endpoint, message)).exchange);
  return [exchange, ...talks];
}

/** One fault shows on every connection; it is told once. */
function once(judgements: readonly Judgement[], what: "violations" | "drift"): Violation[] {
  return oneEach(judgements.flatMap((judgement) => judgement[what]).filter(({ rule }) => !elsewhere.test(rule)));
}
