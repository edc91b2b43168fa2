import type { SocketEndpoint } from "../../../contracts/index.ts";
import { breach, type Check, found, unknown } from "../check.ts";
import { answers, roundTrip } from "../evidence/marker.ts";
import { firstFrame, openingOf } from "../evidence/session.ts";
import { unreadable } from "../evidence/unreadable.ts";
import { forbidsMalformed } from "../leave.ts";

/** Frames that are no JSON object. */
const malformedFrames = ["not JSON", "[1]", "{"];

/** Is a frame that cannot be read answered as promised (`x-malformed`), with the socket left open? */
export function malformed(
  endpoint: SocketEndpoint,
  promise: NonNullable<SocketEndpoint["malformed"]>,
  needs: readonly string[],
): Check {
  return {
    id: `${endpoint.id}/malformed`,
    endpoint: endpoint.id,
    title: `socket ${endpoint.path || "(the URL itself)"} answers a frame that is no JSON object`,
    needs,
    // What it sends may make the server speak on other sockets too.
    alone: true,
    async look(context) {
      const forbidden = forbidsMalformed(endpoint, context.settings.allow);
      if (forbidden) return { ...unknown(forbidden), unprobed: true };
      const socket = await context.open(openingOf(context.settings, endpoint));
      if (!socket.opened) return unknown("the socket was not accepted this time");
      const first = await context.result(`${endpoint.id}/first-frame`);
      if (first?.verdict === "pass") await firstFrame(context, socket, endpoint);
      await roundTrip(context, socket, endpoint);
      const within = Math.min(promise.within, context.settings.timeout);
      for (const frame of malformedFrames) {
        socket.send(frame);
        if (await socket.next(answers(context, endpoint, promise, undefined), within)) continue;
        const exchange = await socket.close();
        const { end, frames } = exchange;
        const blurred = unreadable(context, exchange);
        if (blurred !== undefined) return unknown(blurred);
        if (!frames.some(({ from }) => from === "server") && first) return unknown("handshake/first-frame");
        const happened =
          end.how === "closed" ? `the socket was closed (${end.code})` : `none came within ${within / 1000} s`;
        const message = `${JSON.stringify(frame)} promises ${promise.oneOf.join(" or ")} in reply, and ${happened}`;
        return found([breach(endpoint.id, "order/reply", message)]);
      }
      await socket.close();
      return found([], `${malformedFrames.length} frames`);
    },
  };
}
