import { blocksOf, framingOf } from "../framing/index.ts";
import type { Contract, Exchange, Frame, HttpEndpoint } from "../model/index.ts";

/** A delimiter with which a multipart body begins (RFC 2046, 5.1.1). */
const delimiter = /^(?:\r\n)?--([^\r\n]{1,70})\r\n/;

/**
 * The body of a stream as an exchange with the contract's one endpoint that streams so, if it has just one: of a multipart
 * body where the text begins with a delimiter, else of an event stream.
 */
export function readStreamText(text: string, contract: Contract): Exchange {
  const boundary = delimiter.exec(text)?.[1];
  const type = boundary === undefined ? "text/event-stream" : `multipart/mixed; boundary="${boundary}"`;
  const streams = contract.endpoints.filter(
    (endpoint): endpoint is HttpEndpoint =>
      endpoint.transport === "http" &&
      endpoint.answers.some(({ content }) =>
        content.some(({ stream, mediaType }) => stream && framingOf(mediaType) === framingOf(type)),
      ),
  );
  const endpoint = streams.length === 1 ? streams[0] : undefined;
  return {
    ...(endpoint && { endpoint: endpoint.id }),
    transport: "http",
    request: { method: endpoint?.method ?? "POST", url: endpoint?.path || "/", headers: {} },
    response: { status: 200, reason: "OK", headers: { "content-type": type } },
    frames: blocksOf(text, type).map((raw): Frame => ({ from: "server", at: 0, raw })),
    end: { how: "complete" },
  };
}
