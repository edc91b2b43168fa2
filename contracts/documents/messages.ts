import type { Message } from "../model/index.ts";
import { escapeToken, isObject } from "./json.ts";
import { unnamed } from "./payloads.ts";
import { badDocument, child, children, expectObject, type Place, samePlace, textAt } from "./place.ts";
import { schemaExamples } from "./plain-schema.ts";
import type { Reading } from "./reading.ts";
import { pascalCase } from "./schema-table.ts";

export interface ChannelMessages {
  readonly all: readonly Message[];
  /** Names of the messages that an operation or a reply lists; all of its `channel` where it lists none. */
  namesAt(owner: Place, channel: Place): string[];
}

/**
 * Reads the messages of the channels that share one socket. Their names are the keys in the channel.
 *
 * The same key in two channels is one message where both mean the same one.
 */
export function readMessages(channels: readonly Place[], reading: Reading): ChannelMessages {
  const found: { channel: Place; pointer: string; place: Place; message: Message }[] = [];
  for (const channel of channels) {
    for (const [key, unfollowed] of children(expectObject(child(channel, "messages")))) {
      const place = expectObject(reading.references.follow(unfollowed));
      const pointer = `${channel.pointer}/messages/${escapeToken(key)}`;
      const known = found.find((other) => samePlace(other.place, place) && other.message.name === key);
      const taken = found.filter(({ message }) => message.name === key).length;
      const name = taken === 0 ? key : `${key}-${taken + 1}`;
      found.push({ channel, pointer, place, message: known?.message ?? readMessage(name, place, reading) });
    }
  }

  function nameAt(reference: Place): string {
    const ref = isObject(reference.value) && typeof reference.value.$ref === "string" ? reference.value.$ref : "";
    const one = ref === "" ? reference : reading.references.resolve(reference, ref);
    const target = reading.references.follow(reference);
    // Two keys of a channel may lead to one component, so what the reference itself says comes first.
    const named = found.find(({ pointer, channel }) => samePlace(one, { ...channel, pointer }));
    const name = (named ?? found.find(({ place }) => samePlace(place, target)))?.message.name;
    if (name === undefined) throw badDocument(reference, "is no message of its operation's channel");
    return name;
  }

  return {
    all: [...new Set(found.map(({ message }) => message))],
    namesAt: (owner, channel) => {
      const listed = child(owner, "messages");
      if (Array.isArray(listed.value)) return children(listed).map(([, reference]) => nameAt(reference));
      return found.filter((each) => samePlace(each.channel, channel)).map(({ message }) => message.name);
    },
  };
}

function readMessage(name: string, place: Place, reading: Reading): Message {
  const payload = payloadOf(place);
  // Two channels may each have a `status` of their own, so an inline payload is named after the message's component.
  const inline = payload.value === undefined;
  const schema = inline ? reading.schemas.add({}, name) : reading.schemas.nameOf(payload, hintOf(name, place));
  const own = children(child(place, "examples")).flatMap(([key, example]) => {
    const { value } = child(example, "payload");
    return value === undefined ? [] : [{ name: textAt(example, "name") ?? `example-${Number(key) + 1}`, value }];
  });
  const examples = own.length > 0 || inline ? own : unnamed(schemaExamples(reading.references.follow(payload)));
  return { name, schema, examples };
}

function hintOf(name: string, place: Place): string {
  return /\/components\/messages\//.test(place.pointer) ? (place.pointer.split("/").at(-1) ?? name) : pascalCase(name);
}

/** The payload's schema, out of a Multi Format Schema Object where it stands in one. */
function payloadOf(message: Place): Place {
  const payload = child(message, "payload");
  const format = textAt(payload, "schemaFormat");
  if (format === undefined) return payload;
  if (/^application\/(schema|vnd\.(aai\.asyncapi|oai\.openapi))\b/i.test(format)) return child(payload, "schema");
  throw badDocument(child(payload, "schemaFormat"), `is "${format}", and only JSON Schema is read`);
}
