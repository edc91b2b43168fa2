import type { Message, SocketEndpoint } from "../../../contracts/index.ts";
import { type Check, found, unknown } from "../check.ts";
import { talk } from "../evidence/talk.ts";
import { forbidsMessage } from "../leave.ts";
import { plural } from "../words.ts";

/** Does a message of the client get its promised reply, or the promised silence? */
export function reply(endpoint: SocketEndpoint, message: Message, needs: readonly string[]): Check {
  const promise = typeof message.reply === "object" ? message.reply.oneOf.join(" or ") : "silence";
  return {
    id: `${endpoint.id}/reply-${message.name}`,
    endpoint: endpoint.id,
    title: `socket ${endpoint.path || "(the URL itself)"} answers ${message.name} with ${promise}`,
    needs,
    // What it sends may make the server speak on other sockets too.
    alone: true,
    async look(context) {
      const forbidden = forbidsMessage(endpoint, message, context.settings.allow);
      if (forbidden) return { ...unknown(forbidden), unprobed: true };
      const { violations, because, sent } = await talk(context, endpoint, message);
      if (violations.length > 0) return found(violations);
      return because === undefined ? found([], plural(sent, "message")) : unknown(because);
    },
  };
}
