import { type ClientRequest, type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import type { HeaderMap } from "../../contracts/index.ts";
import { passedOn } from "./hop-by-hop.ts";
import type { Passing } from "./passing.ts";

/** What passing an exchange on needs to know. */
export interface Way {
  readonly target: URL;
  /** Go with every request, in place of the client's own of that name. */
  readonly headers: HeaderMap;
  /** The recorder's own origin, as its clients see it. */
  readonly origin: () => string;
  begin(transport: "http" | "socket", request: IncomingMessage): Passing;
}

/** Raw headers of the connection to the target: those that it has, and names in lower case that it has not. */
interface Change {
  readonly more: readonly string[];
  readonly without: readonly string[];
}

/** Asks the target what the client asked, with the client's own headers but for the host and those of the connection. */
export function askTarget(way: Way, request: IncomingMessage, change?: Change): ClientRequest {
  const { more = [], without = [] } = change ?? {};
  const { target, headers } = way;
  const own = Object.entries(headers).flat();
  // The client's `Expect: 100-continue` was answered by the recorder.
  const replaced = ["host", "expect", ...without, ...Object.keys(headers)].map((name) => name.toLowerCase());
  const start = target.protocol === "https:" ? overHttps : overHttp;
  return start({
    // Node wants an IPv6 address without its brackets.
    hostname: target.hostname.replace(/^\[|\]$/g, ""),
    port: target.port || undefined,
    method: request.method,
    path: request.url,
    // A flat list goes out as it is: names, order and repetitions as the client had them.
    headers: ["Host", target.host, ...passedOn(request.rawHeaders, replaced), ...own, ...more] as never,
    // Each exchange has a connection of its own, so that none meets one that the target is closing.
    agent: false,
  });
}
