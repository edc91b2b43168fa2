import { InstallError } from "../install/index.ts";
import { kept, ParticipantError } from "../participants/index.ts";
import type { Bump } from "../types.ts";
import { type CellAsking, type Heard, hear, isLocked } from "./heard.ts";
import type { PlannedCell } from "./plan.ts";
import { sideOf, versionsOf } from "./sets.ts";

/**
 * The bumps that alone make a difference, by its id: each is installed with the others as they were before. A difference that
 * none makes alone is not in it.
 *
 * @param idsOf ids of what is different from before with one bump alone
 */
export async function explained(
  planned: PlannedCell,
  asking: CellAsking,
  spoken: string | undefined,
  idsOf: (alone: Heard) => Promise<readonly string[]>,
): Promise<ReadonlyMap<string, readonly Bump[]>> {
  const { bumps } = planned.cell;
  const by = new Map<string, readonly Bump[]>();
  if (bumps.length < 2) return by;
  for (const bump of bumps) {
    for (const id of new Set(await idsWith(bump, planned, asking, spoken, idsOf))) {
      by.set(id, [...(by.get(id) ?? []), bump]);
    }
  }
  return by;
}

/** @returns nothing where the versions do not go together, or cannot be asked: they explain nothing alone */
async function idsWith(
  bump: Bump,
  { participant, role, cell }: PlannedCell,
  asking: CellAsking,
  spoken: string | undefined,
  idsOf: (alone: Heard) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const end = (one: Bump) => (one === bump ? one.to : one.from);
  const versions = versionsOf(asking.subject.locked.base, cell.bumps, participant.ecosystem, end);
  const { wanted, title } = sideOf(participant, versions, isLocked(asking.subject));
  // What does not go together is asked of the registry once, not with every gate.
  let heard: Heard | undefined;
  const apart = async () => {
    try {
      heard = await hear(participant, role, versions, asking, spoken);
      return false;
    } catch (error) {
      if (error instanceof InstallError && !error.passing) return true;
      throw error;
    }
  };
  try {
    if (await kept(asking, title, ["apart", JSON.stringify(wanted)], apart)) return [];
    heard ??= await hear(participant, role, versions, asking, spoken);
    return heard ? await idsOf(heard) : [];
  } catch (error) {
    asking.signal.throwIfAborted();
    if (error instanceof InstallError || error instanceof ParticipantError) return [];
    throw error;
  }
}
