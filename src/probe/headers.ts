import type { HeaderMap } from "../../contracts/index.ts";

/** Node's flat list of raw headers as a map: names in lower case, several values joined by ", ". */
export function headerMap(raw: readonly string[]): HeaderMap {
  const map: Record<string, string> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] as string).toLowerCase();
    const value = raw[index + 1] as string;
    map[name] = name in map ? `${map[name]}, ${value}` : value;
  }
  return map;
}

/** The names in lower case; later maps win, and an empty value takes a header away. */
export function merged(...maps: readonly (HeaderMap | undefined)[]): Record<string, string> {
  const all = maps.flatMap((map) => Object.entries(map ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    Object.entries(Object.fromEntries(all) as Record<string, string>).filter(([, value]) => value !== ""),
  );
}
