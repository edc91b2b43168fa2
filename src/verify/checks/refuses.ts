import type { HttpEndpoint } from "../../../contracts/index.ts";
import type { Ask } from "../../probe/index.ts";
import { type Bad, badRequests } from "../bad-requests.ts";
import { breach, type Check, found, unknown } from "../check.ts";
import type { Context } from "../context.ts";
import { forbids } from "../leave.ts";
import { inTurns } from "../pool.ts";
import { goodRequest } from "../request.ts";
import { valuesOf } from "../values.ts";
import { addressed, saw, silence } from "../words.ts";
import { changes } from "./registered.ts";

/** Is bad input refused with the promised status, in the promised shape? */
export function refuses(endpoint: HttpEndpoint, needs: readonly string[]): Check {
  return {
    id: `${endpoint.id}/refuses`,
    endpoint: endpoint.id,
    title: `${addressed(endpoint)} refuses bad input as promised`,
    needs,
    alone: changes(endpoint),
    async look(context) {
      const forbidden = forbids(endpoint, context.settings.allow);
      if (forbidden) return { ...unknown(forbidden), unprobed: true };
      const { bad, silent: unasked } = badRequests(context.settings, endpoint);
      const seen = await inTurns(bad, 4, (one) => refusal(context, endpoint, one));
      const silent = seen.find((one) => typeof one === "string");
      const violations = seen.flatMap((one) => (typeof one === "object" ? [one] : []));
      const kept = seen.filter((one) => one === undefined).length;
      const left = unasked > 0 ? `; ${unasked} not asked, because nothing is promised to answer them` : "";
      const note = `${kept} of ${bad.length} as promised${left}`;
      if (violations.length > 0) return found(violations, note);
      return silent === undefined ? found([], note) : unknown(silent as string);
    },
  };
}

/** Statuses that the contract promises to bad input. */
export function refusalsOf(endpoint: HttpEndpoint): readonly string[] {
  const promised = endpoint.answers.map(({ status }) => status);
  for (const kind of [/^(400|413|415|422)$/, /^(4XX|DEFAULT|default)$/, /^4/]) {
    const fitting = promised.filter((status) => kind.test(status));
    if (fitting.length > 0) return fitting;
  }
  return [];
}

/** @returns a violation, a sentence where nothing was answered, or undefined when it was refused as promised */
async function refusal(context: Context, endpoint: HttpEndpoint, bad: Bad) {
  const { settings } = context;
  const good = goodRequest(settings, endpoint, valuesOf(settings, endpoint));
  const { "content-type": _, ...headers } = good.headers ?? {};
  const ask: Ask = {
    ...good,
    headers: { ...headers, ...(bad.contentType && { "content-type": bad.contentType }) },
  };
  const exchange = await context.ask(bad.body === undefined ? withoutBody(ask) : { ...ask, body: bad.body });
  if (!exchange.response) return `${bad.what}: ${silence(exchange)}`;
  const { status } = exchange.response;
  if (bad.mayPass && status < 300) return undefined;
  const wanted = refusalsOf(endpoint);
  const fits = wanted.some(
    (one) => one === String(status) || (/xx|default/i.test(one) && status >= 400 && status < 500),
  );
  const say = (what: string) => breach(endpoint.id, "response/refusal", `${bad.what}: ${what}`);
  if (!fits) return say(`answered ${saw(exchange)}, and ${wanted.join(" or ")} is promised`);
  const [broken] = context.judge(exchange).violations;
  return broken && say(`refused with ${status}, but not in the promised shape: ${broken.message}`);
}

function withoutBody({ body: _, ...rest }: Ask): Ask {
  return rest;
}
