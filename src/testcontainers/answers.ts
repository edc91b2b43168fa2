import type { WaitStrategy } from "testcontainers";
import type { HeaderMap } from "../../contracts/index.ts";
import { converse } from "../probe/index.ts";
import { ContainerError } from "./container-error.ts";
import { findEngine } from "./engine.ts";
import { lastWords } from "./last-words.ts";

type Ports = Parameters<WaitStrategy["waitUntilReady"]>[1];

export interface Question {
  /** Ports inside the container; each must answer. */
  readonly ports: readonly number[];
  /** Must be answered with a status below 400; any answer to / will do when left out. */
  readonly path?: string;
  readonly headers?: HeaderMap;
}

/**
 * Ready is who answers in HTTP on every port. That a port takes connections says nothing: the engine's own proxy does,
 * from the start.
 */
export class Answers implements WaitStrategy {
  readonly #question: Question;
  readonly #over: AbortController;
  #timeout: number | undefined;

  /** @param over ends the waiting; aborted here before the failure is told, on which testcontainers ends the container */
  constructor(question: Question, over: AbortController) {
    this.#question = question;
    this.#over = over;
  }

  withStartupTimeout(milliseconds: number): this {
    this.#timeout = milliseconds;
    return this;
  }

  isStartupTimeoutSet(): boolean {
    return this.#timeout !== undefined;
  }

  getStartupTimeout(): number {
    return this.#timeout ?? 60_000;
  }

  async waitUntilReady(container: Parameters<WaitStrategy["waitUntilReady"]>[0], ports: Ports): Promise<void> {
    const { host } = (await findEngine()).info.containerRuntime;
    const { path, headers = {} } = this.#question;
    const until = performance.now() + this.getStartupTimeout();
    for (const port of this.#question.ports) {
      const url = `http://${host}:${ports.getBinding(port)}${path ?? "/"}`;
      for (let status: number | undefined; !this.#isReady(status); ) {
        const left = until - performance.now();
        if (left <= 0 || this.#over.signal.aborted) {
          const words = await lastWords(container);
          this.#over.abort();
          throw this.#late(port, status, words);
        }
        status = await ask(url, headers, Math.min(left, 2000));
      }
    }
  }

  #isReady(status: number | undefined): boolean {
    return status !== undefined && (this.#question.path === undefined || status < 400);
  }

  #late(port: number, status: number | undefined, words: readonly string[]): ContainerError {
    const within = `within ${this.getStartupTimeout() / 1000} s`;
    if (status !== undefined) {
      const what = `The container still answered ${status} to ${this.#question.path} on port ${port} ${within}`;
      return new ContainerError("unhealthy", what, "Correct the health path, or what it reports.", words);
    }
    const what = `Nothing answered on port ${port} of the container ${within}`;
    const next = "Check that the program listens on that port, and on 0.0.0.0, not on 127.0.0.1.";
    return new ContainerError("port-never-opened", what, next, words);
  }
}

async function ask(url: string, headers: HeaderMap, within: number): Promise<number | undefined> {
  const { response } = await converse({ url, method: "GET", headers, budgets: { firstFrame: within, total: within } });
  // Whoever is not ready is asked again a little later.
  if (response === undefined || response.status >= 400) await new Promise((resolve) => setTimeout(resolve, 100));
  return response?.status;
}
