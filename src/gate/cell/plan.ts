import type { Catalogue, Participant, Role } from "../catalogue/index.ts";
import { CatalogueError } from "../catalogue/index.ts";
import type { Bump, Cell, GateSide, Pinned } from "../types.ts";

/** What a gate is about. */
export interface Subject {
  readonly bumps: readonly Bump[];
  /** What is installed with them, before and after: from lockfiles; empty where packages were named. */
  readonly locked: { readonly base: readonly Pinned[]; readonly head: readonly Pinned[] };
  /** What the project has installed: who may be on the other side where nobody is named. */
  readonly around: readonly Pinned[];
  /** What is on the other side, as named. */
  readonly others: readonly Pinned[];
  /** Sides that are asked about; undefined for those that the catalogue has. */
  readonly side: GateSide | "both" | undefined;
}

/** A cell with what it is made of. */
export interface PlannedCell {
  readonly cell: Cell;
  readonly participant: Participant;
  readonly role: Role;
  /** Participants on the other side, with the packages that stand for each. */
  readonly other: readonly { readonly participant: Participant; readonly role: Role; readonly pinned: Pinned }[];
  /** Whether the catalogue has anybody who could be on the other side. */
  readonly hasOther: boolean;
}

/**
 * What is to be compared: for every participant that a bump touches, each side of each contract that it speaks.
 *
 * @throws CatalogueError `no-other-side` when a package that was named with `--other` is on no other side of anything
 */
export function cellsOf(catalogue: Catalogue, subject: Subject): readonly PlannedCell[] {
  const all = catalogue.participants.flatMap((participant) => {
    const own = subject.bumps.filter((bump) => has(participant.members, participant, bump));
    // Of several lockfiles the one nearest to the root counts, and the others' upgrades are said not to be judged.
    const bumps = own.filter(({ name }, at) => own.findIndex((one) => one.name === name) === at);
    if (bumps.length === 0 || !isThere(participant, subject)) return [];
    return participant.speaks
      .filter(({ side }) => subject.side === undefined || subject.side === "both" || subject.side === side)
      .map((role) => planned(catalogue, subject, participant, role, bumps));
  });
  const cells = withoutYielding(all);
  const used = new Set(cells.flatMap(({ other }) => other.map(({ pinned }) => pinned)));
  const idle = subject.others.find((pinned) => !used.has(pinned));
  if (idle && cells.some(({ participant }) => participant.kind !== "none")) {
    const sides = cells.map(({ role }) => `${role.contract} as ${role.side}`).join(", ");
    throw new CatalogueError(
      "no-other-side",
      `--other ${idle.name}@${idle.version} is on no other side of what changes (${sides || "nothing"}).`,
      "Name the package that the changed one talks with, or pin a package of the same side with --from and --to.",
    );
  }
  return cells;
}

/** Who yields is about those bumps alone that nobody else is about. */
function withoutYielding(all: readonly PlannedCell[]): readonly PlannedCell[] {
  const covered = new Set(all.filter(({ participant }) => !participant.yields).flatMap(({ cell }) => cell.bumps));
  return all.flatMap((one): PlannedCell[] => {
    if (!one.participant.yields) return [one];
    const bumps = one.cell.bumps.filter((bump) => !covered.has(bump));
    return bumps.length > 0 ? [{ ...one, cell: { ...one.cell, bumps } }] : [];
  });
}

/** Whether a participant is installed before and after; what came or went has nothing to be compared with. */
function isThere({ main, ecosystem }: Participant, { bumps, locked }: Subject): boolean {
  const all = (pinned: readonly Pinned[], end: "from" | "to") =>
    main.some(
      (name) =>
        bumps.some((bump) => bump.ecosystem === ecosystem && bump.name === name && bump[end] !== undefined) ||
        (bumps.every((bump) => bump.name !== name) &&
          pinned.some((one) => one.ecosystem === ecosystem && one.name === name)),
    );
  return all(locked.base, "from") && all(locked.head, "to");
}

/** What only lists the payloads says less than what really reads them. */
function telling(other: PlannedCell["other"]): PlannedCell["other"] {
  const real = other.filter(({ participant }) => !participant.yields);
  return real.length > 0 ? real : other;
}

const has = (names: readonly string[], { ecosystem }: Participant, one: { ecosystem: string; name: string }) =>
  one.ecosystem === ecosystem && names.includes(one.name);

function planned(
  catalogue: Catalogue,
  subject: Subject,
  participant: Participant,
  role: Role,
  bumps: readonly Bump[],
): PlannedCell {
  const opposite = (pinned: Pinned) =>
    catalogue.participants.flatMap((one) =>
      has(one.main, one, pinned) && one.kind !== "none"
        ? one.speaks.flatMap((own) =>
            own.contract === role.contract && own.side !== role.side ? [{ participant: one, role: own, pinned }] : [],
          )
        : [],
    );
  const named = subject.others.flatMap(opposite);
  // A package that changes is judged as this side of it alone; whoever else has it is told by its name.
  const around = subject.around.filter((one) => !has(participant.main, participant, one)).flatMap(opposite);
  const other = named.length > 0 ? named : telling(around);
  return {
    participant,
    role,
    other,
    hasOther: catalogue.participants.some(({ speaks }) =>
      speaks.some((own) => own.contract === role.contract && own.side !== role.side),
    ),
    cell: {
      id: `${participant.id}.${role.side}`,
      title: `${bumps.map(({ name, from, to }) => `${name} ${from} → ${to}`).join(", ")} as ${role.side} of ${role.contract}`,
      contract: role.contract,
      side: role.side,
      bumps,
      other: other.map(({ pinned: { ecosystem, name, version } }) => ({ ecosystem, name, version })),
      browser:
        participant.kind === "copilotkit-page" || other.some((one) => one.participant.kind === "copilotkit-page"),
    },
  };
}
