import { createSseSplitter } from "../framing/index.ts";
import type { Contract, Exchange, Frame, HttpEndpoint } from "../model/index.ts";

/** The body of an event stream as an exchange with the contract's one streaming endpoint, if it has just one. */
export function readSseText(text: string, contract: Contract): Exchange {
  const streams = contract.endpoints.filter(
    (endpoint): endpoint is HttpEndpoint =>
      endpoint.transport === "http" && endpoint.answers.some(({ content }) => content.some(({ stream }) => stream)),
  );
  const endpoint = streams.length === 1 ? streams[0] : undefined;
  const splitter = createSseSplitter();
  const blocks = [...splitter.push(text), ...splitter.end()];
  return {
    ...(endpoint && { endpoint: endpoint.id }),
    transport: "http",
    request: { method: endpoint?.method ?? "POST", url: endpoint?.path || "/", headers: {} },
    response: { status: 200, reason: "OK", headers: { "content-type": "text/event-stream" } },
    frames: blocks.map((raw): Frame => ({ from: "server", at: 0, raw })),
    end: { how: "complete" },
  };
}
