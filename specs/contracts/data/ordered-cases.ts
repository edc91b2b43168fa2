import type { End, Exchange, Frame, Limits } from "../../../contracts/index.ts";

/** An exchange with the ordered service and what is said of it, line by line; `seen` frames were judged. */
export interface OrderedCase {
  readonly title: string;
  readonly exchange: Exchange;
  readonly limits?: Partial<Limits>;
  readonly mode?: "strict" | "tolerant";
  readonly seen?: number;
  readonly lines: readonly string[];
}

type More = Partial<Omit<OrderedCase, "title" | "lines" | "exchange">> & {
  readonly end?: End;
  readonly endedAt?: number;
  readonly status?: number | null;
  readonly type?: string;
  readonly protocol?: string;
};

/** A frame: what the server says at once, or [who, when, what]. What is no text is sent as JSON. */
type Said = string | object | readonly [from: "client" | "server", at: number, value: unknown, binary?: "binary"];

const toFrame = (said: Said, wrap: (value: unknown) => string): Frame => {
  const [from, at, value, binary] = Array.isArray(said) ? said : ["server", 1, said];
  const raw = typeof value === "string" ? value : wrap(value);
  return { from, at, raw, ...(binary && { binary: true }) } as Frame;
};

function exchange(endpoint: string, transport: "http" | "socket", frames: Frame[], more: More): Exchange {
  const { status = transport === "http" ? 200 : 101, type, protocol, end, endedAt } = more;
  const headers: Record<string, string> = {
    ...(type !== undefined && { "content-type": type }),
    ...(protocol !== undefined && { "sec-websocket-protocol": protocol }),
  };
  return {
    endpoint,
    transport,
    request: { method: "GET", url: "/", headers: {} },
    ...(status !== null && { response: { status, reason: "", headers } }),
    frames,
    end: end ?? (transport === "http" ? { how: "complete" } : { how: "left" }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

function told(title: string, made: Exchange, { limits, mode, seen }: More, lines: readonly string[]): OrderedCase {
  return {
    ...{ title, exchange: made, lines },
    ...(limits && { limits }),
    ...(mode && { mode }),
    ...(seen !== undefined && { seen }),
  };
}

/** A stream of events: objects are written as JSON. */
export function stream(title: string, frames: readonly Said[], more: More, ...lines: string[]): OrderedCase {
  const made = frames.map((said) => toFrame(said, (value) => `data: ${JSON.stringify(value)}\n\n`));
  return told(title, exchange("run", "http", made, { type: "text/event-stream", ...more }), more, lines);
}

export function answer(endpoint: string, title: string, frames: readonly Said[], more: More, ...lines: string[]) {
  return told(
    `${endpoint}: ${title}`,
    exchange(
      endpoint,
      "http",
      frames.map((said) => toFrame(said, JSON.stringify)),
      more,
    ),
    more,
    lines,
  );
}

export function talk(endpoint: string, title: string, frames: readonly Said[], more: More, ...lines: string[]) {
  return told(
    `${endpoint}: ${title}`,
    exchange(
      endpoint,
      "socket",
      frames.map((said) => toFrame(said, JSON.stringify)),
      more,
    ),
    more,
    lines,
  );
}
