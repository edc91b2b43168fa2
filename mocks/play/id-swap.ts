/** Ids of at least so many characters are put in place within texts too; a shorter one might be any word there. */
const tellingLength = 8;

const isIdName = (name: string) => /(^|[^a-zA-Z])id$|[a-z0-9]I[dD]$/.test(name);

/** Ids that a recorded client chose, and what the live one chose in their place. */
export class IdSwap {
  readonly #swaps: Map<string, string>;
  #pattern: RegExp | undefined;

  /** @param swaps what is known already; what is learned is added to it */
  constructor(swaps: Map<string, string>) {
    this.#swaps = swaps;
  }

  /** Looks for ids at the same places of two values: members that are named like one, however deep. */
  learn(recorded: unknown, live: unknown): void {
    if (typeof recorded !== "object" || typeof live !== "object" || recorded === null || live === null) return;
    for (const [name, was] of Object.entries(recorded)) {
      const is = Object.hasOwn(live, name) ? (live as Readonly<Record<string, unknown>>)[name] : undefined;
      if (typeof was === "string" && typeof is === "string") {
        if (isIdName(name)) this.swap(was, is);
      } else this.learn(was, is);
    }
  }

  /** One id that stands for another from now on. */
  swap(recorded: string, live: string): void {
    if (recorded === "" || this.#swaps.get(recorded) === live) return;
    if (recorded === live) this.#swaps.delete(recorded);
    else this.#swaps.set(recorded, live);
    this.#pattern = undefined;
  }

  /** A text of JSON with the live ids in it. */
  in(text: string): string {
    if (this.#swaps.size === 0) return text;
    const written = new Map([...this.#swaps].map(([was, is]) => [inJson(was), inJson(is)]));
    this.#pattern ??= patternOf([...written.keys()]);
    return text.replace(this.#pattern, (found) => written.get(found) ?? found);
  }
}

/** A whole text of JSON, or for a telling id anything that ends where it ends. All at once: no id is swapped twice. */
function patternOf(ids: readonly string[]): RegExp {
  const longestFirst = ids.toSorted((a, b) => b.length - a.length);
  const one = (id: string) => {
    const text = id.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return id.length < tellingLength ? `(?<=")${text}(?=")` : `(?<![A-Za-z0-9])${text}(?![A-Za-z0-9])`;
  };
  return new RegExp(longestFirst.map(one).join("|"), "g");
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
