import type { Parameter } from "../model/index.ts";
import { namesIn, someText } from "./parameters.ts";
import { child, children, type Place } from "./place.ts";
import { schemaExamples } from "./plain-schema.ts";
import type { Reading } from "./reading.ts";

/**
 * Parameters of a channel: those in its address, and those of its WebSocket binding.
 *
 * A binding's `query` and `headers` are schemas of an object with a property for each name (WebSockets binding 0.1.0).
 * Some documents write the query into the address instead.
 */
export function readSocketParameters(address: string, channel: Place, id: string, reading: Reading): Parameter[] {
  const [path = "", query = ""] = address.split("?");
  const inAddress = (template: string, where: "path" | "query") =>
    namesIn(template).map((name) => addressParameter(name, where, channel, id, reading));
  const binding = reading.at(reading.at(channel, "bindings"), "ws");
  return [
    ...inAddress(path, "path"),
    ...inAddress(query, "query"),
    ...bound(reading.at(binding, "query"), "query", id, reading),
    ...bound(reading.at(binding, "headers"), "header", id, reading),
  ];
}

/** AsyncAPI 3's Parameter Object: always text, perhaps one of an `enum`. */
function addressParameter(
  name: string,
  where: "path" | "query",
  channel: Place,
  id: string,
  reading: Reading,
): Parameter {
  const place = reading.at(child(channel, "parameters"), name);
  const values = child(place, "enum").value;
  const example = child(reading.at(place, "examples"), 0).value ?? child(place, "default").value;
  const schema = Array.isArray(values) ? { type: "string", enum: values } : someText;
  return {
    name,
    in: where,
    required: true,
    schema: reading.schemas.add(schema, `${id} ${name}`),
    ...(example === undefined ? {} : { example }),
  };
}

function bound(schema: Place, where: "query" | "header", id: string, reading: Reading): Parameter[] {
  const required = child(schema, "required").value;
  return children(child(schema, "properties")).map(([name, property]) => {
    const example = schemaExamples(reading.references.follow(property))[0];
    return {
      name,
      in: where,
      required: Array.isArray(required) && required.includes(name),
      schema: reading.schemas.nameOf(property, `${id} ${name}`),
      ...(example === undefined ? {} : { example }),
    };
  });
}
