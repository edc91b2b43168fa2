import type { Exchange, Frame, Message, SocketEndpoint, Violation } from "../../../contracts/index.ts";
import type { Socket } from "../../probe/index.ts";
import { breach } from "../check.ts";
import type { Context } from "../context.ts";
import { beginning } from "../words.ts";
import { answers, markerOf, roundTrip } from "./marker.ts";
import { messageValues } from "./message-values.ts";
import { firstFrame, openingOf } from "./session.ts";
import { unreadable } from "./unreadable.ts";

/** What came of sending one message of the client, with all its examples, on a socket of its own. */
export interface Talk {
  readonly exchange: Exchange;
  readonly violations: readonly Violation[];
  /** Why nothing can be said. */
  readonly because?: string;
  readonly sent: number;
}

/** Opens a socket for one message, sends each of its values and waits for what was promised. */
export function talk(context: Context, endpoint: SocketEndpoint, message: Message): Promise<Talk> {
  return context.once(`talk ${endpoint.id} ${message.name}`, async () => {
    const isolated = (message.probe ?? endpoint.probe) === "isolated";
    const own = isolated ? { own: `${endpoint.id} ${message.name}` } : {};
    const socket = await context.open(openingOf(context.settings, endpoint, own));
    const violations: Violation[] = [];
    let because: string | undefined;
    let sent = 0;
    if (!socket.opened) because = "the socket was not accepted this time";
    else {
      const first = await context.result(`${endpoint.id}/first-frame`);
      if (first?.verdict === "pass") await firstFrame(context, socket, endpoint);
      if (socket.exchange().end.how === "closed") because = "the socket was closed before anything could be sent";
    }
    for (const value of because ? [] : messageValues(context, message)) {
      const outcome =
        (await exchangeOf(context, socket, endpoint, message, value)) ??
        (mayBeNews(message) ? await exchangeOf(context, socket, endpoint, message, value) : undefined);
      sent++;
      if (outcome === undefined) continue;
      if (typeof outcome === "string") because = outcome;
      else violations.push(outcome);
      break;
    }
    return { exchange: await socket.close(), violations, sent, ...(because && { because }) };
  });
}

/** A reply that nothing ties to its question may be news that came just then; an answer comes a second time. */
const mayBeNews = ({ reply }: Message) => typeof reply === "object" && Object.keys(reply.where).length === 0;

/** @returns a violation, a sentence why nothing can be said, or undefined when all is as promised */
async function exchangeOf(
  context: Context,
  socket: Socket,
  endpoint: SocketEndpoint,
  message: Message,
  value: unknown,
): Promise<Violation | string | undefined> {
  const { reply } = message;
  if (message !== markerOf(context, endpoint)) await roundTrip(context, socket, endpoint);
  if (reply === undefined || reply === "none") {
    // Something may come of itself just then, so only what comes twice is an answer.
    const first = await breaksSilence(context, socket, endpoint, value);
    const again = first && reply === "none" && (await breaksSilence(context, socket, endpoint, value));
    return again ? breach(endpoint.id, "order/silence", silenceBroken(message, again)) : undefined;
  }
  socket.send(value);
  const within = Math.min(reply.within, context.settings.timeout);
  if (await socket.next(answers(context, endpoint, reply, value), within)) return undefined;
  const { end, frames } = socket.exchange();
  // A socket that breaks before its first frame broke that promise; it had no chance to reply.
  const mute = end.how !== "left" && !frames.some(({ from }) => from === "server");
  if (mute && endpoint.handshake.accepted.first !== undefined) return "handshake/first-frame";
  const blurred = unreadable(context, socket.exchange());
  if (blurred !== undefined) return blurred;
  if (end.how !== "closed" && reply.within > within) {
    return `no reply to ${message.name} within ${within / 1000} s, and it has ${reply.within / 1000} s; raise --timeout`;
  }
  return breach(endpoint.id, "order/reply", replyMissing(reply.oneOf, value, end, within));
}

function replyMissing(oneOf: readonly string[], value: unknown, end: Exchange["end"], within: number) {
  const happened =
    end.how === "closed" ? `the server closed the socket (${end.code})` : `none came within ${within / 1000} s`;
  return `${JSON.stringify(value)} promises ${oneOf.join(" or ")} in reply, and ${happened}`;
}

const silenceBroken = (message: Message, frame: Frame) =>
  `${message.name} promises silence, and ${beginning(frame.raw)} came back`;

/** Sends a value, then the marker; the frame that came in between, if one did. */
async function breaksSilence(
  context: Context,
  socket: Socket,
  endpoint: SocketEndpoint,
  value: unknown,
): Promise<Frame | undefined> {
  socket.send(value);
  const marker = markerOf(context, endpoint);
  const mark = marker && messageValues(context, marker)[0];
  if (!marker || typeof marker.reply !== "object") return socket.next(undefined, 250);
  const from = socket.exchange().frames.length;
  const isMark = answers(context, endpoint, marker.reply, mark);
  socket.send(mark);
  await socket.next(isMark, Math.min(marker.reply.within, context.settings.timeout));
  const since = socket
    .exchange()
    .frames.slice(from)
    .filter((frame) => frame.from === "server");
  const end = since.findIndex(isMark);
  return since.slice(0, end === -1 ? undefined : end)[0];
}
