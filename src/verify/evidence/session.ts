import type { Exchange, Frame, SocketEndpoint } from "../../../contracts/index.ts";
import type { Opening, Socket } from "../../probe/index.ts";
import { addressOf, controlAddress, filled } from "../address.ts";
import type { Context } from "../context.ts";
import type { Settings } from "../settings.ts";
import { valuesOf } from "../values.ts";
import { roundTrip } from "./marker.ts";

/** How a socket endpoint is opened. `given` are parameters' values, `own` asks for a room of our own. */
export function openingOf(
  settings: Settings,
  endpoint: SocketEndpoint,
  { given = {}, own, control = false }: { given?: Record<string, string>; own?: string; control?: boolean } = {},
): Opening {
  const { contract, target, seed } = settings;
  const values = valuesOf(settings, endpoint, given, own);
  const { subprotocol } = endpoint.handshake.accepted;
  return {
    url: control
      ? controlAddress(contract, target, endpoint.path, seed, values.path)
      : addressOf(target, filled(endpoint.path, values.path), values.query),
    headers: values.header,
    ...(subprotocol && { subprotocols: [subprotocol] }),
    ...(!control && { endpoint: endpoint.id }),
  };
}

/** What opening a socket showed: the answer, the first frame, and what else came until a question was answered. */
export interface Opened {
  readonly opened: boolean;
  readonly exchange: Exchange;
  readonly first: Frame | undefined;
  /** The control path asked the same way; its first frame too, where it was accepted. */
  readonly control: { readonly opened: boolean; readonly exchange: Exchange };
}

/** Opens the socket once, and one at a sibling path that nobody promises. */
export function opened(context: Context, endpoint: SocketEndpoint): Promise<Opened> {
  return context.once(`opened ${endpoint.id}`, async () => {
    const [socket, control] = await Promise.all([
      context.open(openingOf(context.settings, endpoint)),
      context.open(openingOf(context.settings, endpoint, { control: true })),
    ]);
    const first = await firstFrame(context, socket, endpoint);
    if (first) await roundTrip(context, socket, endpoint);
    if (control.opened) await firstFrame(context, control, endpoint);
    return {
      opened: socket.opened,
      first,
      exchange: await socket.close(),
      control: { opened: control.opened, exchange: await control.close() },
    };
  });
}

/** Waits for the first frame where one is promised, no longer than the run's budget. */
export async function firstFrame(
  context: Context,
  socket: Socket,
  endpoint: SocketEndpoint,
): Promise<Frame | undefined> {
  const { first, within } = endpoint.handshake.accepted;
  if (!socket.opened || first === undefined) return undefined;
  return socket.next(undefined, Math.min(within, context.settings.timeout));
}
