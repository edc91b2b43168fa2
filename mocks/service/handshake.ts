import { STATUS_CODES } from "node:http";
import { type Exchange, type HeaderMap, matchEndpoint, type SocketEndpoint } from "../../contracts/index.ts";
import type { Edit } from "../edit.ts";
import type { Turn } from "../play/index.ts";
import { editsFor, said } from "./active.ts";
import { logReason } from "./reason.ts";
import type { Site } from "./site.ts";
import type { Target } from "./target.ts";

/** A socket that is let in. */
export interface Accepted {
  readonly how: "accepted";
  readonly endpoint: SocketEndpoint;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: HeaderMap;
  readonly edits: readonly Edit[];
  readonly subprotocol: string | undefined;
  /** The recorded socket that is played. */
  readonly turn: Turn | undefined;
}

/** What an upgrade gets: in, a status, a broken connection, or no answer ever. */
export type Handshake =
  | Accepted
  | { readonly how: "refused"; readonly status: number; readonly body: string }
  | { readonly how: "cut" }
  | { readonly how: "hang" };

/** Decides on the answer to an upgrade; a refusal is remembered and logged, for nothing follows it. */
export function decideUpgrade(site: Site, target: Target, headers: HeaderMap): Handshake {
  const { contract, log } = site;
  const { world, path, query } = target;
  const match = matchEndpoint(contract, "GET", path, "socket");
  const endpoint = match?.endpoint as SocketEndpoint | undefined;
  const edits = editsFor(world, endpoint?.id ?? "unregistered");
  const refuse = (status: number, body = "", note = ""): Handshake => {
    const exchange: Exchange = {
      ...(endpoint && { endpoint: endpoint.id }),
      transport: "socket",
      request: { method: "GET", url: `${path}${query}`, headers },
      response: { status, reason: STATUS_CODES[status] ?? "", headers: {} },
      frames: [],
      end: { how: "complete" },
    };
    world.exchanges.add(exchange);
    log?.(`SOCKET ${path}${query} ${status}${note}`);
    logReason(site, exchange);
    return { how: "refused", status, body };
  };
  if (!endpoint || said(edits, "absent")) return refuse(contract.unregistered.upgrade?.status ?? 403);
  if (said(edits, "cutAfter") === 0) return { how: "cut" };
  const upgrade = said(edits, "upgrade");
  if (upgrade === "hang") return { how: "hang" };
  if (typeof upgrade === "object") return refuse(upgrade.status);
  const turn = site.recorded?.next(world, endpoint.id);
  const replayed = turn?.exchange.response;
  if (turn && !replayed) return { how: "cut" };
  if (turn && replayed?.status !== 101) {
    return refuse(replayed?.status ?? 502, turn.exchange.frames[0]?.raw, turn.note);
  }
  const promised = turn || said(edits, "lenient") ? undefined : refusalFor(endpoint, query, headers, contract.frontend);
  if (promised) return refuse(promised.status, promised.body);
  const chosen = replayed ? replayed.headers["sec-websocket-protocol"] : endpoint.handshake.accepted.subprotocol;
  const subprotocol = upgrade === "unasked-subprotocol" ? "wirecheck.unasked" : chosen;
  log?.(`SOCKET ${path}${query} 101${turn?.note ?? ""}`);
  return { how: "accepted", endpoint, parameters: match?.parameters ?? {}, headers, edits, subprotocol, turn };
}

/** The promised refusal that this upgrade meets (`x-handshake.refused`). */
function refusalFor({ handshake }: SocketEndpoint, query: string, { origin }: HeaderMap, frontend: string | undefined) {
  return handshake.refused.find(({ given }) => {
    const words = given.trim().toLowerCase();
    if (words === "foreign origin") return origin !== undefined && origin !== frontend;
    if (words === "no origin") return origin === undefined;
    const without = /^without (\S+)$/i.exec(given.trim())?.[1];
    return without !== undefined && !new URLSearchParams(query).has(without);
  });
}
