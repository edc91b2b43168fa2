import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { Mark } from "../facts.ts";
import { NotMade, type Probe } from "../lab.ts";
import { withoutSecrets } from "../secrets.ts";
import { marks } from "./marks.ts";

/** Bytes of a log that are read, from its end; lines that are kept, and marks of one kind. */
const most = 256 * 1024;
const shown = 12;
const alike = 3;

/** The end of a server's log: what it says of the target's path, and what the table of marks knows. */
export const log: Probe<"log"> = {
  id: "log",
  async make({ settings }) {
    if (settings.log === undefined) return new NotMade("no --log was given");
    const { text, bytes, of } = readEnd(settings.log);
    const lines = text.split(/\r?\n/).map((line) => line.slice(0, 2000));
    const found = new Map<string, Mark[]>();
    for (const line of lines) {
      for (const { id, says } of marks) {
        if (says.test(line))
          found.set(id, [...(found.get(id) ?? []), { id, line: withoutSecrets(line.trim()).slice(0, 300) }]);
      }
    }
    const path = settings.target.url.pathname;
    const about = path.length > 1 ? lines.filter((line) => line.includes(path)) : [];
    return {
      file: settings.log,
      bytes,
      of,
      marks: [...found.values()].flatMap((all) => all.slice(-alike)),
      lines: about.slice(-shown).map((line) => withoutSecrets(line.trim()).slice(0, 300)),
    };
  },
  tell({ file, bytes, of, marks, lines }) {
    const part = bytes < of ? `the last ${Math.round(bytes / 1024)} KiB of ${file}` : file;
    const said = marks.at(-1)?.line ?? lines.at(-1);
    return said ? `${part} says: ${said}` : `${part} says nothing of this`;
  },
};

/** @throws the system's error where the file cannot be read; whoever starts a diagnosis looks first */
function readEnd(file: string): { text: string; bytes: number; of: number } {
  const handle = openSync(file, "r");
  try {
    const of = fstatSync(handle).size;
    const bytes = Math.min(of, most);
    const buffer = Buffer.alloc(bytes);
    const read = readSync(handle, buffer, 0, bytes, of - bytes);
    return { text: buffer.subarray(0, read).toString("utf8"), bytes: read, of };
  } finally {
    closeSync(handle);
  }
}
