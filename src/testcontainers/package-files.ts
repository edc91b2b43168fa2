import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Folder of this package: the checkout, or the one in a user's node_modules. */
const home: string = above(dirname(fileURLToPath(import.meta.url)));

/** An installed package, and where it goes below a folder. */
export interface Placed {
  readonly from: string;
  readonly to: string;
}

/** This package as it is installed, and all that it depends on. Nothing in it is made for one platform. */
export function installedPackages(): Placed[] {
  const own = { from: home, to: join("node_modules", manifestOf(home).name) };
  const top = new Map<string, string>();
  const placed = [own];
  // The first version of a package goes to the top, another one below its dependent.
  const add = ({ from, to }: Placed) => {
    for (const name of Object.keys(manifestOf(from).dependencies ?? {})) {
      const source = installed(name, from);
      if (top.get(name) === source) continue;
      const one = { from: source, to: join(top.has(name) ? to : "", "node_modules", name) };
      if (!top.has(name)) top.set(name, source);
      if (placed.some((other) => other.to === one.to)) continue;
      placed.push(one);
      add(one);
    }
  };
  add(own);
  return placed;
}

/** Tells installed packages from others: their names and versions, and of which sources this one was built. */
export function digestOf(packages: readonly Placed[]): string {
  const hash = createHash("sha256");
  for (const { from, to } of packages) hash.update(`${to} ${manifestOf(from).version}\n`);
  const stamp = join(home, "dist", ".stamp");
  return hash.update(existsSync(stamp) ? readFileSync(stamp) : "").digest("hex");
}

/** Copies what of the packages runs. */
export function copyPackages(packages: readonly Placed[], folder: string): void {
  for (const { from, to } of packages) {
    const parts = from === home ? ["package.json", "dist"] : [""];
    for (const part of parts) {
      const source = join(from, part);
      cpSync(source, join(folder, to, part), { recursive: true, filter: (path) => path === source || runs(path) });
    }
  }
}

/** Types, maps and nested packages are left out; what is nested is a package of its own. */
function runs(path: string): boolean {
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
