import { parse } from "smol-toml";
import { depths } from "../depths.ts";
import { entries, items, member, text } from "../fields.ts";
import { Lines } from "../lines.ts";
import type { Found } from "../locked.ts";
import { Damage } from "../lockfile-error.ts";
import { normalised } from "./requirements.ts";

/** `uv.lock`, version 1: packages, where each is from and what each depends on. */
export function uv(source: string): Found[] {
  const lock = parse(source);
  if (lock.version !== 1) throw new Damage(`version ${JSON.stringify(lock.version)} is not 1`);
  const lines = new Lines(source, (line) => (line.startsWith("name = ") ? [line] : []));
  const packages = items(lock, "package").map((value) => {
    const name = text(value, "name");
    if (name === undefined) throw new Damage("a package has no name");
    const version = text(value, "version");
    const line = lines.find(`name = ${JSON.stringify(name)}`, version && `version = ${JSON.stringify(version)}`);
    return { value, name: normalised(name), version, line, source: sourceOf(value) };
  });
  type Package = (typeof packages)[number];
  const byName = new Map<string, Package[]>();
  for (const one of packages) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  const next = ({ value }: Package) =>
    [
      ...items(value, "dependencies"),
      ...entries(value, "optional-dependencies").flatMap(([, list]) => (Array.isArray(list) ? list : [])),
      ...entries(value, "dev-dependencies").flatMap(([, list]) => (Array.isArray(list) ? list : [])),
    ].flatMap((one) => {
      const version = text(one, "version");
      const named = byName.get(normalised(text(one, "name") ?? "")) ?? [];
      return version === undefined ? named : named.filter((to) => to.version === version);
    });
  const own = packages.filter((one) => one.source?.startsWith("link:"));
  const depth = depths(
    own.map((one) => [one, one.source === "link:." ? -1 : 0]),
    next,
  );
  return packages.flatMap((one) => {
    const version = one.source ?? one.version;
    if (version === undefined || version === "link:.") return [];
    return [{ name: one.name, version, depth: depth(one), line: one.line }];
  });
}

/** Where what no registry gave is from. */
function sourceOf(value: unknown): string | undefined {
  const source = member(value, "source");
  const [git, url, path] = [text(source, "git"), text(source, "url"), text(source, "path")];
  const folder = text(source, "directory") ?? text(source, "editable") ?? text(source, "virtual");
  if (git !== undefined) return `git+${git}`;
  if (url !== undefined) return url;
  if (path !== undefined) return `file:${path}`;
  return folder === undefined ? undefined : `link:${folder}`;
}
