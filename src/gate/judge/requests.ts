import type { RecordedDifference } from "../find/index.ts";
import type { Asked } from "../participants/index.ts";
import { graft } from "./graft.ts";
import type { Judged } from "./judged.ts";
import type { Other } from "./other.ts";

/** A request as what is compared of it. */
export const recordOf = ({ method, path, headers, body }: Asked) => ({
  method,
  path,
  // A value is a version or a key; that there is such a header is what a server can mind.
  headers: Object.fromEntries(Object.keys(headers).map((name) => [name, "present"])),
  body,
});

/**
 * Whether a difference in what is asked breaks the other side: it is asked what was asked before, with this one thing as it
 * is now.
 *
 * @param before all requests of the key, as before; `after` as now
 */
export async function judgeRequest(
  { kind, place }: RecordedDifference,
  before: readonly Asked[],
  after: readonly Asked[],
  { takes, title }: Other,
): Promise<Judged> {
  if (place.steps.length === 0 && kind === "removed") return { breaking: false, says: "it is not asked any more" };
  if (!takes) return { breaking: null, says: `${title} cannot be asked whether it takes it` };
  if (place.steps.length === 0) {
    return judgeAll(after, takes, title);
  }
  const pairs = after.flatMap((now, at) => {
    const was = before.find(({ during }, index) => during === now.during && index >= at) ?? before[at] ?? before[0];
    return was ? [{ was, changed: withPlace(was, now, place.steps) }] : [];
  });
  const differing = pairs.filter(({ was, changed }) => JSON.stringify(was) !== JSON.stringify(changed));
  // No request was as it is now but for this: the new ones are asked as they are.
  if (differing.length === 0) return judgeAll(after, takes, title);
  const [old, now] = await Promise.all([
    takes(differing.map(({ was }) => was)),
    takes(differing.map(({ changed }) => changed)),
  ]);
  if (now.length < differing.length) return unsaid(title);
  const at = now.findIndex(({ taken }, index) => !taken && old[index]?.taken === true);
  const [refused, request] = [now[at], differing[at]?.changed];
  if (refused && request) return { breaking: true, says: refused.says, shown: { request } };
  const allRefused = now.length > 0 && now.every(({ taken }) => !taken);
  return { breaking: false, says: allRefused ? `${title} refused it before as well` : `accepted by ${title}` };
}

/** A version that has no such payload yet says nothing of it, and that is no yes. */
const unsaid = (title: string): Judged => ({ breaking: null, says: `${title} does not say whether it takes it` });

async function judgeAll(
  requests: readonly Asked[],
  takes: NonNullable<Other["takes"]>,
  title: string,
): Promise<Judged> {
  const takings = await takes(requests);
  if (takings.length < requests.length) return unsaid(title);
  const at = takings.findIndex(({ taken }) => !taken);
  const [refused, request] = [takings[at], requests[at]];
  if (refused && request) return { breaking: true, says: refused.says, shown: { request } };
  return { breaking: false, says: `accepted by ${title}` };
}

/** A request as it was, with one place as it is now; places are those of `recordOf`. */
function withPlace(was: Asked, now: Asked, steps: Parameters<typeof graft>[2]): Asked {
  const [first] = steps;
  if (first && "key" in first && first.key === "headers") {
    const name = steps[1];
    const only = name && "key" in name ? [steps[0], name].flatMap((step) => step ?? []) : steps;
    return { ...was, headers: (graft({ headers: was.headers }, { headers: now.headers }, only) as Asked).headers };
  }
  return graft(was, now, steps) as Asked;
}
