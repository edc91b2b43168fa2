import type { OrderRule } from "./order-rule.ts";

/** What a check may ask of a real backend (`x-probe`); undefined where the document does not say. */
export type ProbeLeave = "safe" | "isolated" | "never";

/** Name of a schema in the contract's `schemas.defs`. Inline schemas are given a name by the reader. */
export type SchemaName = string;

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly schema: SchemaName;
  /** The document's own example, if it has one. */
  readonly example?: unknown;
}

/** A named example of a payload, as the document gives it. */
export interface Example {
  readonly name: string;
  readonly value: unknown;
}

/**
 * A body in one media type. `stream` marks OpenAPI 3.2's `itemSchema`: the schema is that of each SSE event's data, or of the
 * JSON of each part of a `multipart/mixed` body, and an example is a list of them.
 */
export interface Payload {
  readonly mediaType: string;
  readonly schema?: SchemaName;
  readonly stream: boolean;
  readonly examples: readonly Example[];
  /** `x-relays`: id of the call whose answer is passed on here; a key that the schema does not list is that service's. */
  readonly relays?: string;
}

/** One promised answer of an HTTP endpoint. */
export interface Answer {
  /** "200", "4XX" or "default". */
  readonly status: string;
  readonly description: string;
  /** Header name in lower case to its promise. */
  readonly headers: Readonly<Record<string, { readonly required: boolean; readonly schema: SchemaName }>>;
  readonly content: readonly Payload[];
}

/** `x-while`: the answer is promised while a socket is open; `parameters` come out of that socket's first frame. */
export interface While {
  /** Id of the socket endpoint to hold open. */
  readonly socket: string;
  /** Parameter name to the JSON pointer in the first frame. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface HttpEndpoint {
  readonly transport: "http";
  /** `operationId`, else `get-ws-stats` from method and path. */
  readonly id: string;
  readonly summary: string;
  /** Upper case. */
  readonly method: string;
  /** Path template with `{name}`s, relative to the server; "" for a contract with the empty path. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly request?: { readonly required: boolean; readonly content: readonly Payload[] };
  readonly answers: readonly Answer[];
  readonly order: readonly OrderRule[];
  readonly probe?: ProbeLeave;
  readonly while?: While;
  /** `x-when`: which requests of this method and path are meant, by pointers into their body and the values there. */
  readonly when?: Readonly<Record<string, unknown>>;
  /** `x-fresh`: pointers to texts in the body that must differ from request to request, because the backend remembers. */
  readonly fresh?: readonly string[];
  /** `x-values`: members of the body that whoever asks chooses, as pointers by name. */
  readonly values?: Readonly<Record<string, string>>;
  /** `x-silent`: pointers into the body below which something wrong gets no answer at all. */
  readonly silent?: readonly string[];
  /** `x-forwards`, of a call: headers of the request being answered that go along; a `*` at the end is any rest. */
  readonly forwards?: readonly string[];
}

/** What must come back on the same socket after a message was sent; "none" is a promise of silence. */
export type Reply =
  | { readonly oneOf: readonly string[]; readonly within: number; readonly where: Readonly<Record<string, unknown>> }
  | "none";

export interface Message {
  readonly name: string;
  readonly schema: SchemaName;
  readonly examples: readonly Example[];
  /** Only on messages of the client. */
  readonly reply?: Reply;
  readonly probe?: ProbeLeave;
}

/** `x-handshake`: what an upgrade answers. Times in milliseconds. */
export interface Handshake {
  readonly accepted: {
    readonly status: 101;
    readonly subprotocol?: string;
    /** Name of the message that is the first frame. */
    readonly first?: string;
    readonly within: number;
  };
  readonly refused: readonly {
    readonly id: string;
    readonly given: string;
    readonly status: number;
    readonly close?: number;
    readonly body?: string;
  }[];
}

/** `x-replay`: frames of the room that were missed are sent again on reconnect, in order, once. Times in milliseconds. */
export interface Replay {
  /** Query parameter that names the client. */
  readonly key: string;
  /** Name of the client message example that makes the room talk. */
  readonly trigger: string;
  /** Name of the server message that is counted. */
  readonly message: string;
  readonly within: number;
  readonly limit: number;
}

export interface SocketEndpoint {
  readonly transport: "socket";
  /** Name of the AsyncAPI channel. */
  readonly id: string;
  readonly summary: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly handshake: Handshake;
  /** What the server sends. */
  readonly sends: readonly Message[];
  /** What the client sends. */
  readonly accepts: readonly Message[];
  /** One schema for any frame of the server: the union of `sends`. */
  readonly frame: SchemaName;
  /** One schema for any frame of the client: the union of `accepts`; undefined when it sends nothing. */
  readonly clientFrame?: SchemaName;
  readonly order: readonly OrderRule[];
  readonly probe?: ProbeLeave;
  readonly replay?: Replay;
  /** `x-malformed`: what comes back for a frame that is no JSON object. The socket stays open. */
  readonly malformed?: Exclude<Reply, "none">;
}

export type Endpoint = HttpEndpoint | SocketEndpoint;
