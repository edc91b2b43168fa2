import { loadContract, type Schemas } from "../../../contracts/index.ts";
import { corpusOf } from "../corpus/index.ts";
import { payloadDifferences, placeText, type Reading } from "../find/index.ts";
import { judgePayload, type Other } from "../judge/index.ts";
import type { Speaker, Verdict } from "../participants/index.ts";
import type { Direction } from "../types.ts";
import type { Noticed } from "./noticed.ts";

/**
 * How two versions read and write one payload differently, judged.
 *
 * @param contracts references of the contract's versions that values are made of, beside the packages' own schemas
 * @returns undefined where neither says anything of that payload
 */
export async function comparePayload(
  root: string,
  direction: Direction,
  before: Speaker,
  after: Speaker,
  other: Other,
  contracts: readonly string[],
): Promise<readonly Noticed[] | undefined> {
  if (!before.verdicts || !after.verdicts) return undefined;
  const [old, now, promised] = await Promise.all([
    before.schemas?.([root]),
    after.schemas?.([root]),
    Promise.all(contracts.map(async (one) => (await loadContract(one)).schemas)),
  ]);
  const schemas = [old?.[root], now?.[root], ...promised].filter((one): one is Schemas => one !== undefined);
  const probes = corpusOf(schemas, root);
  const values = probes.map(({ data }) => data);
  const [was, is] = await Promise.all([before.verdicts(root, values), after.verdicts(root, values)]);
  if (!was || !is) return undefined;
  const differences = payloadDifferences(root, probes, reading(old?.[root], was), reading(now?.[root], is));
  return Promise.all(
    differences.map(async (difference): Promise<Noticed> => {
      const { kind, place, before: wasSo, after: isSo, seenIn } = difference;
      const judged = await judgePayload({ difference, direction, probes, before: was, after: is }, other);
      const shownBy = seenIn === "schema" ? "the schemas that it exports" : "its own parser; no schema shows it";
      return { direction, kind, where: placeText(place), before: wasSo, after: isSo, shownBy, judged };
    }),
  );
}

const reading = (schemas: Schemas | undefined, verdicts: readonly Verdict[]): Reading => ({
  schemas,
  verdicts: verdicts.map(({ accepted }) => accepted),
});
