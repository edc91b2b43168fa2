/** Values that one side pushes and the other awaits, in order; whoever reads may leave before the end. */
export class Queue<T> implements AsyncIterableIterator<T> {
  readonly #values: T[] = [];
  readonly #waiting: ((result: IteratorResult<T, undefined>) => void)[] = [];
  readonly #left: () => void;
  #ended = false;

  /** @param left is told when the reader leaves */
  constructor(left: () => void = () => {}) {
    this.#left = left;
  }

  push(value: T): void {
    if (this.#ended) return;
    const reader = this.#waiting.shift();
    if (reader) reader({ done: false, value });
    else this.#values.push(value);
  }

  end(): void {
    this.#ended = true;
    for (const reader of this.#waiting.splice(0)) reader(done);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const [value] = this.#values.splice(0, 1);
    if (value !== undefined) return Promise.resolve({ done: false, value });
    if (this.#ended) return Promise.resolve(done);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#values.length = 0;
    this.end();
    this.#left();
    return Promise.resolve(done);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

const done = { done: true, value: undefined } as const;
