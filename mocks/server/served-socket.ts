import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { SocketWire } from "../service/talk.ts";
import { FrameOnce } from "./frame-once.ts";

/** Bytes that wait for a client who does not read; with more, the socket is broken off. */
const waitingLimit = 64 * 1024 * 1024;

const frames = new FrameOnce();

/** A socket of ws. Texts go past it, because it would frame them again for every socket; everything else is its own. */
export class ServedSocket implements SocketWire {
  readonly #opened: WebSocket;
  readonly #socket: Duplex;

  constructor(opened: WebSocket, socket: Duplex) {
    this.#opened = opened;
    this.#socket = socket;
  }

  get open(): boolean {
    return this.#opened.readyState === 1;
  }

  send(raw: string | Uint8Array): void {
    if (typeof raw === "string") this.#socket.write(frames.frame(raw));
    else this.#opened.send(raw);
    if (this.#socket.writableLength > waitingLimit) this.#opened.terminate();
  }

  cut(): void {
    this.#opened.terminate();
  }

  close(code: number, reason?: string): void {
    this.#opened.close(code, reason);
  }
}
