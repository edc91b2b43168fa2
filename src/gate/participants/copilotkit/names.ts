export const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** What differs from run to run and says nothing. The mock's agent has the other ids. */
const ids = new RegExp(`\\b${uuid}\\b|\\b(?:call|msg|run|thread)_[0-9a-f]{8,}\\b`, "gi");
const times = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g;
const places = /\b(?:127\.0\.0\.1|localhost):\d{2,5}\b/g;
const version = /^v?\d+\.\d+\.\d+(?:[-+][\w.-]+)?$/;
/** Milliseconds since 1970, from 2001 on. */
const epoch = 1e12;

/**
 * Names what differs from run to run, so that what is equal stays equal. An id is called by the member in which it is first
 * met and by how many of those were met before: one more id somewhere does not give other names to all that follow.
 */
export class Names {
  readonly #met = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** A value of JSON with stable names in place of what differs. */
  of<T>(value: T): T {
    return this.#walk(value, "") as T;
  }

  #walk(value: unknown, key: string): unknown {
    if (typeof value === "string") return ofBuild(key, value) ?? this.#text(value, key);
    if (typeof value === "number") return value > epoch ? epoch : value;
    if (Array.isArray(value)) return value.map((one) => this.#walk(one, key));
    if (typeof value !== "object" || value === null) return value;
    // Sorted, so that names do not depend on the order of members.
    const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(members.map(([name, one]) => [this.#text(name, key), this.#walk(one, name)]));
  }

  #text(text: string, key: string): string {
    return text
      .replaceAll(ids, (id) => this.#name(id, key))
      .replaceAll(times, "TIME")
      .replaceAll(places, "127.0.0.1:PORT");
  }

  #name(id: string, key: string): string {
    const met = this.#met.get(id);
    if (met !== undefined) return met;
    const nth = (this.#counts.get(key) ?? 0) + 1;
    const name = `<${key} ${nth}>`;
    this.#counts.set(key, nth);
    this.#met.set(id, name);
    return name;
  }
}

/** What a package says of itself: its version, and the name of a class, which is another in every minified build. */
function ofBuild(key: string, value: string): string | undefined {
  if (key === "className") return "CLASS";
  return /version$/i.test(key) && version.test(value) ? "VERSION" : undefined;
}

/** As `Names`, but every id is the same: for telling whether two things differ in more than that. */
export const nameless = (value: unknown): string =>
  JSON.stringify(new Names().of(value)).replaceAll(/<[^ <>]* \d+>/g, "ID");
