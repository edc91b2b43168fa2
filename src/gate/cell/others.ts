import { loadContract } from "../../../contracts/index.ts";
import { createMock } from "../../../mocks/index.ts";
import type { Role } from "../catalogue/index.ts";
import { type Other, takingOf } from "../judge/index.ts";
import { type Asked, askServer, contractAt, type Speaker, type Verdict } from "../participants/index.ts";
import { byName, type CellAsking, type Heard, hear } from "./heard.ts";
import type { PlannedCell } from "./plan.ts";

/**
 * Whoever is on the other side of a cell: real packages where some are named or locked, else what the contract says of a
 * side as old as what was there before.
 *
 * @throws InstallError
 */
export async function otherOf({ other, role }: PlannedCell, before: Heard, asking: CellAsking): Promise<Other> {
  const found: { readonly heard: Heard; readonly receives: readonly string[] }[] = [];
  for (const one of other) {
    const { participant, pinned } = one;
    const versions = new Map([...byName(asking.subject.around, pinned.ecosystem), [pinned.name, pinned.version]]);
    const heard = await hear(participant, one.role, versions, asking);
    if (heard) found.push({ heard, receives: one.role.receives });
  }
  if (found.length === 0) return nobody(role, before);
  const title = found.map(({ heard }) => heard.title).join(" and ");
  const takings = found.flatMap(({ heard, receives }) => takingOf(heard.speaker, receives) ?? []);
  return {
    title,
    speaker: together(
      title,
      found.map(({ heard }) => heard.speaker),
    ),
    receives: found.flatMap(({ receives }) => receives),
    takes: takings.length === 0 ? undefined : (requests) => everyTaking(takings, requests),
  };
}

type Takes = NonNullable<Other["takes"]>;

/** Taken by all, or refused in the words of the first that does. */
async function everyTaking(takings: readonly Takes[], requests: readonly Asked[]) {
  const all = await Promise.all(takings.map((takes) => takes(requests)));
  return requests.map((_, at) => {
    const said = all.flatMap((one) => one[at] ?? []);
    return said.find(({ taken }) => !taken) ?? said[0] ?? { taken: false, says: "nobody answered" };
  });
}

/** Several as one: it accepts what all accept, and sends what one of them sends. */
function together(title: string, speakers: readonly Speaker[]): Speaker {
  const [only] = speakers;
  if (only && speakers.length === 1) return only;
  const visitor = speakers.find(({ visits }) => visits);
  return {
    title,
    async verdicts(root, values) {
      const all = (await Promise.all(speakers.map((one) => one.verdicts?.(root, values)))).flatMap((one) =>
        one ? [one] : [],
      );
      if (all.length === 0) return undefined;
      return values.map((_, at): Verdict => {
        const said = all.flatMap((one) => one[at] ?? []);
        return { accepted: said.every(({ accepted }) => accepted), sent: said.some(({ sent }) => sent) };
      });
    },
    ...(visitor?.visits && { visits: visitor.visits }),
  };
}

/** Where nobody is named: the mock, as old as what was there before. */
function nobody(role: Role, { version }: Heard): Other {
  const reference = contractAt(role, version);
  if (reference === undefined) return { title: "nobody", speaker: undefined, receives: [], takes: undefined };
  const takes: Takes = async (requests) => {
    const mock = await createMock({ contracts: [await loadContract(reference)], pace: "none" });
    try {
      return await askServer(`the mock of ${reference}`, mock.url, requests);
    } finally {
      await mock.close();
    }
  };
  return { title: `the contract ${reference}`, speaker: undefined, receives: [], takes };
}
