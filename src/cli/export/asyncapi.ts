import type { Contract, Message, SocketEndpoint } from "../../../contracts/index.ts";
import { moved, pointer } from "./references.ts";

const home = "#/components/schemas/";

/** The sockets of a contract as one AsyncAPI 3.0 document, which speaks for the server. Undefined without any. */
export function asAsyncApi(contract: Contract): Record<string, unknown> | undefined {
  const sockets = contract.endpoints.filter((one): one is SocketEndpoint => one.transport === "socket");
  if (sockets.length === 0) return undefined;
  const { protocol, host } = new URL(contract.server ?? "http://localhost");
  return {
    asyncapi: "3.0.0",
    info: { title: contract.title, version: contract.version },
    ...(contract.frontend !== undefined && { "x-frontend": contract.frontend }),
    defaultContentType: "application/json",
    servers: {
      server: { host, protocol: protocol === "https:" ? "wss" : "ws", "x-unregistered": contract.unregistered },
    },
    channels: Object.fromEntries(sockets.map((socket) => [socket.id, channel(socket)])),
    operations: Object.fromEntries(sockets.flatMap(operations)),
    components: { schemas: moved(contract.schemas.$defs, home) },
  };
}

function channel(socket: SocketEndpoint): Record<string, unknown> {
  const messages = [...socket.sends, ...socket.accepts].map(({ name, schema, examples }) => [
    name,
    {
      name,
      contentType: "application/json",
      payload: { $ref: pointer(home, schema) },
      ...(examples.length > 0 && { examples: examples.map((one) => ({ name: one.name, payload: one.value })) }),
    },
  ]);
  const path = socket.parameters.filter((one) => one.in === "path");
  const query = socket.parameters.filter((one) => one.in === "query");
  return {
    address: socket.path,
    ...(socket.summary && { summary: socket.summary }),
    ...(path.length > 0 && {
      parameters: Object.fromEntries(
        path.map(({ name, example }) => [name, example === undefined ? {} : { default: String(example) }]),
      ),
    }),
    ...(query.length > 0 && { bindings: { ws: { query: queryOf(query) } } }),
    "x-handshake": socket.handshake,
    ...(socket.order.length > 0 && { "x-order": socket.order }),
    ...(socket.probe && { "x-probe": socket.probe }),
    ...(socket.replay && { "x-replay": socket.replay }),
    ...(socket.malformed && {
      "x-malformed": { messages: socket.malformed.oneOf, within: socket.malformed.within },
    }),
    messages: Object.fromEntries(messages),
  };
}

function queryOf(query: SocketEndpoint["parameters"]): Record<string, unknown> {
  return {
    type: "object",
    properties: Object.fromEntries(query.map(({ name, schema }) => [name, { $ref: pointer(home, schema) }])),
    required: query.filter(({ required }) => required).map(({ name }) => name),
  };
}

function operations(socket: SocketEndpoint): [string, unknown][] {
  const here = { $ref: `#/channels/${socket.id}` };
  const message = (name: string) => ({ $ref: `#/channels/${socket.id}/messages/${name}` });
  const send = { action: "send", channel: here, messages: socket.sends.map(({ name }) => message(name)) };
  const receive = ({ name, reply, probe }: Message): [string, unknown] => [
    `${socket.id}-${name}`,
    {
      action: "receive",
      channel: here,
      messages: [message(name)],
      ...(typeof reply === "object" && {
        reply: { channel: here, messages: reply.oneOf.map(message) },
        "x-reply": { within: reply.within, where: reply.where },
      }),
      ...(reply === "none" && { "x-reply": "none" }),
      ...(probe && { "x-probe": probe }),
    },
  ];
  return [
    ...(socket.sends.length > 0 ? [[`${socket.id}-send`, send] as [string, unknown]] : []),
    ...socket.accepts.map(receive),
  ];
}
