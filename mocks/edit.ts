/** A frame before it is written: the data of an event, a message, or a JSON body. */
export type Json = Readonly<Record<string, unknown>>;

/** Status and headers of an answer, header names in lower case. */
export interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * One misbehaviour, as data: what to change of what an endpoint would have said. Everything left out stays right.
 *
 * A breaking scenario is a good conversation and one edit; a fault is an edit that fits any endpoint.
 */
export interface Edit {
  /** Id of the endpoint; "*" for every one. */
  readonly endpoint: string;
  /** Ids of endpoints of other contracts that speak in the same way, where it does the same. */
  readonly also?: readonly string[];
  /** The frames of the answer, or each message of a socket by itself. */
  readonly frames?: (frames: readonly Json[]) => readonly Json[];
  /** The written text of one event block, message or body; bytes make a binary frame of a message. */
  readonly raw?: (text: string) => string | Uint8Array;
  /** Raw text after the last event of a stream. */
  readonly tail?: string;
  readonly head?: (head: Head) => Head;
  /** What an upgrade gets instead of 101: a status, no answer ever, or an accepted one with a subprotocol nobody asked for. */
  readonly upgrade?: { readonly status: number } | "hang" | "unasked-subprotocol";
  /** The endpoint is not there: its path answers as unregistered ones do. */
  readonly absent?: boolean;
  /** Bad input is answered as if it were good. */
  readonly lenient?: boolean;
  /** Keys of the input that are refused although the contract takes them. */
  readonly refuses?: readonly string[];
  /** A message more, in answer to one of the client's. */
  readonly answers?: (heard: Json) => Json | undefined;
  /** Missed frames are not sent again. */
  readonly replay?: "never";
  /** What a path without a route answers instead. */
  readonly unregistered?: Head & { readonly body: Json };
  /** Milliseconds before the first byte. */
  readonly delay?: number;
  /** The connection is destroyed before any answer, or after so many frames. */
  readonly cutAfter?: number;
  /** After accepting, or after the head, nothing more is ever said. */
  readonly silent?: boolean;
}

type FrameEdit = NonNullable<Edit["frames"]>;

const is = (type: string | undefined) => (frame: Json) => frame.type === type;

/** All frames of the types are left out. */
export const without =
  (...types: readonly string[]): FrameEdit =>
  (frames) =>
    frames.filter(({ type }) => !types.includes(String(type)));

/** The first frame of the type comes twice. */
export const twice =
  (type: string): FrameEdit =>
  (frames) => {
    const at = frames.findIndex(is(type));
    return at < 0 ? frames : [...frames.slice(0, at + 1), frames[at]!, ...frames.slice(at + 1)];
  };

/** More frames directly after the last one of the type. */
export const after =
  (type: string, ...more: readonly Json[]): FrameEdit =>
  (frames) => {
    const at = frames.findLastIndex(is(type));
    return at < 0 ? frames : [...frames.slice(0, at + 1), ...more, ...frames.slice(at + 1)];
  };

/** More frames directly before the first one of the type. */
export const before =
  (type: string, ...more: readonly Json[]): FrameEdit =>
  (frames) => {
    const at = frames.findIndex(is(type));
    return at < 0 ? frames : [...frames.slice(0, at), ...more, ...frames.slice(at)];
  };

/** Members of the first frame of the type are replaced; undefined takes a member away. Without a type: of every frame. */
export const change =
  (type: string | undefined, members: Json): FrameEdit =>
  (frames) => {
    const at = frames.findIndex(is(type));
    return frames.map((frame, index) => {
      if (type !== undefined && index !== at) return frame;
      const merged = { ...frame, ...members };
      return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
    });
  };

/** No frame at all. */
export const nothing: FrameEdit = () => [];
