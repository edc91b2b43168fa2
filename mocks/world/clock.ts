/** Where every mock's time begins, in milliseconds since 1970. */
const start = Date.UTC(2026, 0, 1);

/** A time that stands still until it is advanced: the same conversation has the same times. */
export class Clock {
  #now = start;

  /** Milliseconds since 1970. */
  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** As Python's `datetime.isoformat()` writes it: microseconds, and no zone. */
  iso(): string {
    return new Date(this.#now).toISOString().replace("Z", "000");
  }
}
