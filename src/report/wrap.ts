/** Breaks a text into lines of at most `width` characters, between words where it can. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  const pieces = new RegExp(`.{1,${width}}`, "gu");
  for (const word of text.split(/\s+/).flatMap((one) => one.match(pieces) ?? [])) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return line ? [...lines, line] : lines;
}

/** A text beside a label, its further lines below its first. */
export function beside(label: string, text: string, columns: number): string {
  const lines = wrap(text, Math.max(20, columns - label.length));
  return lines.map((line, index) => (index === 0 ? label : " ".repeat(label.length)) + line).join("\n");
}
