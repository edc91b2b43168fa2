import type { Exchange, Handshake, SocketEndpoint } from "../../../contracts/index.ts";
import type { Opening } from "../../probe/index.ts";
import { breach, type Check, found, passed, unknown } from "../check.ts";
import { openingOf } from "../evidence/session.ts";
import type { Settings } from "../settings.ts";
import { saw, silence } from "../words.ts";

type Refusal = Handshake["refused"][number];

/** Is an upgrade refused that the contract says is refused (`x-handshake.refused`)? */
export function refused(endpoint: SocketEndpoint, refusal: Refusal): Check {
  return {
    id: `${endpoint.id}/refused-${refusal.id}`,
    endpoint: endpoint.id,
    title: `socket ${endpoint.path || "(the URL itself)"} is refused: ${refusal.given}`,
    needs: [],
    alone: false,
    async look(context) {
      const opening = arranged(context.settings, endpoint, refusal.given);
      if (!opening) return unknown(`"${refusal.given}" cannot be arranged from outside`);
      const socket = await context.open(opening);
      // A promised close comes after the 101.
      if (socket.opened && refusal.close !== undefined) {
        await socket.next((frame) => frame.raw === "\u0000", context.settings.timeout);
      }
      const exchange = await socket.close();
      if (!exchange.response) return unknown(silence(exchange));
      const problem = differs(exchange, refusal);
      return problem ? found([breach(endpoint.id, "handshake/refused", `${refusal.given}: ${problem}`)]) : passed();
    },
  };
}

/** The upgrade that meets a `given`, in the words that can be arranged. */
function arranged(settings: Settings, endpoint: SocketEndpoint, given: string): Opening | undefined {
  const opening = openingOf(settings, endpoint);
  const words = given.trim().toLowerCase();
  if (words === "foreign origin") {
    return { ...opening, headers: { ...opening.headers, origin: "http://foreign.invalid" } };
  }
  if (words === "no origin") return { ...opening, headers: { ...opening.headers, origin: "" } };
  if (words === "unregistered path") return openingOf(settings, endpoint, { control: true });
  const without = /^without (\S+)$/i.exec(given.trim())?.[1];
  if (without === undefined) return undefined;
  const url = new URL(opening.url);
  url.searchParams.delete(without);
  return { ...opening, url: url.href };
}

function differs({ response, end, frames }: Exchange, refusal: Refusal): string | undefined {
  const status = response?.status;
  if (status !== refusal.status) return `answered ${status}, and ${refusal.status} is promised`;
  if (refusal.close !== undefined && !(end.how === "closed" && end.code === refusal.close)) {
    const how = end.how === "closed" ? `closed with ${end.code}` : "not closed";
    return `${how}, and a close with ${refusal.close} is promised`;
  }
  const body = frames.find(({ from }) => from === "server")?.raw ?? "";
  if (refusal.body !== undefined && body !== refusal.body) {
    return `answered ${saw({ response, end, frames } as Exchange)}, and the body ${JSON.stringify(refusal.body)} is promised`;
  }
  return undefined;
}
