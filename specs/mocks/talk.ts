import { test as base } from "@playwright/test";
import { loadContracts } from "../../contracts/index.ts";
import { createMock, type Mock, type MockOptions } from "../../mocks/index.ts";
import { openSocket, type Socket } from "../../src/probe/index.ts";

type Start = (references: string | readonly string[], options?: Omit<MockOptions, "contracts">) => Promise<Mock>;
type Dial = (url: string, headers?: Record<string, string>) => Promise<Talk>;

/** Starts mocks and opens sockets that end with the test. */
export const test = base.extend<{ start: Start; dial: Dial }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  start: async ({}, use) => {
    const mocks: Mock[] = [];
    await use(async (references, options = {}) => {
      const mock = await createMock({ contracts: await loadContracts([references].flat()), pace: "none", ...options });
      mocks.push(mock);
      return mock;
    });
    await Promise.all(mocks.map((mock) => mock.close()));
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  dial: async ({}, use) => {
    const talks: Talk[] = [];
    await use(async (url, headers = {}) => {
      const socket = await openSocket({
        url: url.replace(/^http/, "ws"),
        headers,
        budgets: { firstFrame: 5000, total: 30_000 },
      });
      const talk = new Talk(socket);
      talks.push(talk);
      return talk;
    });
    await Promise.all(talks.map((talk) => talk.leave()));
  },
});

export { expect } from "@playwright/test";

type Frame = Record<string, unknown>;

/** One socket, read like a conversation. */
class Talk {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** The status that the upgrade was answered with. */
  get status(): number | undefined {
    return this.#socket.exchange().response?.status;
  }

  /** How it ended; as if we had left where it is still open. */
  end() {
    return this.#socket.exchange().end;
  }

  say(value: unknown): void {
    this.#socket.send(typeof value === "string" ? value : JSON.stringify(value));
  }

  /** The next frame that has these members; undefined where none comes within two seconds. */
  async hear(members: Frame = {}): Promise<Frame | undefined> {
    const fits = ({ raw }: { raw: string }) => {
      const frame = JSON.parse(raw) as Frame;
      return Object.entries(members).every(([key, value]) => frame[key] === value);
    };
    const frame = await this.#socket.next(fits, 2000);
    return frame && JSON.parse(frame.raw);
  }

  /** Everything that the server said until now. */
  said(): Frame[] {
    const frames = this.#socket.exchange().frames.filter(({ from }) => from === "server");
    return frames.map(({ raw }) => JSON.parse(raw));
  }

  /** Closes, and waits until the other side knows. */
  leave(): Promise<unknown> {
    return this.#socket.close();
  }
}
