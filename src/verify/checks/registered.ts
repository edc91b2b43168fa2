import type { HttpEndpoint } from "../../../contracts/index.ts";
import { breach, type Check, found, passed, unknown } from "../check.ts";
import { asked } from "../evidence/asked.ts";
import { instead } from "../evidence/instead.ts";
import { sameAnswer } from "../sameness.ts";
import { addressed, saw, silence } from "../words.ts";

const rule = "route/registered";

/**
 * Is the route there, and is it this route? A made-up sibling must answer differently, so neither a catch-all nor the
 * fallback page of a single-page application passes; nor does an address at which another protocol is spoken.
 */
export function registered(endpoint: HttpEndpoint): Check {
  return {
    id: `${endpoint.id}/registered`,
    endpoint: endpoint.id,
    title: `${addressed(endpoint)} is registered`,
    needs: [],
    alone: changes(endpoint),
    async look(context) {
      const seen = await asked(context, endpoint);
      if ("because" in seen) return { ...unknown(seen.because), ...(seen.unprobed && { unprobed: seen.unprobed }) };
      const { exchange, control } = seen;
      if (!exchange.response) return unknown(silence(exchange));
      if (!control.response) return unknown(`the control path: ${silence(control)}`);
      const { status } = exchange.response;
      const other = await instead(context, endpoint);
      if (other) {
        return other.own ? missing(`it answers ${saw(exchange)}: ${other.speaks} is spoken there`) : unknown(rule);
      }
      const promised = endpoint.answers.some((answer) => answer.status === String(status));
      if (status === 405 && !promised)
        return missing(`${endpoint.method} gets 405: the path is there, the method is not`);
      if (!sameAnswer(exchange, control)) return passed(`control path: ${control.response.status}`);
      // A handler may answer an id that it does not know exactly so, unless the contract tells the two 404s apart.
      const [name] = seen.invented;
      if (name !== undefined && status === 404 && !context.settings.contract.unregistered.path) {
        return unknown(`404 for a made-up ${name}, as for a made-up path; give one that exists: --param ${name}=VALUE`);
      }
      const { pathname } = new URL(control.request.url);
      return missing(`it answers ${saw(exchange)}, and so does the made-up ${pathname}`);

      function missing(message: string) {
        return found([breach(endpoint.id, rule, message)]);
      }
    },
  };
}

/** True where a good request may change something, or be heard by whoever is connected. */
export function changes(endpoint: HttpEndpoint): boolean {
  return !["GET", "HEAD", "OPTIONS"].includes(endpoint.method);
}
