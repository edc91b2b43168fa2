/** What moves a cursor, breaks a line, turns text around or shows nothing: controls, format characters, lone surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * A value or a name as it was seen, on one line: characters that nobody sees are written as JSON writes them.
 *
 * @param most characters that are kept; what is longer ends with `…`
 */
export function value(text: string, most: number): string {
  // A character has at most two units, so that what lies beyond is not shown, and need not be read.
  const head = text.slice(0, 2 * (most + 1)).replace(unseen, (one) => short[one] ?? written(one));
  const characters = [...head];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : head;
}

/** A sentence on one line: breaks and tabs are spaces, and the rest is as in a value. */
export function sentence(text: string, most: number): string {
  return value(
    text
      .slice(0, 4 * most)
      .replace(/\s+/gu, " ")
      .trim(),
    most,
  );
}

function written(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}

/** A value as JSON for files and screens, with a line feed at its end: what nobody sees is escaped within texts, too. */
export function json(data: unknown): string {
  const text = JSON.stringify(data, null, 2);
  return `${text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => one.split("").map(written).join(""))}\n`;
}
