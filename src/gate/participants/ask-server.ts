import { converse } from "../../probe/index.ts";
import type { Asked, Taking } from "./types.ts";

/** Milliseconds until the answer is over. */
const budget = 10_000;
/** Characters of an answer that are shown. */
const shown = 160;

/**
 * Asks a server requests that a client made, and says of each whether it took it: an answer of 4xx or 5xx is a refusal, and
 * so is an error inside of a 200 (`errors` of GraphQL, RUN_ERROR of AG-UI).
 */
export async function askServer(title: string, url: string, requests: readonly Asked[]): Promise<readonly Taking[]> {
  const takings: Taking[] = [];
  for (const { method, path, headers, body } of requests) {
    const text = body === null ? undefined : typeof body === "string" ? body : JSON.stringify(body);
    const exchange = await converse({
      url: path.startsWith("http") ? path : url + path,
      method,
      headers: { ...headers },
      ...(text !== undefined && { body: text }),
      budgets: { firstFrame: budget, idle: budget, total: budget },
    });
    const status = exchange.response?.status;
    const heard = exchange.frames.map(({ raw }) => raw).join("");
    const error = /"errors":\s*\[|"type":\s*"RUN_ERROR"/.test(heard);
    const taken = status !== undefined && status < 400 && !error && exchange.end.how !== "budget";
    takings.push({
      taken,
      says: `${taken ? "accepted" : `refused (${status ?? "no answer"}${errorIn(heard)})`} by ${title}`,
    });
  }
  return takings;
}

/** What an answer says is wrong, in its own words. */
function errorIn(text: string): string {
  const [, says] = /"(?:message|error|msg)":\s*"((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
  return says === undefined ? "" : `: ${says.replaceAll(/\\(.)/g, "$1").slice(0, shown)}`;
}
