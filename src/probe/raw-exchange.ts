import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** Bytes to say to one address, and how long to listen. Times in milliseconds, size in bytes. */
export interface RawAsk {
  readonly address: string;
  readonly port: number;
  /** Speaks TLS first, under this server name; the certificate is not judged here. */
  readonly tls?: { readonly servername: string };
  /** Nothing is said when empty. */
  readonly say: string;
  /** Until the first byte, the connecting included. */
  readonly patience: number;
  /** In all. */
  readonly total: number;
  readonly most: number;
  /** True once enough was heard. */
  readonly enough?: (bytes: Buffer) => boolean;
  /** Said before leaving where `enough` ended it: a goodbye. */
  readonly goodbye?: Buffer;
  readonly signal?: AbortSignal;
}

/**
 * How it ended: `enough`; the peer's `fin` or `rst`; `silent` when no byte came; `slow` when some came and it was not over;
 * `long` when more than `most` came; `failed` when there was no connection; `left` when the signal said so.
 */
export type RawEnd = "enough" | "fin" | "rst" | "silent" | "slow" | "long" | "failed" | "left";

export interface RawHeard {
  readonly bytes: Buffer;
  readonly end: RawEnd;
  /** The system's code, for `failed`. */
  readonly code?: string;
  /** When the pieces came, since the connection stood; at most a thousand. */
  readonly pieces: readonly { readonly at: number; readonly bytes: number }[];
  readonly ms: number;
}

/**
 * Says bytes to an address and gives what came back, as it came: what `http` would call a parse error, a hang-up or an
 * empty reason phrase is evidence here. Never rejects.
 */
export function rawExchange(ask: RawAsk): Promise<RawHeard> {
  const began = performance.now();
  const chunks: Buffer[] = [];
  const pieces: { at: number; bytes: number }[] = [];
  let size = 0;
  let stood = 0;

  return new Promise((resolve) => {
    let wire: Socket | undefined;
    let over = false;
    const finish = (end: RawEnd, code?: string) => {
      if (over) return;
      over = true;
      clearTimeout(quiet);
      clearTimeout(total);
      ask.signal?.removeEventListener("abort", leave);
      if (end === "enough" && ask.goodbye) wire?.end(ask.goodbye, () => wire?.destroy());
      else wire?.destroy();
      const ms = Math.round(performance.now() - began);
      resolve({ bytes: Buffer.concat(chunks), end, ...(code && { code }), pieces, ms });
    };
    const leave = () => finish("left");
    const late = () => finish(size > 0 ? "slow" : stood ? "silent" : "failed", stood ? undefined : "ETIMEDOUT");
    const quiet = setTimeout(late, ask.patience);
    const total = setTimeout(late, ask.total);
    if (ask.signal?.aborted) return leave();
    ask.signal?.addEventListener("abort", leave);

    const ready = () => {
      stood = performance.now();
      if (ask.say) wire?.write(ask.say, "latin1");
    };
    const { address: host, port } = ask;
    wire = ask.tls
      ? connectTls({ host, port, ...sni(ask.tls.servername), rejectUnauthorized: false }, ready)
      : connect({ host, port }, ready);
    wire.on("data", (chunk: Buffer) => {
      clearTimeout(quiet);
      size += chunk.length;
      chunks.push(chunk);
      if (pieces.length < 1000) pieces.push({ at: Math.round(performance.now() - stood), bytes: chunk.length });
      if (size > ask.most) finish("long");
      else if (ask.enough?.(chunks.length === 1 ? chunk : Buffer.concat(chunks))) finish("enough");
    });
    const gone = () => (stood ? finish("fin") : finish("failed", "ECONNRESET"));
    wire.on("end", gone);
    wire.on("close", gone);
    wire.on("error", (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.message;
      if (!stood) finish("failed", code);
      else finish(code === "ECONNRESET" || code === "EPIPE" ? "rst" : "fin", code);
    });
  });
}

/** A server name may not be an address (RFC 6066, 3). */
const sni = (servername: string) => (/^[\d.]+$|:/.test(servername) ? {} : { servername });
