/** One logical line: where it begins, how far it is indented, and its text on one line, comments left out. */
export interface Statement {
  readonly line: number;
  readonly indent: number;
  readonly text: string;
}

const margin = /^(?:@|def |class |async def |import |from )/;
const opening = /^[rbuf]{0,2}("""|'''|"|')/i;

/**
 * The logical lines of a Python source: what brackets, backslashes and triple quotes hold together is one. Nothing is
 * checked, so a file with errors, or of another Python, gives what can be read of it.
 */
export function statements(text: string): Statement[] {
  const found: Statement[] = [];
  let line = 1;
  let begin = 1;
  let depth = 0;
  let current = "";
  const end = () => {
    const indent = /^[ \t]*/.exec(current)?.[0].replace(/\t/g, "        ").length ?? 0;
    if (current.trim()) found.push({ line: begin, indent, text: current.trim() });
    current = "";
    begin = line;
    depth = 0;
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at] as string;
    if (char === "\n") {
      line++;
      at++;
      // A bracket that nothing closes is over where a definition begins at the margin.
      if (depth === 0 || margin.test(text.slice(at, at + 12))) end();
      else current += " ";
    } else if (char === "#") {
      at = lineEnd(text, at);
    } else if (char === "\\" && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      line++;
      at = lineEnd(text, at) + 1;
    } else if (char === '"' || char === "'") {
      const stop = stringEnd(text, at);
      const literal = text.slice(at, stop);
      line += literal.split("\n").length - 1;
      current += literal.replace(/\r?\n/g, " ");
      at = stop;
    } else {
      // A closing bracket that nothing opened must not swallow the rest of the file.
      if ("([{".includes(char)) depth++;
      else if (")]}".includes(char)) depth = Math.max(0, depth - 1);
      current += char === "\r" ? "" : char;
      at++;
    }
  }
  line++;
  end();
  return found;
}

const lineEnd = (text: string, from: number) => {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
};

/** Where the string that begins here is over; one of a single line ends with it. */
function stringEnd(text: string, from: number): number {
  const quote = opening.exec(text.slice(from, from + 3))?.[1] ?? (text[from] as string);
  for (let at = from + quote.length; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (quote.length === 1 && text[at] === "\n") return at;
  }
  return text.length;
}
