import { type Contract, type Exchange, matchEndpoint } from "../../contracts/index.ts";
import { clientOf } from "./client.ts";
import { decide } from "./decide.ts";
import { refusedIn } from "./evidence/protocol.ts";
import { problemsIn, refusalsIn } from "./evidence/refusals.ts";
import type { AppFact, Heard, Protocol, Seen } from "./facts.ts";
import { judge } from "./judge.ts";
import { slashToggled } from "./target.ts";
import type { FoundCause } from "./types.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * The causes that a client's own words show, for a server that knows what it serves: one exchange that was refused is held
 * against the same table as what `diagnose` asks. Nothing is asked.
 *
 * @param exchange its URL is a path below the contract's server
 * @returns the surest first; empty where the words show none
 */
export function causesOfExchange(contract: Contract, exchange: Exchange): readonly FoundCause[] {
  const seen = exchange.transport === "socket" ? seenOfSocket(contract, exchange) : seenOfHttp(contract, exchange);
  return decide(judge(seen).standing, seen).causes;
}

function seenOfHttp(contract: Contract, exchange: Exchange): Seen {
  const { request, frames } = exchange;
  const path = request.url.replace(/\?.*/, "");
  const body = frames.map(({ raw }) => raw).join("");
  const sent = membersOf(request.body);
  const spoken = spokenIn(request.method, path, sent);
  const own = matchEndpoint(contract, request.method, path, "http", request.body)
    ? clientOf(contract)?.speaks
    : undefined;
  const heard = heardOf(exchange, body);
  return {
    url: { scheme: "http:", socket: false, ...(spoken && { speaks: [spoken] }), sends: Object.keys(sent) },
    ...seenOfPath(contract, path, heard),
    ...(own && { protocol: { speaks: own } }),
    "post-newest": { ...heard, ...refusedIn(heard) },
    log: { file: "", bytes: 0, of: 0, lines: [], marks: marksIn(body) },
  };
}

/** Of a path that is nowhere, what would be asked and listed: a made-up one gets the same, and a socket opens. */
function seenOfPath(contract: Contract, path: string, heard: Heard): Seen {
  if (methods.some((method) => matchEndpoint(contract, method, path, "http"))) return {};
  if (matchEndpoint(contract, "GET", path, "socket"))
    return { get: heard, upgrade: { ...heard, status: 101, said: "101" } };
  return { get: heard, "get-control": heard, app: served(contract) };
}

/** What the contract has stands for what would be asked, and for the sources: the server has exactly its routes. */
function seenOfSocket(contract: Contract, exchange: Exchange): Seen {
  const upgrade = heardOf(exchange, "");
  const url = new URL(exchange.request.url, "http://mock");
  const has = (path: string, how: "socket" | "http") => matchEndpoint(contract, "GET", path, how) !== undefined;
  if (has(url.pathname, "socket")) return {};
  const base = { url: { scheme: "ws:", socket: true }, upgrade, "upgrade-again": upgrade };
  const other = slashToggled(url)?.pathname ?? "";
  if (has(other, "socket")) return { ...base, "upgrade-slash": { ...upgrade, path: other, status: 101, said: "101" } };
  const app = served(contract);
  if (!has(url.pathname, "http")) return { ...base, "upgrade-control": upgrade, app };
  const place = { file: contract.name, line: 1, text: "" };
  const router = { ...place, name: contract.name };
  return {
    ...base,
    get: { ...upgrade, status: 200, said: "200" },
    "get-control": { ...upgrade, status: 404, said: "404" },
    app: { ...app, http: { ...place, method: "GET", paths: [url.pathname], router, included: "always" } },
  };
}

/** The contract as sources: the server has exactly its routes. */
const served = ({ name }: Contract): AppFact => ({
  folder: name,
  tie: "it is what the server serves",
  files: 1,
  complete: true,
  skipped: [],
  unresolved: [],
  changed: [],
  beside: [],
});

/** What a request is written in, by its own words. */
function spokenIn(method: string, path: string, sent: Readonly<Record<string, unknown>>): Protocol | undefined {
  if (typeof sent.query === "string") return "graphql";
  if (typeof sent.method === "string") return "envelope";
  if ("threadId" in sent && "runId" in sent) return "ag-ui";
  return method === "GET" && path.endsWith("/info") ? "rest" : undefined;
}

function heardOf({ request, response }: Exchange, body: string): Heard {
  const status = response?.status ?? 0;
  const { method, url } = request;
  const path = url.replace(/\?.*/, "");
  return {
    method,
    path,
    end: "enough",
    status,
    headers: response?.headers ?? {},
    body,
    said: `${status} ${body}`,
    ms: 0,
  };
}

const marksIn = (body: string) =>
  refusalsIn(problemsIn(body)).map(({ id, says }) => ({ id, line: `a 422, ${says}`, fresh: true }));

function membersOf(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
