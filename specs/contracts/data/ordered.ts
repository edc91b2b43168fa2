import type { Contract, HttpEndpoint, Message, Payload, SocketEndpoint } from "../../../contracts/index.ts";
import { contractWith } from "./contract-with.ts";

const event = (type: string, properties: object = {}) => ({
  type: "object",
  required: ["type"],
  properties: { type: { const: type }, ...properties },
});
const order = [
  { id: "order/first", title: "", kind: "first", events: ["BEGIN", "PART"] },
  { id: "order/once", title: "", kind: "opens-once", opens: "PART", inside: [], closes: ["PARTED"], key: ["id"] },
  { id: "order/ends", title: "", kind: "terminal", events: ["DONE"] },
];
const payload = (mediaType: string, schema?: string): Payload => ({
  mediaType,
  ...(schema !== undefined && { schema }),
  stream: /event-stream|ndjson/.test(mediaType),
  examples: [],
});
const answer = (status: string, ...content: Payload[]) => ({ status, description: "", headers: {}, content });
const http = (id: string, more: Partial<HttpEndpoint>): HttpEndpoint => ({
  ...{ transport: "http", id, summary: "", method: "GET", path: `/${id}`, parameters: [], answers: [], order: [] },
  ...more,
});
const message = (name: string, more: Partial<Message> = {}): Message => ({ name, schema: name, examples: [], ...more });

const socket = (id: string, more: Partial<SocketEndpoint>): SocketEndpoint => ({
  ...{ transport: "socket", id, summary: "", path: `/${id}`, parameters: [] },
  handshake: { accepted: { status: 101, within: 1000 }, refused: [] },
  ...{ sends: [], accepts: [], frame: "Event", clientFrame: "Event", order: [] },
  ...more,
});

/** A service whose streams and sockets have an order, and whose answers come in every kind. */
export const ordered: Contract = contractWith(
  {
    Event: { oneOf: ["BEGIN", "PART", "PARTED", "DONE"].map((name) => ({ $ref: `#/$defs/${name}` })) },
    BEGIN: event("BEGIN"),
    PART: event("PART", {
      id: { type: "string" },
      what: { oneOf: [{ $ref: "#/$defs/Red" }, { $ref: "#/$defs/Blue" }] },
    }),
    PARTED: event("PARTED", { id: { type: "string" } }),
    DONE: event("DONE"),
    Red: { type: "object", required: ["kind"], properties: { kind: { const: "red" } } },
    Blue: { type: "object", required: ["kind"], properties: { kind: { const: "blue" } } },
    Ask: event("ASK", { n: {} }),
    Tell: event("TELL"),
    Shout: event("SHOUT"),
    Answer: event("ANSWER", { n: {}, text: {} }),
    Other: event("OTHER", { n: {} }),
    Text: { type: "string", maxLength: 3 },
    Item: { type: "object", required: ["id"], properties: { id: { type: "integer" } } },
  },
  [
    http("run", {
      order,
      answers: [
        answer("200", payload("text/event-stream", "Event")),
        answer("201", payload("application/json", "Event")),
      ],
    }),
    http("both", {
      answers: [answer("200", payload("application/json", "Item"), payload("text/event-stream", "Event"))],
    }),
    http("lines", { order, answers: [answer("200", payload("application/x-ndjson", "Event"))] }),
    http("free", { answers: [answer("200", payload("text/event-stream"))] }),
    http("json", {
      answers: [answer("200", payload("application/json", "Item")), answer("304", payload("application/json", "Item"))],
    }),
    http("text", { answers: [answer("200", payload("text/plain", "Text"))] }),
    http("image", { answers: [answer("200", payload("image/png"))] }),
    http("nothing", {}),
    socket("plain", { sends: [message("PART"), message("DONE"), message("BEGIN"), message("PARTED")], order }),
    socket("greet", {
      handshake: { accepted: { status: 101, first: "PART", within: 1000 }, refused: [] },
      sends: [message("PART"), message("DONE")],
      accepts: [message("Shout", { reply: "none" })],
      malformed: { oneOf: ["DONE"], within: 100, where: {} },
    }),
    socket("talk", {
      sends: [message("Answer"), message("Other")],
      accepts: [
        message("Ask", { reply: { oneOf: ["Answer", "Other"], within: 100, where: { n: "$message.payload#/n" } } }),
        message("Tell"),
        message("Shout", { reply: "none" }),
      ],
      frame: "Answer",
    }),
  ],
);
