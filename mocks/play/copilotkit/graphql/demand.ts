/**
 * Lets the maker of an answer go on only when somebody waits for the next part of it, so that the same conversation comes
 * in the same parts however fast its reader is. Until the first part is asked for, it lets everything pass.
 */
export class Demand {
  #counting = false;
  #wanted = false;
  #wake: () => void = () => {};

  /** The same values; who asks for them is counted. */
  of<T>(source: AsyncIterator<T>): AsyncIterableIterator<T> {
    const counted: AsyncIterableIterator<T> = {
      next: async () => {
        this.#counting = true;
        this.#want(true);
        const result = await source.next();
        this.#wanted = false;
        return result;
      },
      return: async (value) => {
        this.#counting = false;
        this.#want(true);
        return (await source.return?.(value)) ?? { done: true, value };
      },
      [Symbol.asyncIterator]: () => counted,
    };
    return counted;
  }

  /** Resolves when the next part is wanted. */
  async asked(): Promise<void> {
    while (this.#counting && !this.#wanted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #want(wanted: boolean): void {
    this.#wanted = wanted;
    this.#wake();
  }
}
