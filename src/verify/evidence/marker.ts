import type { Frame, Message, Reply, SocketEndpoint } from "../../../contracts/index.ts";
import type { Socket } from "../../probe/index.ts";
import type { Context } from "../context.ts";
import { claims, jsonOf, pointed } from "../json.ts";
import { forbidsMessage } from "../leave.ts";
import { messageValues } from "./message-values.ts";

/** Whether a frame is the reply that was promised to a message. */
export function answers(
  context: Context,
  endpoint: SocketEndpoint,
  reply: Exclude<Reply, "none">,
  sent: unknown,
): (frame: Frame) => boolean {
  const wanted = endpoint.sends.filter(({ name }) => reply.oneOf.includes(name));
  return (frame) => {
    const value = jsonOf(frame);
    return (
      wanted.some(({ schema }) => claims(context.settings.contract, schema, value)) &&
      Object.entries(reply.where).every(([pointer, right]) => pointed(value, pointer) === filledIn(right, sent))
    );
  };
}

/** `{$message.payload#/topic}` stands for that member of the message that was sent. */
function filledIn(right: unknown, sent: unknown): unknown {
  if (typeof right !== "string") return right;
  const whole = /^\{\$message\.payload#([^}]*)\}$/.exec(right);
  if (whole) return pointed(sent, whole[1] ?? "");
  return right.replace(/\{\$message\.payload#([^}]*)\}/g, (_, pointer: string) => String(pointed(sent, pointer)));
}

/** The message whose reply shows that everything sent before it has been dealt with: a ping, where there is one. */
export function markerOf(context: Context, endpoint: SocketEndpoint): Message | undefined {
  const usable = endpoint.accepts.filter(
    (message) => typeof message.reply === "object" && !forbidsMessage(endpoint, message, context.settings.allow),
  );
  return usable.find(({ name }) => /ping/i.test(name));
}

/** Sends the marker and waits for its reply; false when it did not come, undefined where the endpoint has no marker. */
export async function roundTrip(
  context: Context,
  socket: Socket,
  endpoint: SocketEndpoint,
): Promise<boolean | undefined> {
  const marker = markerOf(context, endpoint);
  const value = marker && messageValues(context, marker)[0];
  if (!marker || value === undefined || typeof marker.reply !== "object") return undefined;
  socket.send(value);
  const within = Math.min(marker.reply.within, context.settings.timeout);
  return (await socket.next(answers(context, endpoint, marker.reply, value), within)) !== undefined;
}
