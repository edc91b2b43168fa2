import { isDeepStrictEqual } from "node:util";
import { buildSchema, lexicographicSortSchema, printSchema } from "graphql";
import {
  type Contract,
  type HttpEndpoint,
  judgeExchange,
  matchEndpoint,
  readRequest,
} from "../../../contracts/index.ts";
import { endpoint as address, routes as mount } from "../../backends/runtime-talk.ts";
import { type Answered, type Evidence, exchangeOf, textOf } from "./evidence.ts";
import { ofInputs } from "./inputs.ts";
import { exampleOf, type Generation } from "./questions.ts";
import type { Forwarded } from "./recording-agent.ts";

/** Everything in which a generation of the contract and what its real runtime did differ, a sentence each. */
export function differences(generation: Generation, evidence: Evidence): string[] {
  const { main, routes } = generation;
  return [
    ...evidence.asked.flatMap((one) => {
      const told = one.path.startsWith(mount)
        ? routes
          ? ofAnswer(routes, mount, one)
          : []
        : ofAnswer(main, address, one);
      return told.map((what) => `${one.name}: ${what}`);
    }),
    ...[main, ...(routes ? [routes] : [])].flatMap((contract) => ofForwarded(contract, evidence.forwarded)),
    ...ofGraphql(main, evidence),
    ...ofInputs(main),
    ...ofTwins(main),
    ...ofInstead(main, evidence),
    ...ofExamples(main, evidence),
  ];
}

/** One answer: whose it is, whether it keeps the promise, and whether the request was refused as its schema says. */
function ofAnswer(contract: Contract, base: string, asked: Answered): string[] {
  const path = asked.path.split("?")[0]!.slice(base.length);
  const body = asked.body === undefined ? undefined : textOf(asked.body);
  const below = asked.path.startsWith(base);
  const match = below ? matchEndpoint(contract, asked.method, path, "http", body) : undefined;
  if (!match) return ofNowhere(contract, below && !nowhere(contract, path), asked);
  const endpoint = match.endpoint as HttpEndpoint;
  if (asked.status === null)
    return isSilent(endpoint, asked.wrongAt) ? [] : ["nothing answered, and no x-silent says so"];
  const exchange = exchangeOf(asked, endpoint.id);
  const { violations, unjudged } = judgeExchange(contract, exchange, { mode: "strict" });
  const { breaches } = readRequest(contract, endpoint, { ...exchange.request, parameters: match.parameters });
  const answers = endpoint.answers.some(({ status }) => /^2/.test(status));
  const taken = asked.status < 400;
  return [
    ...[...violations, ...unjudged.map(({ rule, because }) => ({ rule, message: because }))].map(
      ({ rule, message }) => `${rule}: ${message}`,
    ),
    ...(taken && asked.means !== undefined && asked.means !== endpoint.id
      ? [`it is ${asked.means}, not ${endpoint.id}`]
      : []),
    ...(isSilent(endpoint, asked.wrongAt) ? ["was answered, and x-silent says that it is not"] : []),
    ...(answers && !asked.beside && taken !== (breaches.length === 0)
      ? [
          `${endpoint.id} got ${asked.status}, and the schema ${taken ? `refuses it: ${breaches[0]?.message}` : "takes it"}`,
        ]
      : []),
    ...(asked.answered["content-type"] === "text/event-stream" ? ofRelay(endpoint, asked) : []),
    ...(exampled.has(asked.name) ? ofExample(endpoint, asked) : []),
  ];
}

const nowhere = ({ endpoints }: Contract, path: string) =>
  !endpoints.some((one) => matchesPath(one as HttpEndpoint, path));
const matchesPath = (one: HttpEndpoint, path: string) =>
  new RegExp(`^${one.path.replace(/\{[^{}]+\}/g, "[^/]+")}$`).test(path);

function ofNowhere({ unregistered }: Contract, known: boolean, { status, frames }: Answered): string[] {
  const promise = known ? unregistered.method : unregistered.path;
  const text = frames.join("");
  const said = readJson(text) ?? (text || undefined);
  if (status === promise?.status && isDeepStrictEqual(said, promise?.body)) return [];
  return [`x-unregistered promises ${JSON.stringify(promise)}, and it was ${status} ${text}`];
}

const isSilent = ({ silent = [] }: HttpEndpoint, pointer: string | undefined) =>
  pointer !== undefined && silent.some((at) => pointer.startsWith(at));

