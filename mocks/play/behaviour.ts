import type { Contract, End, Frame, HttpEndpoint, RequestBreach, SocketEndpoint } from "../../contracts/index.ts";
import type { Json } from "../edit.ts";
import type { World } from "../world/world.ts";

/** One request; found good, unless it is to be refused. */
export interface Call {
  readonly contract: Contract;
  readonly endpoint: HttpEndpoint;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly method: string;
  /** Path and query, as the contract sees them. */
  readonly url: string;
  /** The body as it was sent. */
  readonly text: string;
  readonly world: World;
}

/** What an endpoint says: a body, the events of a stream, or parts as they come. Without a content type, JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: unknown;
  readonly events?: Iterable<Json>;
  /** The JSON parts of a `multipart/mixed` body. A client that goes away ends the iteration (`return()`). */
  readonly parts?: Iterable<Json> | AsyncIterable<Json>;
  /** What was recorded, in place of body and events: the frames of the server, and how it ended. */
  readonly recorded?: { readonly frames: readonly Frame[]; readonly end: End };
  /** Body and events are the same objects every time: what is written of them is kept. */
  readonly fixed?: boolean;
}

/** What is wrong with a request, in our words and in FastAPI's. */
export interface Wrong {
  readonly breaches: readonly RequestBreach[];
  readonly detail: readonly object[];
}

/** One request to where the contract has nothing. */
export type Elsewhere = Pick<Call, "contract" | "method" | "text" | "world"> & {
  readonly path: string;
  /** Whether the path stands below the address that the contract is served at. */
  readonly below: boolean;
};

export type HttpBehaviour = (call: Call) => Answer | Promise<Answer>;

/** One socket that was accepted. */
export interface Session {
  readonly contract: Contract;
  readonly endpoint: SocketEndpoint;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly world: World;
  /** Missed frames are sent again, unless never. */
  readonly replay?: "never" | undefined;
  send(frame: Json): void;
  /** A text or bytes as they are. */
  write(raw: string | Uint8Array): void;
  close(code: number, reason: string): void;
  /** Breaks the connection. */
  cut(): void;
}

/** What a socket does with what it hears; `value` is undefined for a frame that is no JSON object. */
export interface Listener {
  hear(value: Json | undefined): void;
  /** What is said from time to time, unasked. */
  beat?(): void;
  leave(): void;
}

export type SocketBehaviour = (session: Session) => Listener;

/** What the mock knows to do at the endpoints of one contract, by endpoint id. */
export interface Behaviours {
  readonly http: Readonly<Record<string, HttpBehaviour>>;
  readonly socket: Readonly<Record<string, SocketBehaviour>>;
  /** The refusal of a request, where the service does not refuse as FastAPI does. */
  readonly refuse?: (call: Call, wrong: Wrong) => Answer | Promise<Answer>;
  /** The answer where the contract has nothing; undefined where the documents say it. */
  readonly elsewhere?: (asked: Elsewhere) => Answer | undefined;
  /** Loads what answers need that is not loaded with the mock. */
  readonly load?: (contract: Contract) => Promise<unknown>;
  /** Headers that every answer has, whatever it answers. */
  readonly headers?: (contract: Contract) => Readonly<Record<string, string>>;
}
