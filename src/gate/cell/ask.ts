import { compareVersions } from "../../../contracts/index.ts";
import type { Role } from "../catalogue/index.ts";
import { compareAnswers, comparePayload, compareRequests, compareTalks, type Noticed } from "../compare/index.ts";
import type { Judged, Other } from "../judge/index.ts";
import { contractAt, ParticipantError, type Speaker } from "../participants/index.ts";
import type { Bump, Change } from "../types.ts";
import { explained } from "./explain.ts";
import { type CellAsking, type Heard, hear } from "./heard.ts";
import { nextOf } from "./next.ts";
import { otherOf } from "./others.ts";
import type { PlannedCell } from "./plan.ts";
import { versionsOf } from "./sets.ts";

/** What came of a cell. */
export interface CellResult {
  readonly changes: readonly Change[];
  /** What one of the two versions, or both, say nothing of: `payloads of Event`. */
  readonly missing: readonly string[];
}

/**
 * Installs both ends of a cell and whoever is on its other side, asks them, and compares.
 *
 * @returns undefined where nothing can ask such a package
 * @throws InstallError, ParticipantError: why it could not be done
 */
export async function askCell(planned: PlannedCell, asking: CellAsking): Promise<CellResult | undefined> {
  const { participant, role, cell } = planned;
  const { locked } = asking.subject;
  const { ecosystem } = participant;
  const old = versionsOf(locked.base, cell.bumps, ecosystem, ({ from }) => from);
  const now = versionsOf(locked.head, cell.bumps, ecosystem, ({ to }) => to);
  const spoken = spokenTo(planned, old, now);
  const before = await hear(participant, role, old, asking, spoken);
  const after = before && (await hear(participant, role, now, asking, spoken));
  if (!before || !after) return undefined;
  const other = await otherOf(planned, before, asking);
  const { noticed, missing } = await compared(role, before, after, other);
  const again = async (alone: Heard) =>
    (await compared(role, before, alone, other)).noticed.map((one) => idOf(one, planned));
  const alone: ReadonlyMap<string, readonly Bump[]> =
    noticed.length === 0 ? new Map() : await explained(planned, asking, spoken, again);
  const changes = noticed.map((one) => changeOf(one, planned, alone.get(idOf(one, planned)) ?? cell.bumps));
  return { changes: await Promise.all(changes), missing };
}

/**
 * The version of the contract that both ends are talked to in, so that what differs is theirs: what is spoken today, but for
 * pages, of which the newer one shows all that it does only where that is understood.
 */
function spokenTo(
  { participant, role }: PlannedCell,
  ...ends: readonly ReadonlyMap<string, string>[]
): string | undefined {
  const versions = ends.flatMap((one) => participant.main.flatMap((name) => one.get(name) ?? []));
  const [before = ""] = versions;
  const newest = [...versions].sort(compareVersions).at(-1) ?? "";
  return contractAt(role, participant.kind === "copilotkit-page" ? newest : before);
}

interface Compared {
  readonly noticed: readonly Noticed[];
  readonly missing: readonly string[];
}

/** All that is different between two of a kind, judged. What nothing was heard of is missing, for it was not compared. */
async function compared(role: Role, before: Heard, after: Heard, other: Other): Promise<Compared> {
  const [old, now] = [before.speaker, after.speaker];
  const contracts = [...new Set([before, after].flatMap(({ version }) => contractAt(role, version) ?? []))];
  const noticed: Noticed[] = [];
  const missing: string[] = [];
  const take = (what: string, some: readonly Noticed[] | undefined) => {
    if (some) noticed.push(...some);
    else missing.push(what);
  };
  // What a client sends is seen in its requests; what it could send, its application decides.
  const sends = old.talks || old.tells ? [] : role.sends;
  for (const root of sends) {
    take(`payloads of ${root}`, await comparePayload(root, "sends", old, now, other, contracts));
  }
  for (const root of role.receives) {
    take(`payloads of ${root}`, await comparePayload(root, "receives", old, now, other, contracts));
  }
  if (role.side === "consumer" && old.talks) take("requests", await compareTalks(old, now, other));
  if (role.side === "consumer" && old.tells) {
    const [was = [], is = []] = [await old.tells(), await now.tells?.()];
    const heard = was.length > 0 && is.length > 0;
    const shownBy = "what the runtime asked its agent";
    take("requests to the agent", heard ? await compareRequests(was, is, other, shownBy) : undefined);
  }
  if (role.side === "producer" && old.answers) {
    take("answers", await compareAnswers(old, now, readerOf(old, now, other.speaker)));
  }
  return { noticed, missing };
}

/** How a real client fares with a server, before and after; asked once, when a difference makes it matter. */
function readerOf(old: Speaker, now: Speaker, other: Speaker | undefined): (() => Promise<Judged>) | undefined {
  const { visits, title } = other ?? {};
  if (!visits || !old.serves || !now.serves) return undefined;
  let said: Promise<Judged> | undefined;
  const ask = async (): Promise<Judged> => {
    const [was, is] = [await old.serves?.(visits), await now.serves?.(visits)];
    if (!was || !is) return { breaking: null, says: `${title} could not be asked` };
    if (is.outcome.ok) return { breaking: false, says: `${title} gets along with it` };
    if (!was.outcome.ok) return { breaking: false, says: `${title} failed with what was there before as well` };
    return { breaking: true, says: `${title} fails with it: ${is.outcome.says}` };
  };
  const unasked = (error: unknown): Judged => {
    if (error instanceof ParticipantError) return { breaking: null, says: error.message.replace(/\.$/, "") };
    throw error;
  };
  return () => {
    said ??= ask().catch(unasked);
    return said;
  };
}

const idOf = ({ direction, where, kind }: Noticed, { cell }: PlannedCell) =>
  [cell.contract, cell.side, direction, where, kind].join("/");

async function changeOf(noticed: Noticed, planned: PlannedCell, by: readonly Bump[]): Promise<Change> {
  const { direction, where, before, after, shownBy, judged } = noticed;
  const { contract, side } = planned.cell;
  return {
    id: idOf(noticed, planned),
    contract,
    side,
    direction,
    breaking: judged.breaking,
    where,
    before,
    after,
    evidence: [shownBy, judged.says],
    by: by.map(({ name, to }) => `${name}@${to}`),
    ...(judged.breaking !== false && { next: await nextOf(noticed, planned, by) }),
  };
}
