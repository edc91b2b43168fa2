import type { Participant, Role } from "../catalogue/index.ts";
import { type InstallOptions, install } from "../install/index.ts";
import { type Asking, contractAt, type Speaker, speakerOf } from "../participants/index.ts";
import type { Pinned } from "../types.ts";
import type { Subject } from "./plan.ts";
import { sideOf, versionsOf } from "./sets.ts";

/** What a cell is asked with. */
export interface CellAsking extends Asking {
  readonly subject: Subject;
  readonly install: Pick<InstallOptions, "allowScripts" | "timeout" | "offline">;
}

/** A participant that is installed and can be asked. */
export interface Heard {
  readonly speaker: Speaker;
  /** `@ag-ui/core@0.0.42` */
  readonly title: string;
  /** Version by which it goes with the contract. */
  readonly version: string;
}

/**
 * Installs a participant, to be asked.
 *
 * @param role what it is heard in
 * @param versions of the whole set, by name
 * @param spoken version of it that is tried first, `ag-ui@0.0.59`; else the one that goes with the package
 * @returns undefined where nothing can ask it
 * @throws InstallError
 */
export async function hear(
  participant: Participant,
  role: Role,
  versions: ReadonlyMap<string, string>,
  asking: CellAsking,
  spoken?: string,
): Promise<Heard | undefined> {
  if (participant.kind === "none") return undefined;
  const { wanted, title, version: own } = sideOf(participant, versions, isLocked(asking.subject));
  const { cache, log, signal } = asking;
  const installed = await install(wanted, { ...asking.install, cache, log, signal });
  const version = (role.versionOf && installed.versions[role.versionOf]) ?? own;
  const contracts = [...new Set([spoken, contractAt(role, version)])].flatMap((one) => one ?? []);
  const speaker = speakerOf(participant, title, installed, contracts, asking);
  return speaker && { speaker, title, version };
}

export const isLocked = ({ locked }: Subject) => locked.base.length > 0 || locked.head.length > 0;

/** Packages by name, of one ecosystem. */
export function byName(pinned: readonly Pinned[], ecosystem: Pinned["ecosystem"]): ReadonlyMap<string, string> {
  return versionsOf(pinned, [], ecosystem, () => undefined);
}
