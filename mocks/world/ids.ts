import { createHash } from "node:crypto";

/** Ids that look random and depend on nothing but (seed, isolation, what for, how many so far). */
export class Ids {
  readonly #salt: string;
  readonly #counts = new Map<string, number>();

  constructor(seed: number, isolation: string) {
    this.#salt = `${seed}/${isolation}`;
  }

  /** Eight hex digits. */
  short(purpose: string): string {
    const nth = (this.#counts.get(purpose) ?? 0) + 1;
    this.#counts.set(purpose, nth);
    return createHash("sha256").update(`${this.#salt}/${purpose}/${nth}`).digest("hex").slice(0, 8);
  }
}
