import type { Example, Payload } from "../model/index.ts";
import { isObject } from "./json.ts";
import { child, children, expectObject, type Place, textAt } from "./place.ts";
import { schemaExamples } from "./plain-schema.ts";
import type { Reading } from "./reading.ts";

/** Reads OpenAPI's `content`: one payload for each media type. */
export function readContent(owner: Place, hint: string, reading: Reading): Payload[] {
  return children(expectObject(child(owner, "content"))).map(([mediaType, unfollowed]) => {
    const place = reading.references.follow(unfollowed);
    const item = child(place, "itemSchema");
    const stream = item.value !== undefined;
    const schema = stream ? item : child(place, "schema");
    const relays = textAt(child(place, "x-relays"), "call");
    return {
      mediaType: mediaType.toLowerCase(),
      ...(schema.value === undefined ? {} : { schema: reading.schemas.nameOf(schema, hint) }),
      stream,
      ...(relays === undefined ? {} : { relays }),
      // Those of a stream's schema are examples of one event; its own are of the whole stream.
      examples: readExamples(place, stream ? undefined : schema, reading),
    };
  });
}

/** Examples of a media type or a header: its own, else those of its schema. */
function readExamples(place: Place, schema: Place | undefined, reading: Reading): Example[] {
  const own = child(place, "example").value;
  if (own !== undefined) return [{ name: "example", value: own }];
  const examples = child(place, "examples");
  const named = children(examples).flatMap(([name]) => {
    const { value } = reading.at(examples, name);
    if (!isObject(value)) return [];
    // 3.2 says `dataValue` where 3.1 said `value`.
    const data = value.value === undefined ? value.dataValue : value.value;
    return data === undefined ? [] : [{ name, value: data }];
  });
  if (named.length > 0 || schema?.value === undefined) return named;
  return unnamed(schemaExamples(reading.references.follow(schema)));
}

/** Names for examples that have none. */
export function unnamed(values: readonly unknown[]): Example[] {
  return values.map((value, index) => ({ name: `example-${index + 1}`, value }));
}
