/** Longest value that a sentence shows, in characters. */
const longest = 60;
/** UTF-16 units that are gathered: a character has at most two, so what is beyond is not shown. */
const enough = 2 * longest;

/** A value as JSON, shortened to 60 characters; never walks more of it than it shows. */
export function preview(value: unknown): string {
  let text = "";
  const write = (item: unknown, depth: number): void => {
    if (text.length > enough) return;
    if (typeof item === "string") text += JSON.stringify(item.slice(0, enough));
    else if (typeof item !== "object" || item === null) text += String(item);
    else if (depth > 4) text += "…";
    else if (Array.isArray(item)) {
      text += "[";
      for (let at = 0; at < item.length && text.length <= enough; at++) {
        if (at > 0) text += ",";
        write(item[at], depth + 1);
      }
      text += "]";
    } else {
      text += "{";
      let first = true;
      for (const key in item) {
        if (text.length > enough) break;
        text += `${first ? "" : ","}${JSON.stringify(key.slice(0, enough))}:`;
        first = false;
        write((item as Record<string, unknown>)[key], depth + 1);
      }
      text += "}";
    }
  };
  write(value, 0);
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
}