/** The agent says a key that its runtime's version does not know: passed on, or not. */
function ofRelay({ answers }: HttpEndpoint, { frames }: Answered): string[] {
  if (!frames.some((raw) => raw.includes("RUN_STARTED"))) return [];
  const seen = frames.some((raw) => raw.includes("protocolVersion"));
  const said = answers.some(({ content }) => content.some(({ relays }) => relays !== undefined));
  return seen === said
    ? []
    : [`x-relays is ${said}, and the runtime ${seen ? "passes" : "does not pass"} unknown keys on`];
}

const exampled = new Set(["info", "GET /info", "POST /transcribe"]);

/** The example of an answer is built as the real one. */
function ofExample({ answers }: HttpEndpoint, { status, frames }: Answered): string[] {
  const promised = answers.find((one) => one.status === String(status))?.content[0]?.examples[0]?.value;
  const [a, b] = [outline(promised), outline(readJson(frames.join("")))];
  return isDeepStrictEqual(a, b)
    ? []
    : [`the example is built ${JSON.stringify(a)}, and the answer ${JSON.stringify(b)}`];
}

/** Keys and types; versions are told apart by their text. */
function outline(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map((item) => outline(item));
  if (typeof value !== "object" || value === null) return key === "version" || value === null ? value : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, outline(member, name)]));
}

/**
 * Runs that were forwarded: their shape, and of the first, which was asked with headers of an application, which of them
 * went along.
 */
export function ofForwarded(contract: Contract, forwarded: readonly Forwarded[]): string[] {
  const [call] = contract.calls ?? [];
  if (!call) return ["the contract has no call"];
  return forwarded.flatMap(({ headers, body }, index) => {
    const request = { method: "POST", url: "/", headers, body: JSON.stringify(body) };
    const shape = readRequest(contract, call, request, "strict").breaches;
    return [
      ...shape.map(({ path, message }) => `forwarded ${path}: ${message}`),
      ...(index === 0 ? ofHeaders(call, headers) : []),
    ];
  });
}

const ofApplication = ["authorization", "x-of-the-page", "of-the-page"];

function ofHeaders({ forwards = [] }: HttpEndpoint, headers: Forwarded["headers"]): string[] {
  const goes = (name: string) =>
    forwards.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one));
  const [promised, went] = [ofApplication.filter(goes), ofApplication.filter((name) => name in headers)];
  return isDeepStrictEqual(promised, went) ? [] : [`x-forwards promises ${promised}, and ${went} went along`];
}

function ofGraphql({ graphql }: Contract, evidence: Evidence): string[] {
  try {
    const ours = graphql && printSchema(lexicographicSortSchema(buildSchema(graphql)));
    return ours === evidence.graphql ? [] : ["x-graphql is not the schema that the runtime tells of"];
  } catch (error) {
    return [`x-graphql holds no schema: ${(error as Error).message}`];
  }
}

/** What another generation answers is named, and what its own does is not. */
function ofInstead({ instead = [], graphql }: Contract, { asked }: Evidence): string[] {
  const answers = asked.filter(({ path, status }) => path === address && status !== null);
  return answers.flatMap(({ name, status, frames }) => {
    const row = instead.find((one) => one.status === status && frames.join("").includes(one.says));
    return row ? [`${name}: x-instead takes it for ${row.speaks}${graphql === undefined ? "" : ", with GraphQL"}`] : [];
  });
}

/** Requests were made from the contract's examples, which must stay what was asked. */
function ofExamples(main: Contract, { asked }: Evidence): string[] {
  const id = main.graphql === undefined ? "agent-run" : "generate-copilot-response";
  const first = main.graphql === undefined ? "agent/run" : "generateCopilotResponse";
  return [
    { name: first, example: "" },
    { name: "a tool's result", example: "tool-result" },
  ].flatMap(({ name, example }) => {
    const was = asked.find((one) => one.name === name)?.body;
    return isDeepStrictEqual(exampleOf(main, id, example), was) ? [] : [`the example of ${id} is not what was asked`];
  });
}

/** Two endpoints that take the same requests: nobody could say whose one is. */
function ofTwins({ endpoints }: Contract): string[] {
  const claims = endpoints.flatMap((one) =>
    one.transport === "http" ? [`${one.method} ${one.path} ${JSON.stringify(one.when ?? {})}`] : [],
  );
  return claims.filter((claim, index) => claims.indexOf(claim) !== index).map((claim) => `two endpoints take ${claim}`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
