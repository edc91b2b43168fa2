import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { Mark } from "../facts.ts";
import { NotMade, type Probe } from "../lab.ts";
import { withoutSecrets } from "../secrets.ts";
import { marks } from "./marks.ts";
import { problemsIn, refusalsIn } from "./refusals.ts";

/** Bytes of a log that are read, from its end; lines that are kept, and marks of one kind. */
const most = 256 * 1024;
const shown = 12;
const alike = 3;
const mostLines = 5000;

/** The end of a server's log: what it says of the target's path, and what the table of marks knows. */
export const log: Probe<"log"> = {
  id: "log",
  async make(lab) {
    const { settings } = lab;
    if (settings.log === undefined) return new NotMade("no --log was given");
    const before = statSync(settings.log).size;
    // What the probes made the server write is worth most, so it is read behind them.
    await Promise.all((["first-frame", "upgrade-again", "post-newest", "get"] as const).map((id) => lab.see(id)));
    const { text, bytes, of } = readEnd(settings.log);
    const old = Math.max(0, before - (of - bytes));
    const lines = [
      ...linesOf(text.subarray(0, old)).map((line) => ({ line, fresh: false })),
      ...linesOf(text.subarray(old)).map((line) => ({ line, fresh: true })),
    ];
    const all = lines.flatMap(({ line, fresh }) =>
      [...marksIn(line), ...refusedIn(line)].map((one): Mark => ({ ...one, line: clean(one.line), fresh })),
    );
    const path = settings.target.url.pathname;
    const isAbout = ({ line }: { readonly line: string }) => path.length > 1 && line.includes(path);
    const about = lines.filter(isAbout);
    return {
      file: settings.log,
      bytes,
      of,
      // The last few of each kind, of the target and of all others, in the order of the log.
      marks: all.filter((one, index) => {
        const later = all.slice(index + 1).filter(({ id }) => id === one.id);
        return later.filter((other) => isAbout(other) === isAbout(one)).length < alike;
      }),
      lines: about.slice(-shown).map(({ line }) => clean(line)),
    };
  },
  tell({ file, bytes, of, marks, lines }) {
    const part = bytes < of ? `the last ${Math.round(bytes / 1024)} KiB of ${file}` : file;
    const said = marks.at(-1)?.line ?? lines.at(-1);
    return said ? `${part} says: ${said}` : `${part} says nothing of this`;
  },
};

/** @throws the system's error where the file cannot be read; whoever starts a diagnosis looks first */
function readEnd(file: string): { text: Buffer; bytes: number; of: number } {
  const handle = openSync(file, "r");
  try {
    const of = fstatSync(handle).size;
    const bytes = Math.min(of, most);
    const buffer = Buffer.alloc(bytes);
    const read = readSync(handle, buffer, 0, bytes, of - bytes);
    return { text: buffer.subarray(0, read), bytes: read, of };
  } finally {
    closeSync(handle);
  }
}

const marksIn = (line: string) => marks.filter(({ says }) => says.test(line)).map(({ id }) => ({ id, line }));

/** Of a 422 whose body stands in the line; not one that was our own, which says so. */
const refusedIn = (line: string) =>
  line.includes("wirecheck")
    ? []
    : refusalsIn(problemsIn(line)).map(({ id, says }) => ({ id, line: `a 422, ${says}` }));

/** An answer that was kept and laid out over many lines is one line; so is what Vite says of its proxy, and the reason. */
function inOne(given: string): string {
  const text = given.replace(/((?:http|ws) proxy error:.*)\r?\n(\w*Error\b)/g, "$1 $2");
  if (!/^\s*\{\s*\n/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

const linesOf = (bytes: Buffer) =>
  // Colours, which servers give to a terminal, stand before what a line begins with.
  inOne(stripVTControlCharacters(bytes.toString("utf8")))
    .split(/\r?\n/)
    .filter(Boolean)
    .slice(-mostLines)
    .map((line) => line.slice(0, 2000));
const clean = (line: string) => withoutSecrets(line.trim()).slice(0, 300);
