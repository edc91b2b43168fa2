const token =
  /[ \t\n\r]*(?:("(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[\]{},:]))/uy;

/**
 * Offset of the first thing in a text that is not JSON. V8 does not always tell it, and never in the same words.
 *
 * @param text a text that `JSON.parse` refuses
 */
export function jsonFault(text: string): number {
  const open: string[] = [];
  let expects = "value";
  let offset = 0;
  for (;;) {
    token.lastIndex = offset;
    const match = token.exec(text);
    const start = offset + (/^[ \t\n\r]*/.exec(text.slice(offset))?.[0].length ?? 0);
    if (!match) return start;
    const [, string, scalar, sign] = match;
    const kind = sign ?? (string !== undefined ? "string" : "scalar");
    if (expects === "end") return start;
    if (kind === "string" && expects.startsWith("key")) expects = "colon";
    else if (kind === ":" && expects === "colon") expects = "value";
    else if ((kind === "string" || scalar !== undefined) && expects.startsWith("value")) expects = "comma";
    else if (kind === "{" && expects.startsWith("value")) {
      open.push("}");
      expects = "key or }";
    } else if (kind === "[" && expects.startsWith("value")) {
      open.push("]");
      expects = "value or ]";
    } else if (kind === "," && expects === "comma") expects = open.at(-1) === "}" ? "key" : "value";
    else if (kind === open.at(-1) && (expects === "comma" || expects.endsWith(kind))) {
      open.pop();
      expects = "comma";
    } else return start;
    if (expects === "comma" && open.length === 0) expects = "end";
    offset = token.lastIndex;
  }
}
