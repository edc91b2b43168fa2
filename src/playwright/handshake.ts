import { isDeepStrictEqual } from "node:util";
import type { HeaderMap } from "../../contracts/index.ts";
import { openSocket } from "../probe/index.ts";

/** What an upgrade must answer: accepted, perhaps with a first frame; or refused with a status. */
export type WantedHandshake =
  | {
      readonly accepted: true;
      readonly subprotocol?: string;
      /** Members that the JSON of the first frame must have. */
      readonly first?: Readonly<Record<string, unknown>>;
    }
  | { readonly refused: number };

export interface HandshakeOptions {
  readonly origin?: string;
  readonly headers?: HeaderMap;
  /** Milliseconds for the handshake and for the first frame; 5000 when left out. */
  readonly timeout?: number;
}

/** @returns undefined where the handshake is as wanted, else what came instead */
export async function handshakeProblem(
  url: string,
  wanted: WantedHandshake,
  { origin, headers, timeout = 5000 }: HandshakeOptions = {},
): Promise<string | undefined> {
  const subprotocol = "accepted" in wanted ? wanted.subprotocol : undefined;
  const socket = await openSocket({
    url,
    headers: { ...(origin !== undefined && { origin }), ...headers },
    ...(subprotocol !== undefined && { subprotocols: [subprotocol] }),
    budgets: { firstFrame: timeout, total: 2 * timeout },
  });
  const wantsFrame = "accepted" in wanted && wanted.first !== undefined;
  const first = socket.opened && wantsFrame ? await socket.next(undefined, timeout) : undefined;
  const { response, end } = await socket.close();
  const status = response?.status;
  const came = status === undefined ? ("message" in end ? end.message : "no answer") : `status ${status}`;
  if ("refused" in wanted) {
    return !socket.opened && status === wanted.refused
      ? undefined
      : `wanted a refusal with ${wanted.refused}, got ${came}`;
  }
  if (!socket.opened) return `wanted the upgrade accepted, got ${came}`;
  const chosen = response?.headers["sec-websocket-protocol"];
  if (subprotocol !== undefined && chosen !== subprotocol)
    return `wanted the subprotocol ${subprotocol}, got ${chosen}`;
  if (wanted.first === undefined || (first && holds(first.raw, wanted.first))) return undefined;
  return `wanted a first frame with ${JSON.stringify(wanted.first)}, got ${first?.raw ?? "none"}`;
}

function holds(raw: string, members: Readonly<Record<string, unknown>>): boolean {
  try {
    const value = JSON.parse(raw) as Record<string, unknown>;
    return Object.entries(members).every(([key, wanted]) => isDeepStrictEqual(value[key], wanted));
  } catch {
    return false;
  }
}
