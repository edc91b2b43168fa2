import type { Exchange, SocketEndpoint } from "../../../contracts/index.ts";
import { breach, type Check, found, passed, unknown } from "../check.ts";
import type { Context } from "../context.ts";
import { type Opened, opened } from "../evidence/session.ts";
import { claims, jsonOf } from "../json.ts";
import { beginning, saw, silence } from "../words.ts";

/** Is the upgrade accepted, and by this route rather than by whatever takes every path? */
export function handshake(endpoint: SocketEndpoint): Check {
  return {
    id: `${endpoint.id}/handshake`,
    endpoint: endpoint.id,
    title: `socket ${endpoint.path || "(the URL itself)"} is accepted`,
    needs: [],
    alone: false,
    async look(context) {
      const seen = await opened(context, endpoint);
      if (!seen.opened) return refusal(endpoint.id, seen.exchange);
      if (takesAnyPath(context, endpoint, seen)) {
        const { pathname } = new URL(seen.control.exchange.request.url);
        return found([
          breach(endpoint.id, "route/registered", `the made-up ${pathname} is accepted as well, and says the same`),
        ]);
      }
      const { subprotocol } = endpoint.handshake.accepted;
      const chosen = seen.exchange.response?.headers["sec-websocket-protocol"];
      if (subprotocol === undefined || chosen === subprotocol) return passed("101");
      const got = chosen === undefined ? "none was chosen" : `${chosen} was chosen`;
      return found([breach(endpoint.id, "handshake/subprotocol", `${got}, and ${subprotocol} is promised`)]);
    },
  };
}

/** Is the first frame the promised one, in its time? */
export function firstFrame(endpoint: SocketEndpoint): Check {
  const { first, within } = endpoint.handshake.accepted;
  return {
    id: `${endpoint.id}/first-frame`,
    endpoint: endpoint.id,
    title: `socket ${endpoint.path || "(the URL itself)"} begins with ${first}`,
    needs: [`${endpoint.id}/handshake`],
    alone: false,
    async look(context) {
      const seen = await opened(context, endpoint);
      const say = (message: string, frame: number | null = null) =>
        found([breach(endpoint.id, "handshake/first-frame", message, { frame })]);
      if (seen.first) {
        const message = endpoint.sends.find(({ name }) => name === first);
        // A first frame that cannot be read is for the framing rules to report.
        const value = jsonOf(seen.first);
        if (value === undefined || !message || claims(context.settings.contract, message.schema, value))
          return passed();
        return say(`the first frame is not ${first}: ${beginning(seen.first.raw)}`, 0);
      }
      const { end } = seen.exchange;
      if (end.how === "closed") return say(`the socket was accepted, then closed (${end.code}) without a frame`);
      if (end.how === "budget" || end.how === "cut") return unknown(end.message);
      const { timeout } = context.settings;
      if (timeout < within) return unknown(`no frame within ${timeout / 1000} s, and ${first} has ${within / 1000} s`);
      return say(`no frame within ${within / 1000} s, and ${first} is promised`);
    },
  };
}

function refusal(endpoint: string, exchange: Exchange) {
  const { response, end } = exchange;
  if (response?.status === 101) {
    const message = "message" in end ? end.message : "the socket ended at once";
    const rule = /subprotocol/i.test(message) ? "handshake/subprotocol" : "handshake/accepted";
    return found([breach(endpoint, rule, `the upgrade was answered with 101, but ${message}`)]);
  }
  if (!response) return unknown(silence(exchange));
  // 403 is what uvicorn answers to both; a status alone does not tell them apart.
  const doubt =
    response.status === 403 ? ": no socket route took the path, or its handler refused before accepting" : "";
  return found([breach(endpoint, "handshake/accepted", `the upgrade gets ${saw(exchange)} instead of 101${doubt}`)]);
}

/**
 * A 101 proves nothing where a made-up path gets one too (`ws` without a path, express-ws and fastify do that), unless
 * the route goes on to say what only it says.
 */
function takesAnyPath(context: Context, endpoint: SocketEndpoint, { exchange, control, first }: Opened): boolean {
  if (!control.opened) return false;
  const word = control.exchange.frames.find(({ from }) => from === "server");
  if (!word || !first) return !word && !first && exchange.end.how === control.exchange.end.how;
  const message = endpoint.sends.find(({ name }) => name === endpoint.handshake.accepted.first);
  return message !== undefined && claims(context.settings.contract, message.schema, jsonOf(word));
}
