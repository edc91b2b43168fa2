import type { Json } from "../edit.ts";

/** Threads that are remembered, and runs of each. */
const mostThreads = 1000;
const mostRuns = 100;

/** What is to be said in one run. */
export interface Script {
  readonly threadId: string;
  readonly runId: string;
  readonly agentId: string;
  readonly events: readonly Json[];
}

/** A run that is being played. */
export interface Live extends Script {
  /** What will have been said at its end; shorter from the moment on at which it is stopped. */
  events: readonly Json[];
  /** Index of the event that was said last. */
  said: number;
  stopped: boolean;
}

/** A thread, as those see it who come later. */
export interface Thread {
  readonly agentId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The events of each run, as they were remembered. */
  readonly runs: readonly (readonly Json[])[];
}

/** The runs of agents: those that are being played, and by thread those that were. */
export class Runs {
  readonly #live = new Map<string, Live>();
  readonly #threads = new Map<string, Thread>();
  #held = 0;

  /** How many are being played at this moment. */
  get open(): number {
    return this.#live.size + this.#held;
  }

  /** Counts a run of which no thread remembers anything; gives what ends it, once. */
  hold(): () => void {
    let held = true;
    this.#held++;
    return () => {
      if (held) this.#held--;
      held = false;
    };
  }

  /**
   * Plays a run, event by event as they are asked for, and remembers it. A thread has one run at a time: nothing is said
   * where another is being played. Whoever stops asking ends the run.
   *
   * @param closing what a run says that is stopped
   * @param settled makes of what was said what is remembered
   * @param now milliseconds since 1970
   */
  *play(
    script: () => Script,
    threadId: string,
    closing: readonly Json[],
    settled: (events: readonly Json[]) => readonly Json[],
    now: () => number,
  ): Generator<Json, void, undefined> {
    if (this.#live.has(threadId)) return;
    const run: Live = { ...script(), said: 0, stopped: false };
    this.#live.set(threadId, run);
    try {
      for (let event = run.events[0]; event; event = run.events[++run.said]) yield event;
    } finally {
      this.stop(threadId, closing);
      this.#live.delete(threadId);
      this.#remember(run, settled(run.events), now());
    }
  }

  /** Ends the run of a thread after what was said; false where none is being played. */
  stop(threadId: string, closing: readonly Json[]): boolean {
    const run = this.#live.get(threadId);
    if (!run || run.stopped || run.said >= run.events.length - 1) return false;
    run.stopped = true;
    run.events = [...run.events.slice(0, run.said + 1), ...closing];
    return true;
  }

  live(threadId: string): Live | undefined {
    return this.#live.get(threadId);
  }

  thread(threadId: string): Thread | undefined {
    return this.#threads.get(threadId);
  }

  /** The threads with a run that ended, the latest first. */
  threads(): (readonly [string, Thread])[] {
    return [...this.#threads].reverse();
  }

  clear(): void {
    this.#threads.clear();
  }

  #remember({ threadId, agentId }: Live, events: readonly Json[], updatedAt: number): void {
    const known = this.#threads.get(threadId);
    const runs = [...(known?.runs ?? []), events].slice(-mostRuns);
    this.#threads.delete(threadId);
    this.#threads.set(threadId, { agentId, createdAt: known?.createdAt ?? updatedAt, updatedAt, runs });
    const [oldest] = this.#threads.keys();
    if (this.#threads.size > mostThreads && oldest !== undefined) this.#threads.delete(oldest);
  }
}
