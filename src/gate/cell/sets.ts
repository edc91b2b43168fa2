import { compareVersions } from "../../../contracts/index.ts";
import type { Dated, Participant } from "../catalogue/index.ts";
import type { Wanted } from "../install/index.ts";
import type { Bump, Pinned } from "../types.ts";

/** A participant as it is installed on one side of the comparison. */
export interface Side {
  readonly wanted: Wanted;
  /** The main packages of it: `@ag-ui/core@0.0.42`; several of a stack that is one together. */
  readonly title: string;
  /** Version of the first main package that is there. */
  readonly version: string;
}

/**
 * What to install of a participant.
 *
 * @param versions those of the set, by name: the bumps' and the lockfile's
 * @param locked whether a lockfile says what there is; what usually goes along is then left out
 */
export function sideOf(participant: Participant, versions: ReadonlyMap<string, string>, locked: boolean): Side {
  const { ecosystem, members, main, with: along = {}, tools = {}, overrides = {} } = participant;
  const own = [...new Set([...main, ...members])].flatMap((name) => {
    const version = versions.get(name);
    return version === undefined ? [] : [[name, version] as const];
  });
  const mains = own.filter(([name]) => main.includes(name));
  const version = mains[0]?.[1] ?? "";
  const packages: Record<string, string> = {};
  for (const more of locked ? [tools] : [along, tools]) {
    for (const [name, dated] of Object.entries(more)) {
      const wanted = at(dated, version);
      if (wanted !== undefined) packages[name] = wanted === "same" ? version : wanted;
    }
  }
  Object.assign(packages, Object.fromEntries(own));
  const forced = Object.entries(overrides).flatMap(([name, dated]) => {
    const wanted = at(dated, version);
    return wanted === undefined || packages[name] !== undefined ? [] : [[name, versions.get(name) ?? wanted] as const];
  });
  return {
    wanted: { ecosystem, packages, ...(forced.length > 0 && { overrides: Object.fromEntries(forced) }) },
    title: mains.map(([name, pinned]) => `${name}@${pinned}`).join(" + "),
    version,
  };
}

/** The version that goes with a version of the main package. */
function at(dated: Dated, version: string): string | undefined {
  if (typeof dated === "string") return dated;
  const since = Object.keys(dated)
    .filter((from) => compareVersions(from, version) <= 0)
    .sort(compareVersions)
    .at(-1);
  return since === undefined ? undefined : (dated[since] ?? undefined);
}

/** The versions of a set by name: what is locked, with some bumps at one of their ends. */
export function versionsOf(
  locked: readonly Pinned[],
  bumps: readonly Bump[],
  ecosystem: Pinned["ecosystem"],
  end: (bump: Bump) => string | undefined,
): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  // Of several lockfiles the one nearest to the root counts; it comes first.
  for (const one of locked) {
    if (one.ecosystem === ecosystem && !versions.has(one.name)) versions.set(one.name, one.version);
  }
  for (const bump of bumps) {
    if (bump.ecosystem !== ecosystem) continue;
    const version = end(bump);
    if (version === undefined) versions.delete(bump.name);
    else versions.set(bump.name, version);
  }
  return versions;
}
