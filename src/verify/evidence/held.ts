import type { SocketEndpoint, While } from "../../../contracts/index.ts";
import type { Socket } from "../../probe/index.ts";
import type { Context } from "../context.ts";
import { jsonOf, pointed } from "../json.ts";
import { openingOf } from "./session.ts";

/** A socket that is held open for an HTTP answer, and the parameters that its first frame gave. */
export interface Held {
  readonly socket?: Socket;
  readonly parameters: Readonly<Record<string, string>>;
  /** Why it could not be held. */
  readonly missing?: string;
}

/** Opens the socket that an answer depends on (`x-while`) and reads its first frame. The caller closes it. */
export async function held(context: Context, { socket: id, parameters }: While): Promise<Held> {
  const endpoint = context.settings.contract.endpoints.find(
    (one): one is SocketEndpoint => one.transport === "socket" && one.id === id,
  );
  if (!endpoint) return { parameters: {}, missing: `x-while names the socket ${id}, which the contract does not have` };
  const socket = await context.open(openingOf(context.settings, endpoint));
  if (!socket.opened) return { parameters: {}, missing: "handshake/accepted" };
  const first = await socket.next(undefined, endpoint.handshake.accepted.within);
  const value = first && jsonOf(first);
  const entries = Object.entries(parameters).map(([name, pointer]) => [name, pointed(value, pointer)] as const);
  if (entries.some(([, one]) => one === undefined)) {
    await socket.close();
    return { parameters: {}, missing: "handshake/first-frame" };
  }
  return { socket, parameters: Object.fromEntries(entries.map(([name, one]) => [name, String(one)])) };
}
