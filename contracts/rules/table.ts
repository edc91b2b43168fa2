import type { Rule } from "../model/index.ts";

const sse = "HTML Living Standard, 9.2 Server-sent events; @ag-ui/client 0.0.42 to 1.0.0";
const multipart = "RFC 2046, 5.1.1; @urql/core 5.2.0";
const json = "RFC 8259";
const schema = "JSON Schema 2020-12";
const openapi = "OpenAPI 3.1";
const asyncapi = "AsyncAPI 3.0";
const socket = "RFC 6455";
const routes = "Starlette 0.48 and uvicorn 0.38, observed";

/** An unreadable frame has no shape, and what comes after it no order that could be trusted. */
const unreadable = ["shape/*", "order/*"];
const everything = ["framing/*", "shape/*", "order/*", "handshake/*", "response/*", "compat/*"];

const row = (id: string, source: string, title: string, implies: readonly string[] = []): Rule => ({
  id,
  title,
  implies,
  source,
});

/** The rules that are about no protocol in particular. The order rules of a protocol stand in its own `order.json`. */
export const table: readonly Rule[] = [
  row("framing/sse-crlf", sse, "The lines of an event stream end in LF alone", unreadable),
  row("framing/sse-space", sse, "A space follows the colon of every data line", unreadable),
  row("framing/sse-done", sse, "An event stream simply ends, without a [DONE]", unreadable),
  row("framing/not-sse", sse, "A body that is promised as an event stream is one", unreadable),
  row(
    "framing/multipart-boundary",
    multipart,
    "A multipart body is cut into parts by the boundary that its type names",
    ["framing/multipart-part", "framing/multipart-closed", ...unreadable],
  ),
  row("framing/multipart-part", multipart, "A part has its headers, an empty line, and JSON", unreadable),
  row("framing/multipart-closed", multipart, "A multipart body ends with its closing delimiter", ["order/*"]),
  row("framing/json", json, "A body, an event or a message that is promised as JSON is JSON", unreadable),
  row("framing/binary", socket, "A socket that speaks JSON sends text frames", unreadable),
  row("framing/size", json, "A frame stays within the limits of size and depth", unreadable),
  row("shape/required", schema, "A value has every key that is required"),
  row("shape/type", schema, "A value has the JSON type that is promised"),
  row("shape/value", schema, "A value is one of the constants that are promised"),
  row("shape/unknown-key", schema, "An object has no key that the contract does not know"),
  row("shape/unknown-type", schema, "The type of a message or an event is one that the contract knows"),
  row("shape/length", schema, "A text, a list or an object is neither too short nor too long"),
  row("shape/pattern", schema, "A text matches the pattern that is promised"),
  row("shape/range", schema, "A number is within the range that is promised"),
  row("shape/format", schema, "A text is written in the format that is promised"),
  row("shape/one-of", schema, "A value fits one of the shapes that are promised"),
  row("handshake/accepted", socket, "A promised socket accepts the upgrade with 101", [
    "handshake/first-frame",
    "handshake/subprotocol",
    "framing/*",
    "shape/*",
    "order/*",
  ]),
  row("handshake/refused", socket, "An upgrade that must be refused is refused as promised"),
  row("handshake/first-frame", asyncapi, "The first frame of a socket is the promised one, and comes in time"),
  row("handshake/subprotocol", socket, "The server answers with the subprotocol that is promised"),
  row("route/registered", routes, "The route exists, and not merely a catch-all that answers for it", everything),
  row("route/unregistered", routes, "What is not registered answers as the stack does where nothing is"),
  row("response/status", openapi, "The status is one that the contract promises", [
    "response/content-type",
    "response/header",
    ...["framing/*", "shape/*", "order/*"],
  ]),
  row("response/content-type", openapi, "The body has a media type that the contract promises", [
    ...["framing/*", "shape/*", "order/*"],
  ]),
  row("response/header", openapi, "Every promised header is there, with a promised value"),
  row("response/refusal", openapi, "Bad input is refused with the promised answer"),
  row("order/reply", asyncapi, "A message that is promised a reply gets it in time"),
  row("order/silence", asyncapi, "A message that is promised silence gets no reply"),
  row("order/replay", asyncapi, "Frames that were missed are sent again after a reconnect, in order and once"),
  row("compat/input-refused", openapi, "The backend accepts what a client of that version sends"),
];
