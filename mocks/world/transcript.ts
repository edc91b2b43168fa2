import type { Frame } from "../../contracts/index.ts";

/** Frames of one socket that are kept, and their size in characters. */
const mostFrames = 1000;
const mostText = 1024 * 1024;

/** Characters that all open sockets of one world may keep together. */
export class Allowance {
  left = 64 * 1024 * 1024;
}

/**
 * What was said on one socket, its beginning where that is too much. In lists of plain values: a broadcast goes to many
 * sockets at once, and an object for each would cost more than sending it.
 */
export class Transcript {
  readonly #allowance: Allowance;
  readonly #began = Date.now();
  readonly #raws: string[] = [];
  readonly #times: number[] = [];
  readonly #sides: Frame["from"][] = [];
  readonly #binary = new Set<number>();
  #size = 0;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** @param raw base64 where `binary` */
  note(from: Frame["from"], raw: string, binary: boolean): void {
    const { length } = raw;
    if (this.#raws.length >= mostFrames || this.#size + length > mostText || length > this.#allowance.left) return;
    this.#size += length;
    this.#allowance.left -= length;
    if (binary) this.#binary.add(this.#raws.length);
    this.#raws.push(raw);
    this.#times.push(Date.now() - this.#began);
    this.#sides.push(from);
  }

  /** The frames; what they took of the allowance is given back, once. */
  end(): Frame[] {
    this.#allowance.left += this.#size;
    this.#size = 0;
    return this.#raws.map((raw, index) => {
      const frame = { from: this.#sides[index]!, at: this.#times[index]!, raw };
      return this.#binary.has(index) ? { ...frame, binary: true } : frame;
    });
  }
}
