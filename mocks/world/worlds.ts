import { World } from "./world.ts";

/** Isolations that are remembered; the one that was not asked for the longest is forgotten first. */
const most = 200;

/** The worlds of one mock, by isolation; "" is that of whoever asks without a prefix. */
export class Worlds {
  readonly #seed: number;
  readonly #pace: "realtime" | "none";
  readonly #start: { readonly scenario: string | undefined; readonly fault: string | undefined };
  readonly #log: ((line: string) => void) | undefined;
  readonly #worlds = new Map<string, World>();

  constructor(
    seed: number,
    pace: "realtime" | "none",
    start: { scenario: string | undefined; fault: string | undefined },
    log: ((line: string) => void) | undefined,
  ) {
    this.#seed = seed;
    this.#pace = pace;
    this.#start = start;
    this.#log = log;
  }

  get(isolation: string): World {
    const known = this.#worlds.get(isolation);
    if (known && isolation === "") return known;
    const world = known ?? this.#create(isolation);
    this.#worlds.delete(isolation);
    this.#worlds.set(isolation, world);
    return world;
  }

  reset(isolation: string): void {
    this.#worlds.delete(isolation);
  }

  #create(isolation: string): World {
    const oldest = [...this.#worlds.keys()].find((name) => name !== "");
    if (this.#worlds.size >= most && oldest !== undefined) {
      this.#worlds.delete(oldest);
      this.#log?.(`more than ${most} isolations: ${oldest} was forgotten`);
    }
    return Object.assign(new World(this.#seed, isolation, this.#pace), this.#start);
  }
}
