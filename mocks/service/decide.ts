import { type HttpEndpoint, isMembers, matchEndpoint, type RequestBreach, readRequest } from "../../contracts/index.ts";
import type { Edit } from "../edit.ts";
import { type Answer, answerOfDocument, behavioursOf, objectIn, replayAnswer } from "../play/index.ts";
import { editsFor, said } from "./active.ts";
import { refuse } from "./refuse.ts";
import type { Site } from "./site.ts";
import type { Target } from "./target.ts";
import { refusedOrigin, unregistered } from "./unregistered.ts";

/** A request body as text, or that it was larger than the limit. */
export type Body = { readonly text: string } | { readonly tooLarge: true };

/** One HTTP request, read. */
export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** What a request is answered with. */
export interface Decision {
  readonly endpoint: HttpEndpoint | undefined;
  readonly answer: Answer | Promise<Answer>;
  /** The edits that change the answer on its way out. */
  readonly edits: readonly Edit[];
  /** Whether the answer carries its CORS headers itself. */
  readonly preflight: boolean;
  /** What the log says of it, besides. */
  readonly note: string;
}

/** Decides on the answer to a request: the preflight's, what is unregistered, a refusal, or the endpoint's own. */
export function decide(site: Site, target: Target, asked: Asked): Decision {
  const { contract, cors } = site;
  const { method, headers, body } = asked;
  const match = matchEndpoint(contract, method, target.path, "http", "text" in body ? body.text : undefined);
  const endpoint = match?.endpoint as HttpEndpoint | undefined;
  const edits = editsFor(target.world, endpoint?.id ?? "unregistered");
  const as = (answer: Answer | Promise<Answer>, note = "", own = edits): Decision => {
    return { endpoint, answer, edits: own, preflight: false, note };
  };

  const { origin, "access-control-request-method": wanted, "access-control-request-headers": names } = headers;
  if (method === "OPTIONS" && origin !== undefined && wanted !== undefined) {
    const { status, headers: own, body: text } = cors.preflight(origin, names);
    const answer = { status, headers: own, contentType: own["content-type"] ?? "", body: text };
    const note = status === 400 ? refusedOrigin(origin, contract) : "";
    return { endpoint, answer, edits, preflight: true, note };
  }
  if (!endpoint || said(edits, "absent")) return as(unregistered(site, target, asked, endpoint !== undefined));
  if ("tooLarge" in body) {
    return as({ status: 413, body: { detail: `The body is larger than ${site.bodyLimit} bytes` } });
  }
  const parameters = match?.parameters ?? {};
  const read = readRequest(contract, endpoint, { method, url: asked.url, headers, body: body.text, parameters });
  const refusing = said(edits, "refuses");
  const breaches = refusing ? [...read.breaches, ...refusedKeys(refusing, read.body)] : read.breaches;
  const [first] = breaches;
  const { world } = target;
  const { url } = asked;
  const call = { contract, endpoint, parameters, method, headers, url, text: body.text, body: read.body, world };
  const turn = site.recorded?.next(target.world, endpoint.id);
  if (turn) {
    // What is wrong with the request is news for the log alone, and none where it was refused then too.
    const refused = (turn.exchange.response?.status ?? 502) >= 400;
    const news = first && !refused ? `, though the request breaks ${first.rule} at ${first.path || "the body"}` : "";
    return as(replayAnswer(turn.exchange, call, objectIn(body.text)), `${turn.note}${news}`);
  }
  if (first && !said(edits, "lenient")) {
    // A scenario changes the conversation; a refusal stays what it is, unless a fault covers everything.
    const answer = refuse(call, breaches, site.seed);
    const note = ` refused: ${first.rule} at ${first.path || "the body"}`;
    return as(
      answer,
      note,
      edits.filter((edit) => edit.endpoint === "*"),
    );
  }
  const behaviour = behavioursOf(contract).http[endpoint.id] ?? answerOfDocument(site.seed);
  return as(behaviour(first ? { ...call, body: repaired(endpoint, read.body) } : call));
}

/** Keys that a scenario refuses although the contract takes them. */
function refusedKeys(keys: readonly string[], sent: unknown): RequestBreach[] {
  return keys
    .filter((key) => isMembers(sent) && Object.hasOwn(sent, key))
    .map((key) => ({ rule: "shape/unknown-key", frame: null, path: `/${key}`, message: "It is refused.", in: "body" }));
}

/** Bad input that is answered all the same is answered as the document's example would be. */
function repaired(endpoint: HttpEndpoint, sent: unknown): unknown {
  const example = endpoint.request?.content[0]?.examples[0]?.value;
  return { ...(example as object), ...(sent as object | undefined) };
}
