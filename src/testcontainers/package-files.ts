import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Folder of this package: the checkout, or the one in a user's node_modules. */
export const home: string = above(dirname(fileURLToPath(import.meta.url)));

/**
 * Copies this package as it is installed, and all that it depends on, into a folder's `node_modules`. Nothing in it is
 * made for one platform, so that it runs in any image with Node.
 */
export function copyPackage(folder: string): void {
  const modules = join(folder, "node_modules");
  const own = join(modules, manifestOf(home).name);
  mkdirSync(own, { recursive: true });
  for (const name of ["package.json", "dist"]) cpSync(join(home, name), join(own, name), { recursive: true, filter });
  addDependencies(home, own, modules, new Map());
}

/**
 * @param from folder of a package as it is installed
 * @param to where it was copied
 * @param top what of which installed folder stands at the top of `modules`; another version goes below its dependent
 */
function addDependencies(from: string, to: string, modules: string, top: Map<string, string>): void {
  for (const name of Object.keys(manifestOf(from).dependencies ?? {})) {
    const source = installed(name, from);
    if (top.get(name) === source) continue;
    const target = top.has(name) ? join(to, "node_modules", name) : join(modules, name);
    if (!top.has(name)) top.set(name, source);
    else if (existsSync(target)) continue;
    cpSync(source, target, { recursive: true, filter: (path) => path === source || filter(path) });
    addDependencies(source, target, modules, top);
  }
}

/** What a program does not read is left out. */
function filter(path: string): boolean {
  return basename(path) !== "node_modules" && !/\.(d\.[cm]?ts|map)$/.test(path);
}

/** Node's own way to a package, from the folder of who asks for it upwards. */
function installed(name: string, from: string): string {
  const folder = join(from, "node_modules", name);
  if (existsSync(join(folder, "package.json"))) return realpathSync(folder);
  if (dirname(from) === from) throw new Error(`${name} is not installed`);
  return installed(name, dirname(from));
}

function above(folder: string): string {
  return existsSync(join(folder, "package.json")) ? realpathSync(folder) : above(dirname(folder));
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
