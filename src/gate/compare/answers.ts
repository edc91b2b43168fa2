import { placeText, recordedDifferences } from "../find/index.ts";
import { answerRecordOf, type Judged, judgeAnswer } from "../judge/index.ts";
import type { Answered, Speaker } from "../participants/index.ts";
import type { Noticed } from "./noticed.ts";

/**
 * How two versions of a server answer the same questions differently.
 *
 * @param read says how a real client fares with each of the two; undefined where there is none to ask
 */
export async function compareAnswers(
  before: Speaker,
  after: Speaker,
  read: ((question: string) => Promise<Judged | undefined>) | undefined,
): Promise<readonly Noticed[] | undefined> {
  const [was, is] = await Promise.all([before.answers?.(), after.answers?.()]);
  if (!was || !is) return undefined;
  const questions = [...new Set([...was, ...is].map(({ question }) => question))];
  const all = questions.map(async (question) => {
    const [old, now] = [was, is].map((answers) => answers.find((one) => one.question === question)) as [Answered?, Answered?];
    const found = recordedDifferences(question, old ? [answerRecordOf(old)] : [], now ? [answerRecordOf(now)] : []);
    return Promise.all(
      found.map(async (difference): Promise<Noticed> => {
        const { kind, place, before: wasSo, after: isSo } = difference;
        const own = judgeAnswer(difference, old, now);
        const judged = own.breaking ? ((await read?.(question)) ?? own) : own;
        // What is refused now, that was taken, is about what the server reads.
        const direction = old?.refused === false && now?.refused === true ? "receives" : "sends";
        const where = placeText(place).replace(/ body\./, " ");
        return { direction, kind, where, before: wasSo, after: isSo, shownBy: "what the server answered", judged };
      }),
    );
  });
  return (await Promise.all(all)).flat();
}
