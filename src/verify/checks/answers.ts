import type { HttpEndpoint } from "../../../contracts/index.ts";
import { breach, type Check, type Finding, found, part, unknown } from "../check.ts";
import type { Context } from "../context.ts";
import { type Asked, asked } from "../evidence/asked.ts";
import { failedRun } from "../failed-run.ts";
import { addressed, plural, saw, silence } from "../words.ts";
import { changes } from "./registered.ts";

const isOrder = (rule: string) => rule.startsWith("order/");

/** Does a good request get a good answer: status, content type, headers, framing, shape? */
export function answers(endpoint: HttpEndpoint, needs: readonly string[]): Check {
  return {
    id: `${endpoint.id}/answers`,
    endpoint: endpoint.id,
    title: `${addressed(endpoint)} answers a good request as promised`,
    needs,
    alone: changes(endpoint),
    async look(context) {
      const seen = await asked(context, endpoint);
      return unanswered(seen) ?? judged(context, endpoint, seen as Extract<Asked, { exchange: unknown }>);
    },
  };
}

/** Does the answer keep its order rules? */
export function order(endpoint: HttpEndpoint, needs: readonly string[]): Check {
  return {
    id: `${endpoint.id}/order`,
    endpoint: endpoint.id,
    title: `${addressed(endpoint)} keeps order`,
    needs,
    alone: changes(endpoint),
    async look(context) {
      const seen = await asked(context, endpoint);
      const missing = unanswered(seen);
      if (missing || "because" in seen) return missing ?? unknown("nothing was asked");
      const judgement = context.judge(seen.exchange);
      return part(judgement, isOrder, plural(judgement.frames, "frame"));
    },
  };
}

function unanswered(seen: Asked): Finding | undefined {
  if ("because" in seen) return { ...unknown(seen.because), ...(seen.unprobed && { unprobed: seen.unprobed }) };
  if (!seen.exchange.response) return unknown(silence(seen.exchange));
  return seen.missing === undefined ? undefined : unknown(seen.missing);
}

function judged(context: Context, endpoint: HttpEndpoint, seen: Extract<Asked, { exchange: unknown }>): Finding {
  const { exchange, invented } = seen;
  const status = exchange.response?.status ?? 0;
  if (invented.length > 0 && status >= 400 && status < 500) {
    const names = invented.join(" and ");
    return unknown(`${status} for a made-up ${names}; give one that exists: --param ${invented[0]}=VALUE`);
  }
  const judgement = context.judge(exchange);
  const finding = part(judgement, (rule) => !isOrder(rule), plural(judgement.frames, "frame"));
  // The judge allows every promised status; a good request was promised a success, where there is one.
  if (finding.verdict !== "pass") return finding;
  const failure = failedRun(endpoint, exchange);
  if (failure !== undefined) return unknown(failure);
  if (isSuccess(endpoint, status)) return finding;
  return found([breach(endpoint.id, "response/status", `a request that keeps the contract got ${saw(exchange)}`)]);
}

function isSuccess(endpoint: HttpEndpoint, status: number): boolean {
  const good = endpoint.answers.map((answer) => answer.status).filter((one) => /^[123]/.test(one));
  return status < 400 || good.length === 0;
}
