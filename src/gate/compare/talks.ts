import { isMembers } from "../../../contracts/index.ts";
import { recordedDifferences, recordText, tags } from "../find/index.ts";
import { judgeRequest, type Other, recordOf } from "../judge/index.ts";
import type { Asked, Speaker, Talk } from "../participants/index.ts";
import type { Noticed } from "./noticed.ts";

/** How two versions of a client behave differently in the same conversations: what they ask, and how they fare. */
export async function compareTalks(
  before: Speaker,
  after: Speaker,
  other: Other,
): Promise<readonly Noticed[] | undefined> {
  const [was, is] = await Promise.all([before.talks?.(), after.talks?.()]);
  if (!was || !is) return undefined;
  const asked = (talks: readonly Talk[]) => talks.flatMap(({ run }) => run.requests);
  const shownBy = "what the client asked the mock";
  return [...(await compareRequests(asked(was), asked(is), other, shownBy)), ...fates(was, is)];
}

/** How what is asked differs, by what is asked for. */
export async function compareRequests(
  before: readonly Asked[],
  after: readonly Asked[],
  other: Other,
  shownBy: string,
): Promise<readonly Noticed[]> {
  const spoken = await protocolChange(before, after, other, shownBy);
  if (spoken) return [spoken];
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  const all = keys.map(async (key) => {
    const [was, is] = [before, after].map((requests) => requests.filter((one) => one.key === key)) as [
      Asked[],
      Asked[],
    ];
    const found = recordedDifferences(key, was.map(recordOf), is.map(recordOf), tags);
    return Promise.all(
      found.map(async (difference): Promise<Noticed> => {
        const judged = await judgeRequest(difference, was, is, other);
        const { kind, place, before: wasSo, after: isSo } = difference;
        return { direction: "sends", kind, where: recordText(place), before: wasSo, after: isSo, shownBy, judged };
      }),
    );
  });
  return (await Promise.all(all)).flat();
}

/** Another protocol: nothing that was asked is asked any more. Then that is the change, and not each request. */
async function protocolChange(
  before: readonly Asked[],
  after: readonly Asked[],
  other: Other,
  shownBy: string,
): Promise<Noticed | undefined> {
  const [was, is] = [before, after].map(protocolOf) as [string, string];
  if (was === is || before.length === 0 || after.length === 0) return undefined;
  if (before.some(({ key }) => after.some((one) => one.key === key))) return undefined;
  const place = { root: "protocol", steps: [] };
  const whole = { of: "recorded", kind: "added", place, before: was, after: is, retyped: false } as const;
  const judged = await judgeRequest(whole, before, after, other);
  return { direction: "sends", kind: "changed", where: "protocol", before: was, after: is, shownBy, judged };
}

/** What requests are written in, with their names. */
function protocolOf(requests: readonly Asked[]): string {
  const first =
    requests.map(({ body }) => (isMembers(body) ? body : {})).find((body) => Object.keys(body).length > 0) ?? {};
  const name = typeof first.query === "string" ? "GraphQL" : typeof first.method === "string" ? "envelopes" : "routes";
  return `${name} (${[...new Set(requests.map(({ key }) => key))].join(", ")})`;
}

/** Conversations that end otherwise now. What breaks the contract, no server that keeps it sends. */
function fates(was: readonly Talk[], is: readonly Talk[]): Noticed[] {
  return was.flatMap(({ name, orderly, run: { outcome: old } }) => {
    const now = is.find((one) => one.name === name)?.run.outcome;
    if (!now || now.ok === old.ok) return [];
    const judged = now.ok
      ? { breaking: false, says: "it fares better than before" }
      : orderly
        ? { breaking: true, says: "the mock keeps its contract in this conversation" }
        : { breaking: false, says: "a server that keeps the contract does not say this" };
    return [
      {
        direction: "receives" as const,
        kind: now.ok ? ("accepted" as const) : ("refused" as const),
        where: `conversation ${name}`,
        before: old.ok ? "it ends" : `fails: ${old.says}`,
        after: now.ok ? "it ends" : `fails: ${now.says}`,
        shownBy: "the client in the mock's conversation",
        judged,
      },
    ];
  });
}
