import { type Exchange, type Judgement, judgeExchange } from "../../contracts/index.ts";
import { type Ask, type Budgets, converse, type Opening, openSocket, type Socket } from "../probe/index.ts";
import type { Settings } from "./settings.ts";
import type { CheckResult } from "./types.ts";

/** What the checks of one run share: settings, evidence that several of them read, and each other's results. */
export class Context {
  readonly settings: Settings;
  /** Result of another planned check; runs it if nobody has yet. Undefined for an id that is not planned. */
  readonly result: (id: string) => Promise<CheckResult | undefined>;
  readonly #evidence = new Map<string, Promise<unknown>>();
  readonly #open = new Set<Socket>();

  constructor(settings: Settings, result: (id: string) => Promise<CheckResult | undefined>) {
    this.settings = settings;
    this.result = result;
  }

  /** Gathers a piece of evidence once, however many checks ask for it. */
  once<T>(key: string, gather: () => Promise<T>): Promise<T> {
    const known = this.#evidence.get(key) ?? gather();
    this.#evidence.set(key, known);
    return known as Promise<T>;
  }

  /** Makes an HTTP request with the run's headers and budget. */
  ask(ask: Omit<Ask, "budgets" | "signal">): Promise<Exchange> {
    return converse({ ...ask, headers: { ...this.settings.headers, ...ask.headers }, ...this.#limits() });
  }

  /** Opens a socket with the run's headers and budget; `end` closes it if nobody did. */
  async open(opening: Omit<Opening, "budgets" | "signal">): Promise<Socket> {
    const headers = { ...this.settings.headers, ...opening.headers };
    const socket = await openSocket({ ...opening, headers, ...this.#limits(3) });
    this.#open.add(socket);
    return socket;
  }

  judge(exchange: Exchange): Judgement {
    return judgeExchange(this.settings.contract, exchange, { mode: this.settings.mode });
  }

  /** Leaves every socket that is still open. */
  end(): void {
    for (const socket of this.#open) socket.drop();
  }

  /** @param lives how many checks' time the exchange may last in all */
  #limits(lives = 1): { budgets: Partial<Budgets>; signal?: AbortSignal } {
    const { timeout, signal } = this.settings;
    const budgets = { firstFrame: timeout, idle: timeout, total: timeout * lives };
    return { budgets, ...(signal && { signal }) };
  }
}
