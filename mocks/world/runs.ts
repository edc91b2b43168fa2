/** The runs of agents that are being played. */
export class Runs {
  #open = 0;

  /** How many are being played at this moment. */
  get open(): number {
    return this.#open;
  }

  /** Counts a run; gives what ends it, once. */
  hold(): () => void {
    let held = true;
    this.#open++;
    return () => {
      if (held) this.#open--;
      held = false;
    };
  }
}
