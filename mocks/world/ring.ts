/** Keeps the newest items, bounded by their number and by the size of their JSON in characters. */
export class Ring<T> {
  readonly #most: number;
  readonly #size: number;
  #items: { readonly item: T; readonly size: number }[] = [];

  constructor(most: number, size: number) {
    this.#most = most;
    this.#size = size;
  }

  add(item: T): void {
    const size = JSON.stringify(item).length;
    this.#items.push({ item, size });
    let total = this.#items.reduce((sum, kept) => sum + kept.size, 0);
    while (this.#items.length > this.#most || (total > this.#size && this.#items.length > 1)) {
      total -= this.#items.shift()?.size ?? 0;
    }
  }

  all(): readonly T[] {
    return this.#items.map(({ item }) => item);
  }
}
