import type { PageSocket } from "./page-socket.ts";

type Frame = Record<string, unknown>;

/** One socket, read like a conversation. */
export class Talk {
  readonly socket: PageSocket;

  constructor(socket: PageSocket) {
    this.socket = socket;
  }

  say(value: unknown): void {
    this.socket.say(typeof value === "string" ? value : JSON.stringify(value));
  }

  /** The next frame that has these members; undefined where none comes within two seconds. */
  async hear(members: Frame = {}): Promise<Frame | undefined> {
    const fits = (raw: string) => {
      const frame = JSON.parse(raw) as Frame;
      return Object.entries(members).every(([key, value]) => frame[key] === value);
    };
    const raw = await this.socket.next(fits, 2000);
    return raw === undefined ? undefined : JSON.parse(raw);
  }

  /** Everything that the server said until now. */
  said(): Frame[] {
    const frames = this.socket.frames().filter(({ from }) => from === "server");
    return frames.map(({ raw }) => JSON.parse(raw));
  }

  /** Closes, and waits until the other side knows. */
  leave() {
    return this.socket.leave();
  }
}
