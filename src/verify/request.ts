import type { HttpEndpoint, Payload } from "../../contracts/index.ts";
import type { Ask } from "../probe/index.ts";
import { addressOf, controlAddress, filled } from "./address.ts";
import { goodBody } from "./good-body.ts";
import type { Settings } from "./settings.ts";
import type { Values } from "./values.ts";

/** The JSON body that an endpoint takes, if it takes one. */
export function jsonBodyOf(endpoint: HttpEndpoint): Payload | undefined {
  return endpoint.request?.content.find(({ mediaType }) => /^application\/([\w.-]+\+)?json\b/i.test(mediaType));
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
      ...acceptOf(endpoint),
      ...(payload && { "content-type": payload.mediaType }),
      ...values.header,
    },
    ...(payload && { body: JSON.stringify(goodBody(settings, endpoint, payload)) }),
    ...(!control && { endpoint: endpoint.id }),
  };
}

/**
 * What a client asks for: the media types in which a good answer is promised, where one of them streams or there is a
 * choice. In the order of the document, which a server that chooses may go by.
 */
function acceptOf({ answers }: HttpEndpoint): { accept?: string } {
  const good = answers.filter(({ status }) => /^2/.test(status)).flatMap(({ content }) => content);
  const types = [...new Set(good.map(({ mediaType }) => mediaType.replace(/;.*/, "").trim()))];
  return types.length > 1 || good.some(({ stream }) => stream) ? { accept: types.join(", ") } : {};
}

/** True where the endpoint answers well with a stream. */
export function streams(endpoint: HttpEndpoint): boolean {
  return endpoint.answers.some(({ content }) => content.some(({ stream }) => stream));
}
