import type { RecordedDifference } from "../find/index.ts";
import type { Answered } from "../participants/index.ts";
import type { Judged } from "./judged.ts";

/** An answer as what is compared of it. */
export const answerRecordOf = ({ status, headers, body }: Answered) => ({ status, headers, body });

/**
 * Whether a difference in an answer breaks whoever reads it, where no real reader was asked: what was taken and is refused
 * does, as does what is gone from, or of another type in, an answer that is no refusal. What was refused both times is
 * refused in other words.
 */
export function judgeAnswer(
  { kind, place, retyped }: RecordedDifference,
  was: Answered | undefined,
  is: Answered | undefined,
): Judged {
  if (!was || !is) return { breaking: false, says: "it was not asked both times" };
  if (was.refused && is.refused) return { breaking: false, says: "refused both times" };
  if (is.refused) return { breaking: true, says: `taken before, refused now (${is.status ?? "no answer"})` };
  if (was.refused) return { breaking: false, says: "refused before, taken now" };
  const last = place.steps.at(-1);
  const inHeaders = place.steps.some((step) => "key" in step && step.key === "headers");
  if (kind === "removed") return { breaking: true, says: "whoever reads it finds nothing" };
  if (kind === "added") return { breaking: false, says: "there is more to read" };
  if (last && "key" in last && last.key === "status") return { breaking: false, says: "taken both times" };
  return retyped && !inHeaders
    ? { breaking: true, says: "whoever reads it finds another type" }
    : { breaking: false, says: "another value of the same kind" };
}
