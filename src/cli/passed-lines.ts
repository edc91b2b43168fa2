import type { Exchange } from "../../contracts/index.ts";
import type { Passed } from "../record/index.ts";
import { beside, count, sentenceOf } from "../report/index.ts";

/** Violations of one exchange that are spelt out. */
const shown = 5;

/** What is told of an exchange that passed: one line, and below it what it broke. */
export function passedLines({ exchange, judgement, asked }: Passed, contract: string, columns: number): string {
  const method = exchange.transport === "socket" ? "SOCKET" : exchange.request.method;
  const line = beside(`${method} `, lineOf(exchange), columns);
  if (!judgement) return [line, beside("  – ", `not in ${contract}: passed, not recorded`, columns)].join("\n");
  const { violations, unjudged, verdict } = judgement;
  const sentences = [...asked.map((one) => `the request breaks ${sentenceOf(one)}`), ...violations.map(sentenceOf)];
  const rest = sentences.length - shown;
  const below = [
    ...sentences.slice(0, shown).map((one) => beside("  ✗ ", one, columns)),
    ...(rest > 0 ? [`    and ${rest} more; wirecheck check lists them`] : []),
    ...(verdict === "inconclusive" ? [beside("  – ", `not judged: ${unjudged[0]?.because}`, columns)] : []),
  ];
  return [line, ...below].join("\n");
}

function lineOf({ request, response, frames, end, endedAt = 0 }: Exchange): string {
  const ended = end.how === "complete" || end.how === "closed" ? "" : ` ${end.how}`;
  const sent = count(frames.length, "frame");
  return `${request.url} ${response?.status ?? "–"} ${sent} ${Math.round(endedAt)} ms${ended}`;
}
