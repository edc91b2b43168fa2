import { type HttpEndpoint, type Payload, sample } from "../../contracts/index.ts";
import type { Ask } from "../probe/index.ts";
import { addressOf, controlAddress, filled } from "./address.ts";
import type { Settings } from "./settings.ts";
import type { Values } from "./values.ts";

/** The JSON body that an endpoint takes, if it takes one. */
export function jsonBodyOf(endpoint: HttpEndpoint): Payload | undefined {
  return endpoint.request?.content.find(({ mediaType }) => /^application\/([\w.-]+\+)?json\b/i.test(mediaType));
}

/** A body that keeps the contract: the document's first example, else one made from the schema. */
export function goodBody(settings: Settings, payload: Payload): unknown {
  const [example] = payload.examples;
  if (example) return example.value;
  return payload.schema === undefined ? {} : sample(settings.contract.schemas, payload.schema, { seed: settings.seed });
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
      ...(streams(endpoint) && { accept: "text/event-stream" }),
      ...(payload && { "content-type": payload.mediaType }),
      ...values.header,
    },
    ...(payload && { body: JSON.stringify(goodBody(settings, payload)) }),
    ...(!control && { endpoint: endpoint.id }),
  };
}

/** True where the endpoint answers well with an event stream. */
export function streams(endpoint: HttpEndpoint): boolean {
  return endpoint.answers.some(({ content }) => content.some(({ stream }) => stream));
}
