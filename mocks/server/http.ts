import type { IncomingMessage, ServerResponse } from "node:http";
import { type Contract, type Exchange, type HttpEndpoint, judgeRequest, matchEndpoint } from "../../contracts/index.ts";
import { type Answer, answerOfDocument, behavioursOf } from "../play/index.ts";
import type { World } from "../world/world.ts";
import { editsFor, said } from "./active.ts";
import { readBody } from "./body.ts";
import type { Cors } from "./cors.ts";
import { detailsOf } from "./detail.ts";
import { refuse } from "./refuse.ts";
import { writeAnswer } from "./write-answer.ts";

/** What the listener of one contract needs to answer. */
export interface Site {
  readonly contract: Contract;
  readonly cors: Cors;
  readonly pace: "realtime" | "none";
  readonly seed: number;
  /** Largest body in bytes. */
  readonly bodyLimit: number;
  readonly log: (line: string) => void;
}

/** Where a request goes: the path as the contract sees it, and what remembers it. */
export interface Target {
  readonly path: string;
  readonly query: string;
  readonly world: World;
}

/** Answers one HTTP request and remembers the exchange. */
export async function answerHttp(
  site: Site,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const began = Date.now();
  const { contract, cors, log } = site;
  const { world, path } = target;
  const method = request.method ?? "GET";
  const origin = request.headers.origin;
  const body = await readBody(request, site.bodyLimit);
  const text = "text" in body ? body.text : "";
  const headers = headersOf(request);
  const url = `${path}${target.query}`;
  const match = matchEndpoint(contract, method, path, "http");
  const endpoint = match?.endpoint as HttpEndpoint | undefined;
  const edits = editsFor(world, endpoint?.id ?? "unregistered");
  const preflight =
    method === "OPTIONS" && origin !== undefined && headers["access-control-request-method"] !== undefined;

  let answer: Answer;
  let note = "";
  // A scenario changes the conversation; refusals stay what they are, unless a fault covers everything.
  let played = edits;
  if (preflight) {
    answer = preflightAnswer(cors.preflight(origin, headers["access-control-request-headers"]));
    if (answer.status === 400) note = refusedOrigin(origin, contract);
  } else if (!endpoint || said(edits, "absent")) {
    answer = unregistered(site, target, method, said(edits, "absent") === true);
  } else if ("tooLarge" in body) {
    answer = { status: 413, body: { detail: `The body is larger than ${site.bodyLimit} bytes` } };
  } else {
    const asked = { method, url, headers, body: text, parameters: match?.parameters ?? {} };
    const breaches = judgeRequest(contract, endpoint, asked, "tolerant");
    const refused = said(edits, "refuses")?.filter((key) => Object.hasOwn(parse(text) ?? {}, key)) ?? [];
    if ((breaches.length > 0 && !said(edits, "lenient")) || refused.length > 0) {
      const extra = refused.map((key) => ({
        rule: "shape/unknown-key",
        frame: null,
        path: `/${key}`,
        message: "refused",
        in: "body" as const,
      }));
      played = edits.filter((edit) => edit.endpoint === "*");
      answer = refuse(contract, endpoint, detailsOf([...breaches, ...extra], text), text, site.seed);
      const [first] = breaches;
      if (first) note = ` refused: ${first.rule} at ${first.path || "the body"}`;
    } else {
      const behaviour = behavioursOf(contract).http[endpoint.id] ?? answerOfDocument(site.seed);
      const input = breaches.length > 0 ? repaired(endpoint, text) : parse(text);
      answer = behaviour({ contract, endpoint, parameters: asked.parameters, headers, body: input, world });
    }
  }
  const outcome = await writeAnswer(response, answer, {
    edits: played,
    pace: site.pace,
    cors: preflight ? {} : cors.headers(origin),
  });
  const exchange: Exchange = {
    ...(endpoint && { endpoint: endpoint.id }),
    transport: "http",
    request: { method, url, headers, ...(text !== "" && { body: text }) },
    response: { status: outcome.head.status, reason: "", headers: outcome.head.headers },
    frames: outcome.frames,
    end: outcome.end,
  };
  world.exchanges.add(exchange);
  const frames = outcome.frames.length;
  log(
    `${method} ${url} ${outcome.head.status} ${frames} frame${frames === 1 ? "" : "s"} ${Date.now() - began} ms${note}`,
  );
}

const preflightAnswer = ({ status, headers, body }: ReturnType<Cors["preflight"]>): Answer => ({
  status,
  headers,
  contentType: headers["content-type"] ?? "text/plain",
  body,
});

const refusedOrigin = (origin: string, { frontend }: Contract) =>
  ` origin ${origin} refused: serve the page from ${frontend ?? "an allowed origin"}, or start the mock with --cors open`;

/** 404 where no path is, 405 where the path is another method's. */
function unregistered({ contract }: Site, { path, world }: Target, method: string, absent: boolean): Answer {
  const others = absent ? [] : methodsAt(contract, path).filter((other) => other !== method);
  const edit = said(editsFor(world, "unregistered"), "unregistered");
  if (edit && others.length === 0 && !absent) {
    return {
      status: edit.status,
      headers: edit.headers,
      contentType: edit.headers["content-type"] ?? "",
      body: edit.body,
    };
  }
  const { unregistered: known } = contract;
  if (others.length > 0) {
    const body = known.method?.body ?? { detail: "Method Not Allowed" };
    return { status: known.method?.status ?? 405, headers: { allow: others.join(", ") }, body };
  }
  return { status: known.path?.status ?? 404, body: known.path?.body ?? { detail: "Not Found" } };
}

function methodsAt(contract: Contract, path: string): string[] {
  const methods = new Set(
    contract.endpoints.flatMap((endpoint) => (endpoint.transport === "http" ? [endpoint.method] : [])),
  );
  return [...methods].filter((method) => method !== "OPTIONS" && matchEndpoint(contract, method, path, "http"));
}

/** Bad input that is answered all the same is answered as the document's example would be. */
function repaired(endpoint: HttpEndpoint, text: string): unknown {
  const example = endpoint.request?.content[0]?.examples[0]?.value;
  return { ...(example as object), ...(parse(text) ?? {}) };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Header names in lower case; several values of one name joined. */
export function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}
