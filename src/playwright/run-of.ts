import {
  blocksOf,
  type Contract,
  type Exchange,
  encodeSse,
  framingOf,
  type HttpEndpoint,
} from "../../contracts/index.ts";

/** What `toBeValidRun` takes: the events of a run, the text of its event stream, or the exchange. */
export type Run = readonly unknown[] | string | Exchange;

/** A run as an exchange with the contract's one endpoint that streams events. */
export function runOf(value: Run, contract: Contract, input: unknown): Exchange {
  const endpoint = contract.endpoints.find(
    (one): one is HttpEndpoint =>
      one.transport === "http" &&
      one.answers.some(({ content }) =>
        content.some(({ stream, mediaType }) => stream && framingOf(mediaType) === "sse"),
      ),
  );
  if (!endpoint) throw new Error(`${contract.name} has no endpoint that streams events`);
  if (isExchange(value)) return { ...value, endpoint: endpoint.id };
  const blocks =
    typeof value === "string"
      ? blocksOf(value, "text/event-stream")
      : value.map((event) => encodeSse(JSON.stringify(event)));
  const body = input === undefined ? {} : { body: JSON.stringify(input) };
  return {
    endpoint: endpoint.id,
    transport: "http",
    request: { method: endpoint.method, url: "", headers: { "content-type": "application/json" }, ...body },
    response: { status: 200, reason: "OK", headers: { "content-type": "text/event-stream" } },
    frames: blocks.map((raw) => ({ from: "server", at: 0, raw })),
    end: { how: "complete" },
  };
}

function isExchange(value: Run): value is Exchange {
  return typeof value === "object" && "frames" in value;
}
