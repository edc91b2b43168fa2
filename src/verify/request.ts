import { type HttpEndpoint, type Payload, sample } from "../../contracts/index.ts";
import type { Ask } from "../probe/index.ts";
import { addressOf, controlAddress, filled } from "./address.ts";
import type { Settings } from "./settings.ts";
import type { Values } from "./values.ts";

/** The JSON body that an endpoint takes, if it takes one. */
export function jsonBodyOf(endpoint: HttpEndpoint): Payload | undefined {
  return endpoint.request?.content.find(({ mediaType }) => /^application\/([\w.-]+\+)?json\b/i.test(mediaType));
}

/**
 * A body that keeps the contract: the document's first example, else one made from the schema; what the backend would
 * remember (`x-fresh`) is made anew each time.
 */
export function goodBody(settings: Settings, { fresh = [] }: HttpEndpoint, payload: Payload): unknown {
  const { contract, seed, run } = settings;
  const [example] = payload.examples;
  const made = () => (payload.schema === undefined ? {} : sample(contract.schemas, payload.schema, { seed }));
  const body = structuredClone(example ? example.value : made());
  for (const pointer of fresh) renew(body, pointer.split("/").slice(1), `${run}${(count++).toString(36)}`);
  return body;
}

let count = 0;

/** Puts a mark behind the text at a path; where there is none, nothing. */
function renew(body: unknown, path: readonly string[], mark: string): void {
  const [token = "", ...rest] = path;
  if (typeof body !== "object" || body === null) return;
  const members = body as Record<string, unknown>;
  if (rest.length > 0) renew(members[token], rest, mark);
  else if (typeof members[token] === "string") members[token] = `${members[token]}-${mark}`;
}

/** The request that an endpoint promises to answer well; `control` aims it at a sibling path that nobody promises. */
export function goodRequest(settings: Settings, endpoint: HttpEndpoint, values: Values, control = false): Ask {
  const { contract, target, seed } = settings;
  const payload = jsonBodyOf(endpoint);
  const url = control
    ? controlAddress(contract, target, endpoint.path, seed, values.path)
    : addressOf(target, filled(endpoint.path, values.path), values.query);
  return {
    url,
    method: endpoint.method,
    headers: {
      ...(streams(endpoint) && { accept: streamTypes(endpoint) }),
      ...(payload && { "content-type": payload.mediaType }),
      ...values.header,
    },
    ...(payload && { body: JSON.stringify(goodBody(settings, endpoint, payload)) }),
    ...(!control && { endpoint: endpoint.id }),
  };
}

/** The media types in which the endpoint promises a stream, without their parameters. */
function streamTypes({ answers }: HttpEndpoint): string {
  const streamed = answers.flatMap(({ content }) => content.filter(({ stream }) => stream));
  return [...new Set(streamed.map(({ mediaType }) => mediaType.replace(/;.*/, "").trim()))].join(", ");
}

/** True where the endpoint answers well with a stream. */
export function streams(endpoint: HttpEndpoint): boolean {
  return endpoint.answers.some(({ content }) => content.some(({ stream }) => stream));
}
