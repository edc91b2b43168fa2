import { parseSyml } from "@yarnpkg/parsers";
import { depths } from "../depths.ts";
import { entries, isFields, text } from "../fields.ts";
import { Lines } from "../lines.ts";
import type { Found } from "../locked.ts";
import { Damage } from "../lockfile-error.ts";

/** An entry: who asks (`ms@^2.0.0`), and what was resolved. */
interface Entry {
  readonly descriptors: string[];
  readonly value: unknown;
  readonly name: string;
  /** Undefined for the project itself, and for what has no version. */
  readonly version: string | undefined;
  readonly workspace: string | undefined;
}

/** `yarn.lock` of Yarn 1 and of Yarn 2 and later: what each asks for, and what it gets. */
export function yarn(source: string): Found[] {
  const values = new Map<unknown, string[]>();
  const parsed = Object.entries(parseSyml(source) as Record<string, unknown>).filter(([key]) => key !== "__metadata");
  for (const [key, value] of parsed) values.set(value, [...(values.get(value) ?? []), ...key.split(/,\s*/)]);
  const lines = new Lines(source, (line) =>
    line.replace(/^\? /, "").replace(/:$/, "").replaceAll('"', "").split(/,\s*/),
  );
  const all = [...values].map(([value, descriptors]) => entryOf(value, descriptors, lines));

  const byDescriptor = new Map<string, Entry>();
  for (const entry of all) for (const one of entry.descriptors) byDescriptor.set(bare(one), entry);
  const next = (entry: Entry) =>
    ["dependencies", "optionalDependencies"].flatMap((kind) =>
      entries(entry.value, kind).flatMap(([name, range]) => {
        const to = byDescriptor.get(bare(`${name}@${range}`)) ?? byDescriptor.get(bare(`${name}@npm:${range}`));
        return to ? [to] : [];
      }),
    );
  const projects = all.filter(({ workspace }) => workspace !== undefined);
  const wanted = new Set(projects.length > 0 ? [] : all.flatMap(next));
  // Yarn 1 does not say what the project asks for: it is what nobody else asks for.
  const starts = projects.length > 0 ? projects : all.filter((entry) => !wanted.has(entry));
  const depth = depths(
    starts.map((entry) => [entry, entry.workspace === "." ? -1 : 0]),
    next,
  );
  return all.flatMap((entry) => {
    const { name, version, descriptors } = entry;
    const line = lines.find(descriptors[0] as string, "version");
    const aliased = descriptors.every((one) => nameOf(one) !== name);
    return version === undefined ? [] : [{ name, version, depth: depth(entry) + (aliased ? 1 : 0), line }];
  });
}

const nameOf = (locator: string) => locator.slice(0, locator.indexOf("@", 1));
const rangeOf = (locator: string) => locator.slice(locator.indexOf("@", 1) + 1);
/** Without what Yarn binds to it: `::locator=…`. */
const bare = (descriptor: string) => descriptor.replace(/::.*$/, "");

function entryOf(value: unknown, descriptors: string[], lines: Lines): Entry {
  const [first = ""] = descriptors;
  if (!isFields(value)) throw new Damage(`${first} is no entry`, lines.find(first));
  const resolution = text(value, "resolution");
  if (first.indexOf("@", 1) < 0) throw new Damage(`${first} is neither a package nor a range`, lines.find(first));
  if (resolution !== undefined) {
    const workspace = /^workspace:/.test(rangeOf(resolution)) ? rangeOf(resolution).slice(10) : undefined;
    return { descriptors, value, name: nameOf(resolution), version: resolved(resolution), workspace };
  }
  const range = rangeOf(first);
  const alias = /^npm:(@?[^@]+)@/.exec(range)?.[1];
  const from = text(value, "resolved") ?? range;
  const foreign = /^(git|https?:|ssh:|file:|link:|github:|gitlab:|bitbucket:|gist:)|^[^/@:]+\/[^/]+$/.test(range);
  const address = /^git|\.git#/.test(from) ? from : from.replace(/#.*$/, "");
  const version = foreign ? address : text(value, "version");
  return { descriptors, value, name: alias ?? nameOf(first), version, workspace: undefined };
}

/** The version of a locator of Yarn 2 and later: `zod@npm:3.25.76`, `x@git+https://…#commit=…`, `x@workspace:…`. */
function resolved(locator: string): string | undefined {
  const range = bare(rangeOf(locator));
  if (range.startsWith("npm:")) return range.slice(4);
  if (range === "workspace:.") return undefined;
  if (/^(workspace|link|portal):/.test(range)) return range.replace(/^\w+:/, "link:");
  const patched = /^patch:([^#]+)#/.exec(range)?.[1];
  if (patched !== undefined) return resolved(decodeURIComponent(patched));
  return range.startsWith("file:") ? range.replace(/#.*$/, "") : range.replace("#commit=", "#");
}
