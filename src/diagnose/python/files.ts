import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** One Python source: its path relative to the folder, its text, and when it was changed (milliseconds since 1970). */
export interface PythonFile {
  readonly path: string;
  readonly text: string;
  readonly changed: number;
}

const mostFiles = 2000;
const mostBytes = 1024 * 1024;
const deepest = 12;
const notOurs = /^(\..*|node_modules|__pycache__|site-packages|venv|env|dist|build)$/;

/**
 * Every Python source below a folder, as far as the bounds go. Folders of packages and hidden ones are left out; a
 * symbolic link is followed once.
 */
export function pythonFiles(folder: string): { files: PythonFile[]; skipped: { file: string; why: string }[] } {
  const files: PythonFile[] = [];
  const skipped: { file: string; why: string }[] = [];
  const visited = new Set<string>();
  const visit = (path: string, depth: number) => {
    const shown = relative(folder, path) || ".";
    try {
      const real = realpathSync(path);
      if (visited.has(real)) return;
      visited.add(real);
      const { size, mtimeMs } = statSync(real);
      if (statSync(real).isDirectory()) {
        if (depth > deepest) return void skipped.push({ file: shown, why: `more than ${deepest} folders deep` });
        const names = readdirSync(real).sort();
        for (const name of names) {
          if (notOurs.test(name)) continue;
          if (name.endsWith(".py") || mayHold(join(path, name))) visit(join(path, name), depth + 1);
        }
      } else if (files.length >= mostFiles) skipped.push({ file: shown, why: `more than ${mostFiles} files` });
      else if (size > mostBytes) skipped.push({ file: shown, why: "larger than a mebibyte" });
      else files.push({ path: shown, text: readFileSync(real, "utf8"), changed: mtimeMs });
    } catch (error) {
      skipped.push({ file: shown, why: (error as NodeJS.ErrnoException).code ?? "unreadable" });
    }
  };
  visit(folder, 0);
  return { files, skipped };
}

function mayHold(path: string): boolean {
  const stat = lstatSync(path);
  return stat.isDirectory() || stat.isSymbolicLink() ? isFolder(path) : false;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // A link that leads nowhere, or to itself.
  }
}
