import { createRequire } from "node:module";
import type { RawData, WebSocket } from "ws";
import type { End, Frame, HeaderMap } from "../../contracts/index.ts";
import { rawOf } from "./body.ts";
import { type Budgets, defaultBudgets, spent } from "./budgets.ts";
import { headOf } from "./converse.ts";
import { merged } from "./headers.ts";
import { Socket } from "./socket.ts";
import { userAgent } from "./tool.ts";
import { brokenEnd } from "./trouble.ts";

const require = createRequire(import.meta.url);
/** Loaded with the first socket: a backend that has none is checked without. */
const library = () => require("ws") as typeof import("ws");

/** One WebSocket to open. */
export interface Opening {
  /** ws:, wss:, http: or https:. */
  readonly url: string;
  readonly headers?: HeaderMap;
  readonly subprotocols?: readonly string[];
  /** `firstFrame` bounds the handshake; `idle` does not count, for a socket may be silent. */
  readonly budgets?: Partial<Budgets>;
  readonly signal?: AbortSignal;
  readonly endpoint?: string;
}

/**
 * Asks for a WebSocket and resolves as soon as it is known what came of it. Never rejects: a socket that was not opened
 * has `opened` false, and its exchange holds the answer (status, headers, body) or why there was none.
 */
export function openSocket(opening: Opening): Promise<Socket> {
  const budgets = { ...defaultBudgets, ...opening.budgets };
  const url = opening.url.replace(/^http/i, "ws");
  const headers = merged({ "user-agent": userAgent }, opening.headers);
  const began = performance.now();
  const clock = () => Math.round((performance.now() - began) * 10) / 10;
  const socket = new Socket({ method: "GET", url, headers }, clock, opening.endpoint);

  return new Promise((resolve) => {
    let wire: WebSocket | undefined;
    let received = 0;
    const finish = (end: End) => {
      clearTimeout(total);
      opening.signal?.removeEventListener("abort", leave);
      socket.settle(end);
      resolve(socket);
    };
    const leave = () => {
      finish({ how: "left" });
      wire?.terminate();
    };
    const stop = (which: keyof Budgets) => {
      finish(spent(budgets, which));
      wire?.terminate();
    };
    const total = setTimeout(() => stop("total"), budgets.total);
    if (opening.signal?.aborted) return leave();
    opening.signal?.addEventListener("abort", leave);

    try {
      wire = new (library().WebSocket)(url, [...(opening.subprotocols ?? [])], {
        handshakeTimeout: budgets.firstFrame,
        maxPayload: budgets.bytes,
        perMessageDeflate: false,
        headers,
      });
    } catch (error) {
      return finish(brokenEnd(error, false));
    }
    const live = wire;
    live.on("upgrade", (message) => socket.answered(headOf(message)));
    live.on("open", () => {
      socket.live(live);
      resolve(socket);
    });
    live.on("message", (data, binary) => {
      const bytes = bytesOf(data);
      received += bytes.length;
      socket.heard({ from: "server", at: clock(), ...said(bytes, binary) });
      if (received > budgets.bytes) stop("bytes");
    });
    live.on("unexpected-response", (request, message) => {
      socket.answered(headOf(message));
      const chunks: Buffer[] = [];
      const done = (end: End) => {
        const raw = Buffer.concat(chunks);
        if (raw.length > 0) socket.heard({ from: "server", at: clock(), ...rawOf(raw) });
        finish(end);
        request.destroy();
      };
      message.on("data", (chunk: Buffer) => {
        received += chunk.length;
        if (received > budgets.bytes) done(spent(budgets, "bytes"));
        else chunks.push(chunk);
      });
      message.on("end", () => done({ how: "complete" }));
      message.on("error", (error) => done(brokenEnd(error, true)));
      // A refusal whose body never ends is a refusal all the same; its head was heard.
      setTimeout(() => done(spent(budgets, "idle")), budgets.idle).unref();
    });
    live.on("error", (error) => finish(failure(error, budgets, socket.opened)));
    live.on("close", (code, reason) => finish({ how: "closed", code, reason: reason.toString("utf8") }));
  });
}

function failure(error: Error & { code?: string }, budgets: Budgets, opened: boolean): End {
  if (error.message === "Opening handshake has timed out") return spent(budgets, "firstFrame");
  if (error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH") return spent(budgets, "bytes");
  if (error.message.includes("subprotocol")) return { how: "cut", message: error.message };
  return brokenEnd(error, opened);
}

function bytesOf(data: RawData): Buffer {
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function said(bytes: Buffer, binary: boolean): Pick<Frame, "raw" | "binary"> {
  return binary ? { raw: bytes.toString("base64"), binary } : { raw: bytes.toString("utf8") };
}
