import type { Exchange } from "../../contracts/index.ts";
import { diagnose } from "../diagnose/index.ts";
import type { Context } from "./context.ts";
import { asked } from "./evidence/asked.ts";
import { opened } from "./evidence/session.ts";
import type { Settings } from "./settings.ts";
import type { CheckResult, Reason } from "./types.ts";

/** Milliseconds that a diagnosis may take at most, and how many of them a run makes: each asks some twenty times. */
const budget = 3000;
const most = 3;

/** By check, the rules whose breach says that client and server do not come together at all. */
const rules: Readonly<Record<string, readonly string[]>> = {
  handshake: ["handshake/accepted", "route/registered"],
  registered: ["route/registered"],
  answers: ["response/status"],
};

/**
 * Gives the reason of a failed connect for the results of one run: one diagnosis for each way in which connects fail,
 * three at most, and each finding once. Undefined where the check passed, is of another kind, or nothing was found.
 */
export function reasonsOf(context: Context): (result: CheckResult) => Promise<Reason | undefined> {
  const ways = new Set<string>();
  const told = new Set<string>();
  return async (result) => {
    const exchange = await failedConnect(context, result);
    if (!exchange) return undefined;
    const { transport, request, response, end } = exchange;
    const way = [transport, result.violations[0]?.rule, response?.status ?? end.how].join(" ");
    if (ways.has(way) || ways.size >= most) return undefined;
    ways.add(way);
    const socket = transport === "socket";
    const url = socket ? request.url.replace(/^http/i, "ws") : request.url;
    const reason = await reasonFor(context.settings, url, socket);
    const finding = reason?.causes.map(({ id }) => id).join(" ") ?? "";
    if (told.has(finding)) return undefined;
    told.add(finding);
    return reason;
  };
}

/**
 * What `diagnose` finds at a URL, within the run's budget of one exchange; undefined where it finds no cause.
 *
 * @param asPage whether the Origin counts; a preflight that is refused too does not explain that a route is missing
 */
export async function reasonFor(settings: Settings, url: string, asPage = false): Promise<Reason | undefined> {
  const { contract, parameters, timeout, signal } = settings;
  if (signal?.aborted) return undefined;
  const { origin = "", ...headers } = settings.headers;
  const { target, answer, causes } = await diagnose({
    url,
    contract,
    headers,
    origin: asPage ? origin : "",
    parameters,
    budget: Math.min(budget, timeout),
    ...(signal && { signal }),
  });
  if (causes.length === 0) return undefined;
  return { target, answer, causes: causes.map(({ id, certainty, fix, page }) => ({ id, certainty, fix, page })) };
}

/** The exchange of a check that asks whether its endpoint is there, where it was not, or nothing answered well. */
async function failedConnect(context: Context, result: CheckResult): Promise<Exchange | undefined> {
  const { contract, signal } = context.settings;
  if (result.verdict === "pass" || result.unprobed || signal?.aborted) return undefined;
  const endpoint = contract.endpoints.find(({ id }) => id === result.endpoint);
  const broken = rules[result.id.slice(result.endpoint.length + 1)];
  if (!endpoint || !broken) return undefined;
  // The check itself gathered it, so nothing is asked again.
  const seen = endpoint.transport === "http" ? await asked(context, endpoint) : await opened(context, endpoint);
  if (!("exchange" in seen)) return undefined;
  const [violation] = result.violations;
  const fails = violation ? broken.includes(violation.rule) : seen.exchange.response === undefined;
  return fails ? seen.exchange : undefined;
}
