import type { Contract, Exchange, Frame, HttpEndpoint, Message, SocketEndpoint } from "../../../contracts/index.ts";
import { contractWith } from "./contract-with.ts";

const object = (properties: Record<string, unknown>, required: readonly string[]) => ({
  type: "object",
  properties,
  required,
});

const http = (id: string, method: string, path: string, more: Partial<HttpEndpoint> = {}): HttpEndpoint => ({
  transport: "http",
  id,
  summary: "",
  method,
  path,
  parameters: [],
  answers: [],
  order: [],
  ...more,
});

const message = (name: string, schema: string, more: Partial<Message> = {}): Message => ({
  name,
  schema,
  examples: [],
  ...more,
});

const socket: SocketEndpoint = {
  transport: "socket",
  id: "room",
  summary: "",
  path: "/room/{name}",
  parameters: [],
  handshake: { accepted: { status: 101, subprotocol: "chat.v1", first: "hello", within: 1000 }, refused: [] },
  sends: [message("hello", "Hello"), message("pong", "Pong"), message("news", "News")],
  accepts: [
    message("ping", "Ping", { reply: { oneOf: ["pong"], within: 500, where: { "/n": "{$message.payload#/n}" } } }),
    message("note", "Note", { reply: "none" }),
  ],
  malformed: { oneOf: ["news"], within: 500, where: { "/text": "what was {that}?" } },
  frame: "FromServer",
  clientFrame: "FromClient",
  order: [],
};

const json = (schema: string) => [{ mediaType: "application/json", schema, stream: false, examples: [] }];
const stream = [{ mediaType: "text/event-stream", schema: "News", stream: true, examples: [] }];

/** A small service with everything that the judge looks at. */
export const byHand: Contract = contractWith(
  {
    Hello: object({ type: { const: "hello" }, id: { type: "string" } }, ["type", "id"]),
    Pong: object({ type: { const: "pong" }, n: { type: "number" } }, ["type"]),
    News: object({ type: { const: "news" }, text: { type: "string" } }, ["type", "text"]),
    FromServer: { oneOf: [{ $ref: "#/$defs/Hello" }, { $ref: "#/$defs/Pong" }, { $ref: "#/$defs/News" }] },
    Ping: object({ type: { const: "ping" }, n: { type: "number" } }, ["type"]),
    Note: object({ type: { const: "note" } }, ["type"]),
    FromClient: { oneOf: [{ $ref: "#/$defs/Ping" }, { $ref: "#/$defs/Note" }] },
    Item: object({ id: { type: "integer" }, name: { type: "string" } }, ["id"]),
    Count: { type: "integer", minimum: 1 },
    Colours: { type: "array", items: { enum: ["red", "blue"] } },
    Yes: { const: "yes" },
    Text: { type: "string", maxLength: 3 },
  },
  [
    socket,
    http("item", "GET", "/items/{id}", {
      answers: [
        {
          status: "200",
          description: "",
          headers: { "x-count": { required: true, schema: "Count" }, "x-ok": { required: false, schema: "Yes" } },
          content: json("Item"),
        },
        { status: "4XX", description: "", headers: {}, content: [] },
      ],
    }),
    http("first-item", "GET", "/items/first"),
    http("odd", "GET", "/a b/{x}.{y}"),
    http("text", "GET", "/text", {
      answers: [
        {
          status: "default",
          description: "",
          headers: {},
          content: [{ mediaType: "text/*", schema: "Text", stream: false, examples: [] }],
        },
      ],
    }),
    http("feed", "GET", "/feed", { answers: [{ status: "200", description: "", headers: {}, content: stream }] }),
    http("add", "POST", "/items", {
      parameters: [
        { name: "count", in: "query", required: true, schema: "Count" },
        { name: "colour", in: "query", required: false, schema: "Colours" },
        { name: "X-Ok", in: "header", required: false, schema: "Yes" },
        { name: "session", in: "cookie", required: false, schema: "Text" },
      ],
      request: { required: true, content: json("Item") },
    }),
  ],
);

/** An exchange with the socket: frames as [who, when, JSON or text]. */
export function onSocket(
  frames: readonly (readonly ["client" | "server", number, unknown])[],
  more: Partial<Exchange> = {},
): Exchange {
  return {
    endpoint: "room",
    transport: "socket",
    request: { method: "GET", url: "ws://localhost/room/a", headers: {} },
    response: { status: 101, reason: "", headers: { "sec-websocket-protocol": "chat.v1" } },
    frames: frames.map(([from, at, value]): Frame => {
      return { from, at, raw: typeof value === "string" ? value : JSON.stringify(value) };
    }),
    end: { how: "left" },
    ...more,
  };
}

/** An exchange over HTTP: one body, or the blocks of a stream. */
export function overHttp(
  endpoint: string,
  status: number,
  headers: Record<string, string>,
  bodies: readonly string[],
  more: Partial<Exchange> = {},
): Exchange {
  return {
    endpoint,
    transport: "http",
    request: { method: "GET", url: "http://localhost/", headers: {} },
    response: { status, reason: "", headers },
    frames: bodies.map((raw): Frame => ({ from: "server", at: 1, raw })),
    end: { how: "complete" },
    ...more,
  };
}
