/** Who put a frame on the wire. */
export type Side = "client" | "server";

/**
 * One whole unit on the wire: an HTTP body, one SSE event block, one part of a multipart body with the delimiter line
 * before it, or one WebSocket message.
 *
 * `raw` is what was really sent, line ends included (base64 when `binary`); `at` is in milliseconds since the
 * exchange began.
 */
export interface Frame {
  readonly from: Side;
  readonly at: number;
  readonly raw: string;
  readonly binary?: boolean;
}

/** Header names in lower case; several values of one name joined by ", ". */
export type HeaderMap = Readonly<Record<string, string>>;

/**
 * How an exchange ended.
 *
 * - `complete`: the HTTP answer ended as HTTP says it does.
 * - `closed`: a WebSocket was closed; 1006 stands for "no close frame" (RFC 6455, 7.1.5).
 * - `cut`: the connection broke in the middle.
 * - `refused`: no answer at all (nothing listening, DNS, TLS); `message` says what the system said.
 * - `left`: we went away first, on purpose; the peer had nothing more to prove.
 * - `budget`: our own time or size ran out (`first-frame`, `idle`, `total`, `bytes`).
 */
export type End =
  | { readonly how: "complete" }
  | { readonly how: "closed"; readonly code: number; readonly reason: string }
  | { readonly how: "cut"; readonly message: string }
  | { readonly how: "refused"; readonly message: string }
  | { readonly how: "left" }
  | { readonly how: "budget"; readonly budget: "first-frame" | "idle" | "total" | "bytes"; readonly message: string };

/** What the client asked for: one HTTP request, or the request that opens a WebSocket. */
export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderMap;
  readonly body?: string;
}

/** The head of the answer. A WebSocket that opened has status 101. */
export interface ResponseHead {
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderMap;
}

/** What was really said, both ways, in order, with times and raw text. */
export interface Exchange {
  /** Id of the endpoint it was made with, when known. */
  readonly endpoint?: string;
  readonly transport: "http" | "socket";
  readonly request: Request;
  readonly response?: ResponseHead;
  readonly frames: readonly Frame[];
  readonly end: End;
  /** When it ended, in milliseconds since it began: what was promised until then and did not come is broken. */
  readonly endedAt?: number;
}
