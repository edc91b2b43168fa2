import { entries, type Fields, isFields, member, text } from "../fields.ts";
import { Lines } from "../lines.ts";
import type { Found } from "../locked.ts";
import { Damage } from "../lockfile-error.ts";

const dependencies = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/** `package-lock.json` and `npm-shrinkwrap.json`, lockfileVersion 1 to 3: where copies lie in node_modules. */
export function npm(source: string): Found[] {
  const lock: unknown = JSON.parse(source);
  const form = member(lock, "lockfileVersion") ?? 1;
  if (![1, 2, 3].includes(form as number))
    throw new Damage(`lockfileVersion ${JSON.stringify(form)} is none of 1, 2, 3`);
  const key = form === 1 ? "dependencies" : "packages";
  if (form !== 1 && !isFields(member(lock, key))) throw new Damage(`it has no ${key}`);
  if (!isFields(lock)) throw new Damage("it is no object");
  const lines = new Lines(source, (line) => [line.replace(/\s*:\s*\{.*$/, "")]);
  const found = form === 1 ? nested(lock, lines) : flat(lock, lines);
  return [...found];
}

/** Versions 2 and 3: a path below node_modules each. */
function* flat(lock: Fields, lines: Lines): Generator<Found> {
  const packages = entries(lock, "packages");
  // A tarball's URL is told from a registry's by who asks for it: it is what he wrote.
  const asked = new Set(
    packages.flatMap(([, one]) => dependencies.flatMap((kind) => entries(one, kind).map(([, to]) => to))),
  );
  for (const [path, entry] of packages) {
    const parts = path.split("node_modules/");
    if (parts.length === 1) continue;
    if (!isFields(entry)) throw new Damage(`${path} is no object`, lines.find(JSON.stringify(path)));
    const [version, resolved] = [text(entry, "version"), text(entry, "resolved")];
    const line = lines.find(JSON.stringify(path), version && `"version": ${JSON.stringify(version)}`);
    const own = parts.at(-1) as string;
    const name = text(entry, "name") ?? own;
    const depth = parts.length - 2 + (parts[0] === "" ? 0 : 1) + (name === own ? 0 : 1);
    if (entry.link === true) yield { name, version: `link:${resolved}`, depth, line };
    else if (resolved !== undefined && (/^(git|file:)/.test(resolved) || asked.has(resolved)))
      yield { name, version: resolved, depth, line };
    else if (version !== undefined) yield { name, version, depth, line };
  }
}

/** Version 1: a tree, walked in the order of the file. */
function* nested(lock: Fields, lines: Lines): Generator<Found> {
  const below = (of: unknown, depth: number) =>
    entries(of, "dependencies")
      .map(([name, entry]) => ({ name, entry, depth }))
      .reverse();
  const waiting = below(lock, 0);
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const { name, entry, depth } = one;
    if (!isFields(entry)) throw new Damage(`${name} is no object`, lines.find(JSON.stringify(name)));
    const version = text(entry, "version");
    const line = lines.find(JSON.stringify(name), version && `"version": ${JSON.stringify(version)}`);
    const [, aliased, of] = /^npm:(@?[^@]+)@(.+)$/.exec(version ?? "") ?? [];
    const folder = /^file:(?!.*\.(tgz|tar|tar\.gz)$)/.test(version ?? "") && entry.integrity === undefined;
    if (aliased && of) yield { name: aliased, version: of, depth: depth + 1, line };
    else if (version && folder) yield { name, version: version.replace(/^file:/, "link:"), depth, line };
    else if (version) yield { name, version, depth, line };
    for (const next of below(entry, depth + 1)) waiting.push(next);
  }
}
