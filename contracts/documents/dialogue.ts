import type { Message, Reply } from "../model/index.ts";
import { isObject } from "./json.ts";
import { type ChannelMessages, readMessages } from "./messages.ts";
import type { Operation } from "./operations.ts";
import { badDocument, child, expectObject, type Place, samePlace } from "./place.ts";
import type { Reading } from "./reading.ts";
import { milliseconds } from "./times.ts";

/** Who says what on one socket. */
export interface Dialogue {
  readonly sends: readonly Message[];
  readonly accepts: readonly Message[];
}

/** How long an answer may take where the document does not say, in milliseconds. */
const patience = 5000;

/**
 * Sorts the messages of the channels that share one socket by who sends them.
 *
 * An AsyncAPI document speaks for the server: what it sends, and what it receives from a client. Channels without any
 * operation say nothing about direction, so their messages may go either way.
 */
export function readDialogue(channels: readonly Place[], operations: readonly Operation[], reading: Reading): Dialogue {
  const messages = readMessages(channels, reading);
  const isHere = (channel: Place) => channels.some((each) => samePlace(each, channel));
  const here = operations.filter(({ channel }) => isHere(channel));
  const replies = operations.filter(({ reply, replyTo }) => reply.value !== undefined && isHere(replyTo));
  if (here.length === 0 && replies.length === 0) return { sends: messages.all, accepts: messages.all };

  const sent = new Set([
    ...here.filter(({ action }) => action === "send").flatMap(({ place, channel }) => messages.namesAt(place, channel)),
    ...replies.flatMap(({ reply, replyTo }) => messages.namesAt(reply, replyTo)),
  ]);
  const receiving = here
    .filter(({ action }) => action === "receive")
    .map((operation) => ({ operation, names: messages.namesAt(operation.place, operation.channel) }));

  /** The message as the server receives it, with the reply that its operation promises; none if it does not. */
  const accepted = (message: Message): Message[] => {
    const own = receiving.filter(({ names }) => names.includes(message.name)).map(({ operation }) => operation);
    if (own.length === 0) return [];
    const probes = own.map(({ place }) => reading.probe(place));
    const reply = own.map((operation) => readReply(operation, messages, isHere)).find(Boolean);
    return [{ ...message, ...Object.assign({}, ...probes), ...(reply === undefined ? {} : { reply }) }];
  };

  return { sends: messages.all.filter(({ name }) => sent.has(name)), accepts: messages.all.flatMap(accepted) };
}

function readReply(
  { place, reply, replyTo }: Operation,
  messages: ChannelMessages,
  isHere: (channel: Place) => boolean,
): Reply | undefined {
  const terms = child(place, "x-reply");
  if (terms.value === "none") return "none";
  // An answer on another channel does not come back on this socket.
  if (reply.value === undefined || !isHere(replyTo)) return undefined;
  const where = child(expectObject(terms), "where");
  if (where.value !== undefined && !isObject(where.value))
    throw badDocument(where, "must be an object of JSON pointers");
  return { oneOf: messages.namesAt(reply, replyTo), within: milliseconds(terms, patience), where: where.value ?? {} };
}
