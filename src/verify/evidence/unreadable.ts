import type { Exchange } from "../../../contracts/index.ts";
import type { Context } from "../context.ts";

/**
 * The rule that a frame of the server broke so that nobody can say what it was: a reply that cannot be read is no
 * missing reply.
 */
export function unreadable(context: Context, exchange: Exchange): string | undefined {
  return context.judge(exchange).violations.find(({ rule }) => /^(framing|shape)\//.test(rule))?.rule;
}
