import type { Exchange, Frame } from "../../contracts/index.ts";

export type SocketClass = typeof globalThis.WebSocket;

/** A socket as a page has one: no status, no header, an error without a reason. What it sees is recorded. */
export class PageSocket {
  readonly #wire: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #began = Date.now();
  readonly #waiting = new Set<() => void>();
  readonly ended: Promise<{ readonly code: number; readonly reason: string; readonly error: boolean }>;
  #read = 0;
  opened = false;

  constructor(Class: SocketClass, url: string) {
    this.#wire = new Class(url.replace(/^http/, "ws"));
    this.#wire.binaryType = "arraybuffer";
    let error = false;
    this.#wire.addEventListener("open", () => this.#wake(() => (this.opened = true)));
    this.#wire.addEventListener("error", () => (error = true));
    this.#wire.addEventListener("message", ({ data }) => this.#wake(() => this.#note("server", data)));
    this.ended = new Promise((resolve) => {
      this.#wire.addEventListener("close", ({ code, reason }) => this.#wake(() => resolve({ code, reason, error })));
    });
  }

  /** Resolves when it is open, or never will be. @param patience milliseconds after which it resolves all the same */
  async settled(patience: number): Promise<void> {
    const until = Date.now() + patience;
    while (this.#wire.readyState === 0 && (await this.#more(until - Date.now())));
  }

  /** How it ended; undefined where it is still open then. @param within milliseconds */
  async endWithin(within: number) {
    const until = Date.now() + within;
    while (this.#wire.readyState !== 3 && (await this.#more(until - Date.now())));
    return this.#wire.readyState === 3 ? this.ended : undefined;
  }

  say(text: string): void {
    this.#note("client", text);
    this.#wire.send(text);
  }

  frames(): readonly Frame[] {
    return this.#frames;
  }

  /** The next frame of the server that fits; undefined where none comes in time. @param within milliseconds */
  async next(fits: (raw: string) => boolean, within: number): Promise<string | undefined> {
    const until = Date.now() + within;
    for (;;) {
      for (; this.#read < this.#frames.length; this.#read++) {
        const { from, raw } = this.#frames[this.#read]!;
        if (from === "server" && fits(raw)) {
          this.#read++;
          return raw;
        }
      }
      if (!(await this.#more(until - Date.now()))) return undefined;
    }
  }

  /** Closes, and waits until it is closed. */
  leave() {
    this.#wire.close(1000);
    return this.ended;
  }

  /** What was said, as an exchange; `closed` with the code that the page saw. */
  async exchange(endpoint: string): Promise<Exchange> {
    const { code, reason } = await this.ended;
    return {
      endpoint,
      transport: "socket",
      request: { method: "GET", url: new URL(this.#wire.url).pathname, headers: {} },
      ...(this.opened && { response: { status: 101, reason: "", headers: {} } }),
      frames: this.#frames,
      end: { how: "closed", code, reason },
    };
  }

  #note(from: Frame["from"], data: string | ArrayBuffer): void {
    const binary = typeof data !== "string";
    const raw = binary ? Buffer.from(data).toString("base64") : data;
    this.#frames.push({ from, at: Date.now() - this.#began, raw, ...(binary && { binary }) });
  }

  #wake(act: () => unknown): void {
    act();
    for (const wake of this.#waiting) wake();
  }

  #more(within: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (more: boolean) => {
        this.#waiting.delete(wake);
        clearTimeout(timer);
        resolve(more);
      };
      const wake = () => done(true);
      const timer = setTimeout(() => done(false), Math.max(0, within));
      this.#waiting.add(wake);
    });
  }
}
