/** Keeps the newest items, bounded by their number and by their size. */
export class Ring<T> {
  readonly #most: number;
  readonly #largest: number;
  readonly #sizeOf: (item: T) => number;
  readonly #items: { readonly item: T; readonly size: number }[] = [];
  #size = 0;

  /** @param sizeOf size of one item in the unit of `largest`; the newest is kept however large it is */
  constructor(most: number, largest: number, sizeOf: (item: T) => number) {
    this.#most = most;
    this.#largest = largest;
    this.#sizeOf = sizeOf;
  }

  add(item: T): void {
    const size = this.#sizeOf(item);
    this.#items.push({ item, size });
    this.#size += size;
    while (this.#items.length > this.#most || (this.#size > this.#largest && this.#items.length > 1)) {
      this.#size -= this.#items.shift()!.size;
    }
  }

  all(): readonly T[] {
    return this.#items.map(({ item }) => item);
  }
}
