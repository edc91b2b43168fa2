import type { Exchange, Frame } from "../../contracts/index.ts";

const opening = /"content"\s{0,80}:\s{0,80}"/g;

/**
 * Cuts long texts of the messages that the client sends (members named `content`), such as a page's system prompt, so
 * that a recording is short and shows nobody's prompts. What was cut says how much it was; all else stays as it was sent.
 *
 * @param characters how many of a text are kept
 */
export function shorten(exchange: Exchange, characters: number): Exchange {
  const cut = (raw: string) => cutContents(raw, characters);
  const { request, frames } = exchange;
  const frame = (one: Frame): Frame => (one.from === "client" && !one.binary ? { ...one, raw: cut(one.raw) } : one);
  return {
    ...exchange,
    request: request.body === undefined ? request : { ...request, body: cut(request.body) },
    frames: frames.map(frame),
  };
}

function cutContents(raw: string, characters: number): string {
  let short = "";
  let at = 0;
  for (const { index, 0: start } of raw.matchAll(opening)) {
    const from = index + start.length;
    const to = closing(raw, from);
    if (to < 0) break;
    const text = textOf(raw.slice(from, to));
    const more = text.length - characters;
    if (more <= 0) continue;
    const kept = JSON.stringify(`${text.slice(0, characters)} … (${more} more characters)`);
    short += raw.slice(at, from - 1) + kept;
    at = to + 1;
  }
  return short + raw.slice(at);
}

/** Where the JSON text that begins at `from` has its closing quote; -1 where it has none. */
function closing(raw: string, from: number): number {
  for (let at = raw.indexOf('"', from); at >= 0; at = raw.indexOf('"', at + 1)) {
    let escapes = 0;
    while (raw[at - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return -1;
}

/** What stands between the quotes of a JSON text; "" for what is no JSON. */
function textOf(value: string): string {
  try {
    return JSON.parse(`"${value}"`);
  } catch {
    return "";
  }
}
