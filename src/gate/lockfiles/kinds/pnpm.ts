import { parseSyml } from "@yarnpkg/parsers";
import { depths } from "../depths.ts";
import { entries, member, text } from "../fields.ts";
import { Lines } from "../lines.ts";
import type { Found } from "../locked.ts";
import { Damage } from "../lockfile-error.ts";

const asked = ["dependencies", "devDependencies", "optionalDependencies"];

/** `pnpm-lock.yaml`, lockfileVersion 5 to 9. Ids are read as `@pnpm/dependency-path` does. */
export function pnpm(source: string): Found[] {
  // pnpm may put what it needs itself into a document of its own, before the project's.
  const ends = [...source.matchAll(/^---[ \t]*\r?$/gm)].map(({ index, 0: mark }) => index + mark.length);
  const start = ends.at(-1) ?? 0;
  const before = source.slice(0, start).split("\n").length - 1;
  const lock: unknown = parseSyml("\n".repeat(before) + source.slice(start));
  const form = Number.parseInt(text(lock, "lockfileVersion") ?? "", 10);
  if (!(form >= 5 && form <= 9)) throw new Damage("its lockfileVersion is none of 5 to 9");
  const lines = new Lines(source, heads, before);

  // Until 8 one list says what a package is and what it depends on; 9 has two, and only the second knows of peers.
  const snapshots = new Map(entries(lock, form >= 9 ? "snapshots" : "packages"));
  const depth = depths(startsOf(lock, form), (id) =>
    ["dependencies", "optionalDependencies"].flatMap((kind) =>
      entries(snapshots.get(id), kind).flatMap(([name, to]) => idOf(name, to, form) ?? []),
    ),
  );
  const shallowest = new Map<string, number>();
  for (const id of snapshots.keys()) {
    const key = form >= 9 ? withoutPeers(id) : id;
    shallowest.set(key, Math.min(depth(id), shallowest.get(key) ?? Number.POSITIVE_INFINITY));
  }
  const folders = linked(lock, lines);
  const packages = entries(lock, "packages").map(([id, value]) => {
    const line = lines.find(id);
    const [name, version] = packageOf(id, value, form);
    if (!name || !version) throw new Damage(`${id} is neither a package nor a version`, line);
    return { name, version, depth: shallowest.get(id) ?? depth(id), line };
  });
  return [...folders, ...packages];
}

/** The keys of mappings that a line may begin. */
const heads = (line: string) => {
  const [, key] = /^(?:\? )?(.*?):?(?: \{\})?$/.exec(line) ?? [];
  return key === undefined ? [] : [key.replace(/^(['"])(.*)\1$/, "$2")];
};

/** The project, and the packages of its workspace: path and what it asks for. */
const importers = (lock: unknown): [string, unknown][] =>
  member(lock, "importers") === undefined ? [[".", lock]] : entries(lock, "importers");

/** Name and reference of all that a project asks for. */
const references = (importer: unknown): [string, unknown][] =>
  asked.flatMap((kind) =>
    entries(importer, kind).map(([name, to]): [string, unknown] => [name, member(to, "version") ?? to]),
  );

const startsOf = (lock: unknown, form: number) =>
  importers(lock).flatMap(([path, importer]) =>
    references(importer).flatMap(([name, to]): [string, number][] => {
      const id = idOf(name, to, form);
      if (id === undefined) return [];
      const aliased = form >= 9 ? id.startsWith(`${name}@`) === false : /^\//.test(String(to));
      return [[id, (path === "." ? 0 : 1) + (aliased ? 1 : 0)]];
    }),
  );

/** Folders of the workspace that are used as packages, by their path from the root. */
const linked = (lock: unknown, lines: Lines): Found[] =>
  importers(lock).flatMap(([path, importer]) =>
    references(importer).flatMap(([name, to]) => {
      if (typeof to !== "string" || !to.startsWith("link:")) return [];
      const folder = new URL(`${path}/${to.slice(5)}`, "file:///").pathname.replace(/^\/|\/$/g, "");
      const line = lines.find(`${name}: ${to}`) || lines.find(name, "version: link:");
      return [{ name, version: `link:${folder}`, depth: path === "." ? 0 : 1, line }];
    }),
  );

/** The key of a package that is asked for by name and reference. */
function idOf(name: string, to: unknown, form: number): string | undefined {
  if (typeof to !== "string") throw new Damage(`what ${name} refers to is no text`);
  if (to.startsWith("link:")) return undefined;
  if (form >= 9) {
    const [at, colon, bracket] = [to.indexOf("@"), to.indexOf(":"), to.indexOf("(")];
    const whole = at >= 0 && (colon < 0 || at < colon) && (bracket < 0 || at < bracket);
    return whole ? to : `${name}@${to}`;
  }
  if (/^\d[^/]*(\(|$)/.test(to)) return `/${name}${form >= 6 ? "@" : "/"}${to}`;
  return to;
}

const withoutPeers = (id: string) => id.replace(/\(.*$/, "");

/** Name and version of a key. */
function packageOf(id: string, value: unknown, form: number): [string | undefined, string | undefined] {
  const resolution = member(value, "resolution");
  const key = withoutPeers(id);
  if (form >= 9) {
    const at = key.indexOf("@", 1);
    const [name, version] = at < 0 ? [] : [key.slice(0, at), key.slice(at + 1)];
    return [name, version?.includes(":") ? foreign(resolution, version) : version];
  }
  const named = text(value, "name");
  if (named !== undefined) return [named, foreign(resolution, key)];
  // Before the name may stand the host of a registry that is not the usual one.
  const path = key.replace(/^[^/]*\//, "");
  const cut = form >= 6 ? path.indexOf("@", 1) : path.indexOf("/", path.startsWith("@") ? path.indexOf("/") + 1 : 0);
  return cut < 0 ? [path, undefined] : [path.slice(0, cut), path.slice(cut + 1).replace(/_.*$/, "")];
}

/** Where a package that no registry gave is from. */
function foreign(resolution: unknown, key: string): string {
  const [repository, commit] = [text(resolution, "repo"), text(resolution, "commit")];
  if (repository !== undefined) return `git+${repository.replace(/^git\+/, "")}#${commit}`;
  const folder = text(resolution, "directory");
  if (folder !== undefined) return `link:${folder}`;
  const tarball = text(resolution, "tarball");
  return tarball?.includes(":") ? tarball : key.includes(":") ? key : `https://${key}`;
}
