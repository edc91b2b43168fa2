import type { Message } from "../model/index.ts";
import { escapeToken, isObject } from "./json.ts";
import { unnamed } from "./payloads.ts";
import { badDocument, child, children, expectObject, type Place, textAt } from "./place.ts";
import { schemaExamples } from "./plain-schema.ts";
import type { Reading } from "./reading.ts";
import { pascalCase } from "./schema-table.ts";

export interface ChannelMessages {
  readonly all: readonly Message[];
  /** Names of the messages that an operation or a reply lists; all of the channel where it lists none. */
  namesAt(owner: Place): string[];
}

/** Reads the messages of a channel. Their names are the keys in the channel. */
export function readMessages(channel: Place, reading: Reading): ChannelMessages {
  const found = children(expectObject(child(channel, "messages"))).map(([name, unfollowed]) => {
    const place = expectObject(reading.references.follow(unfollowed));
    return { name, place, message: readMessage(name, place, reading) };
  });
  const all = found.map(({ message }) => message);

  function nameAt(reference: Place): string {
    const ref = isObject(reference.value) && typeof reference.value.$ref === "string" ? reference.value.$ref : "";
    const one = ref === "" ? reference : reading.references.resolve(reference, ref);
    const target = reading.references.follow(reference);
    // Two keys of a channel may lead to one component, so what the reference itself says comes first.
    const named = found.find(({ name }) => one.pointer === `${channel.pointer}/messages/${escapeToken(name)}`);
    const same = found.find(({ place }) => place.source.key === target.source.key && place.pointer === target.pointer);
    const name = (named ?? same)?.name;
    if (name === undefined) throw badDocument(reference, "is no message of its operation's channel");
    return name;
  }

  return {
    all,
    namesAt: (owner) => {
      const listed = children(child(owner, "messages")).map(([, reference]) => nameAt(reference));
      return Array.isArray(child(owner, "messages").value) ? listed : all.map(({ name }) => name);
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
  if (/json|openapi|asyncapi/i.test(format) && !/avro|protobuf/i.test(format)) return child(payload, "schema");
  throw badDocument(child(payload, "schemaFormat"), `is "${format}", and only JSON Schema is read`);
}
