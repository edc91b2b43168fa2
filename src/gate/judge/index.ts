export { answerRecordOf, judgeAnswer } from "./answers.ts";
export type { Judged } from "./judged.ts";
export { type Other, takingOf } from "./other.ts";
export { judgePayload } from "./payload.ts";
export { judgeRequest, recordOf } from "./requests.ts";
export { firstThatTakes } from "./way-out.ts";
