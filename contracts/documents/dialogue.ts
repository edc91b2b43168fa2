import type { Message, Reply } from "../model/index.ts";
import { isObject } from "./json.ts";
import { type ChannelMessages, readMessages } from "./messages.ts";
import { badDocument, child, children, expectObject, type Place, textAt } from "./place.ts";
import type { Reading } from "./reading.ts";
import { milliseconds } from "./times.ts";

/** Who says what on one channel. */
export interface Dialogue {
  readonly sends: readonly Message[];
  readonly accepts: readonly Message[];
}

/** How long an answer may take where the document does not say, in milliseconds. */
const patience = 5000;

interface Operation {
  readonly place: Place;
  readonly channel: Place;
  readonly action: string | undefined;
}

/**
 * Reads the operations of an AsyncAPI document, which speaks for the server: what it sends, and what it receives from
 * a client. A channel without operations says nothing about direction, so its messages may go either way.
 */
export function readDialogue(root: Place, reading: Reading) {
  const operations: Operation[] = children(expectObject(child(root, "operations"))).map(([, unfollowed]) => {
    const place = expectObject(reading.references.follow(unfollowed));
    return { place, channel: reading.at(place, "channel"), action: textAt(place, "action") };
  });

  return {
    of(channel: Place): Dialogue {
      const messages = readMessages(channel, reading);
      const here = operations.filter((operation) => same(operation.channel, channel));
      const replies = operations.flatMap(({ place }) => {
        const reply = reading.at(place, "reply");
        const to = reading.at(reply, "channel");
        const known = to.value === undefined ? reading.at(place, "channel") : to;
        return reply.value !== undefined && same(known, channel) ? messages.namesAt(reply) : [];
      });
      if (here.length === 0 && replies.length === 0) return { sends: messages.all, accepts: messages.all };
      const named = (action: string) =>
        here.filter((operation) => operation.action === action).flatMap(({ place }) => messages.namesAt(place));
      const sent = new Set([...named("send"), ...replies]);
      return {
        sends: messages.all.filter(({ name }) => sent.has(name)),
        accepts: messages.all.flatMap((message) => accepted(message, here, messages, reading)),
      };
    },
  };
}

/** The message as the server receives it, with the reply that the operation promises; none if it does not. */
function accepted(
  message: Message,
  here: readonly Operation[],
  messages: ChannelMessages,
  reading: Reading,
): Message[] {
  const receiving = here.filter(
    ({ action, place }) => action === "receive" && messages.namesAt(place).includes(message.name),
  );
  if (receiving.length === 0) return [];
  const reply = receiving.map(({ place, channel }) => readReply(place, channel, messages, reading)).find(Boolean);
  const probes = receiving.map(({ place }) => reading.probe(place));
  return [{ ...message, ...Object.assign({}, ...probes), ...(reply === undefined ? {} : { reply }) }];
}

function readReply(operation: Place, channel: Place, messages: ChannelMessages, reading: Reading): Reply | undefined {
  const terms = child(operation, "x-reply");
  if (terms.value === "none") return "none";
  const reply = reading.at(operation, "reply");
  if (reply.value === undefined) return undefined;
  const to = reading.at(reply, "channel");
  // An answer on another channel does not come back on this socket.
  if (to.value !== undefined && !same(to, channel)) return undefined;
  const where = child(expectObject(terms), "where");
  if (where.value !== undefined && !isObject(where.value))
    throw badDocument(where, "must be an object of JSON pointers");
  return { oneOf: messages.namesAt(reply), within: milliseconds(terms, patience), where: where.value ?? {} };
}

function same(a: Place, b: Place): boolean {
  return a.source.key === b.source.key && a.pointer === b.pointer;
}
