/** Headers that speak of one connection and are not passed on (RFC 9110, 7.6.1; RFC 7230 named them one by one). */
const hops = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "te",
  "trailer",
  "upgrade",
]);

/**
 * Raw headers that another connection may have: their names, values and order as they came.
 *
 * `transfer-encoding` stays, because Node writes the body as it says. An upgrade needs two of the others; they are added
 * by whoever passes one on.
 *
 * @param raw Node's flat list of names and values
 * @param without names in lower case that are left out besides
 */
export function passedOn(raw: readonly string[], without: readonly string[] = []): string[] {
  const all = pairsOf(raw);
  const named = all
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.toLowerCase().split(","))
    .map((name) => name.trim());
  const out = new Set([...hops, ...named, ...without]);
  return all.filter(([name]) => !out.has(name.toLowerCase())).flat();
}

/** The same with the value of one header changed. */
export function withValue(raw: readonly string[], name: string, change: (value: string) => string): string[] {
  return pairsOf(raw).flatMap(([key, value]) => [key, key.toLowerCase() === name ? change(value) : value]);
}

function pairsOf(raw: readonly string[]): [name: string, value: string][] {
  return Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at] ?? "", raw[2 * at + 1] ?? ""]);
}
