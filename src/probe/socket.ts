import type { WebSocket } from "ws";
import type { End, Exchange, Frame, Request, ResponseHead } from "../../contracts/index.ts";

interface Waiter {
  readonly fits: (frame: Frame) => boolean;
  readonly give: (frame: Frame | undefined) => void;
}

/** The live half of a socket that was asked for: what was said so far, and a way to say more. */
export class Socket {
  readonly #frames: Frame[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #clock: () => number;
  readonly #request: Request;
  readonly #endpoint: string | undefined;
  #wire: WebSocket | undefined;
  #response: ResponseHead | undefined;
  #end: End | undefined;
  #endedAt: number | undefined;
  #read = 0;

  constructor(request: Request, clock: () => number, endpoint?: string) {
    this.#request = request;
    this.#clock = clock;
    this.#endpoint = endpoint;
  }

  /** True once the upgrade was accepted, whatever happened since. */
  get opened(): boolean {
    return this.#wire !== undefined;
  }

  /** Everything said until now. An exchange that still goes on ends as `left`: it is we who look away. */
  exchange(): Exchange {
    const home = this.#endpoint === undefined ? {} : { endpoint: this.#endpoint };
    const response = this.#response === undefined ? {} : { response: this.#response };
    const end = this.#end ?? { how: "left" };
    return {
      ...home,
      transport: "socket",
      request: this.#request,
      ...response,
      frames: [...this.#frames],
      end,
      endedAt: this.#endedAt ?? this.#clock(),
    };
  }

  /**
   * The next frame of the server that fits, looking on from the last one given (or from the last `send`).
   *
   * @param fits all frames fit without it
   * @param within milliseconds
   * @returns undefined when none came in time, or none can come any more
   */
  next(fits: ((frame: Frame) => boolean) | undefined, within: number): Promise<Frame | undefined> {
    const fit = fits ?? (() => true);
    while (this.#read < this.#frames.length) {
      const frame = this.#frames[this.#read++] as Frame;
      if (frame.from === "server" && fit(frame)) return Promise.resolve(frame);
    }
    if (this.#end) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const waiter: Waiter = {
        fits: fit,
        give: (frame) => {
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          resolve(frame);
        },
      };
      const timer = setTimeout(() => waiter.give(undefined), within);
      this.#waiters.add(waiter);
    });
  }

  /** Sends a text as it is, anything else as JSON. What came before is no answer to it, so `next` looks on from here. */
  send(value: unknown): void {
    const raw = typeof value === "string" ? value : JSON.stringify(value);
    this.#frames.push({ from: "client", at: this.#clock(), raw });
    this.#read = this.#frames.length;
    this.#wire?.send(raw, () => undefined);
  }

  /** Says goodbye and waits until the server has, at most a second. */
  async close(): Promise<Exchange> {
    const wire = this.#wire;
    if (wire && !this.#end) {
      this.settle({ how: "left" });
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => wire.terminate(), 1000);
        wire.once("close", () => {
          clearTimeout(timer);
          resolve();
        });
        wire.close(1000);
      });
    }
    return this.exchange();
  }

  /** Breaks the connection off without a goodbye, as a client does that lost its network. */
  drop(): void {
    this.settle({ how: "left" });
    this.#wire?.terminate();
  }

  /** For the opener: the head of the answer. */
  answered(response: ResponseHead): void {
    this.#response = response;
  }

  /** For the opener: the socket is open. */
  live(wire: WebSocket): void {
    this.#wire = wire;
  }

  /** For the opener: a frame came. */
  heard(frame: Frame): void {
    if (this.#end) return;
    this.#frames.push(frame);
    const waiter = [...this.#waiters].find(({ fits }) => fits(frame));
    if (this.#waiters.size > 0) this.#read = this.#frames.length;
    waiter?.give(frame);
  }

  /** For the opener: it is over. The first end counts. */
  settle(end: End): void {
    this.#endedAt ??= this.#clock();
    this.#end ??= end;
    for (const waiter of this.#waiters) waiter.give(undefined);
  }
}
