import { recordedDifferences, recordText } from "../find/index.ts";
import { answerRecordOf, type Judged, judgeAnswer } from "../judge/index.ts";
import type { Answered, Speaker } from "../participants/index.ts";
import type { Noticed } from "./noticed.ts";

/** Items of an answer's lists that are told apart; a `type` is told apart in events alone, where it is no code of an error. */
const tags = ["__typename", "role"];

/**
 * How two versions of a server answer the same questions differently.
 *
 * @param read says how a real client fares with each of the two; undefined where there is none to ask
 */
export async function compareAnswers(
  before: Speaker,
  after: Speaker,
  read: (() => Promise<Judged>) | undefined,
): Promise<readonly Noticed[] | undefined> {
  const [was, is] = await Promise.all([before.answers?.(), after.answers?.()]);
  if (!was || !is) return undefined;
  const questions = [...new Set([...was, ...is].map(({ question }) => question))];
  const all = await Promise.all(
    questions.map(async (question) => {
      const of = (answers: readonly Answered[]) => answers.find((one) => one.question === question);
      return { question, noticed: await compareAnswer(question, of(was), of(is), read) };
    }),
  );
  return alike(all);
}

async function compareAnswer(
  question: string,
  old: Answered | undefined,
  now: Answered | undefined,
  read: (() => Promise<Judged>) | undefined,
): Promise<Noticed[]> {
  const records = [old, now].map((one) => (one ? [answerRecordOf(one)] : [])) as [unknown[], unknown[]];
  const isEvents = [old, now].some((one) => Array.isArray(one?.body));
  const found = recordedDifferences(question, ...records, isEvents ? ["type", ...tags] : tags);
  const turned = old !== undefined && now !== undefined && old.refused !== now.refused;
  // Where it is taken or refused now, everything else of the answer follows from that.
  const own = turned ? found.filter(({ place: { steps } }) => steps.length === 1 && isStatus(steps[0])) : found;
  return Promise.all(
    (own.length > 0 ? own : found).map(async (difference): Promise<Noticed> => {
      const judged = judgeAnswer(difference, old, now);
      const { kind, place, before, after } = difference;
      return {
        // What is refused now, that was taken, is about what the server reads.
        direction: turned ? "receives" : "sends",
        kind,
        where: recordText(place),
        before,
        after,
        shownBy: "what the server answered",
        judged: judged.breaking && read ? await read() : judged,
      };
    }),
  );
}

const isStatus = (step: object | undefined) => step !== undefined && "key" in step && step.key === "status";

/** Questions of which the answers differ in the very same way are told once, by the first of them. */
function alike(all: readonly { readonly question: string; readonly noticed: readonly Noticed[] }[]): Noticed[] {
  const groups = new Map<string, { first: readonly Noticed[]; questions: string[] }>();
  for (const { question, noticed } of all) {
    if (noticed.length === 0) continue;
    const key = JSON.stringify(noticed.map(({ where, ...one }) => ({ ...one, where: where.slice(question.length) })));
    const group = groups.get(key) ?? { first: noticed, questions: [] };
    group.questions.push(question);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ first, questions: [, ...more] }) =>
    first.map((one) =>
      more.length === 0 ? one : { ...one, shownBy: `${one.shownBy}; the same for ${more.join(", ")}` },
    ),
  );
}
