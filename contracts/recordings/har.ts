import { isMeant, matchEndpoint, payloadFor } from "../engine/index.ts";
import { blocksOf } from "../framing/index.ts";
import type { Contract, Endpoint, Exchange, Frame, HeaderMap } from "../model/index.ts";
import { isObject, type Place, RecordingError } from "./recording-error.ts";

/** The members of a HAR entry that we read (HAR 1.2; `_webSocketMessages` is Chromium's). */
interface Entry {
  readonly request: { readonly method: string; readonly url: string } & Record<string, unknown>;
  readonly response: { readonly status: number } & Record<string, unknown>;
  readonly startedDateTime?: unknown;
  readonly time?: unknown;
  readonly _webSocketMessages?: unknown;
}

/**
 * The entries that an endpoint of the contract takes, as exchanges. Times inside one entry are known for sockets alone.
 *
 * @throws {RecordingError} for an entry that is none
 */
export function readHar(har: { log: { entries: unknown[] } }, file: string, contract: Contract): Exchange[] {
  return har.log.entries.flatMap((entry, index) => {
    const place = `${file}, entry ${index + 1}`;
    if (!isEntry(entry)) {
      throw new RecordingError(`${place} has no request with method and url, or no response.`, "Export the HAR again.");
    }
    const exchange = Array.isArray(entry._webSocketMessages)
      ? socketExchange(entry, entry._webSocketMessages, place)
      : httpExchange(entry);
    const endpoint = endpointOf(contract, exchange);
    return endpoint ? [{ ...exchange, endpoint: endpoint.id }] : [];
  });
}

function isEntry(value: unknown): value is Entry {
  if (!isObject(value) || !isObject(value.request) || !isObject(value.response)) return false;
  const { method, url } = value.request;
  return (
    typeof method === "string" &&
    typeof url === "string" &&
    URL.canParse(url) &&
    typeof value.response.status === "number"
  );
}

function httpExchange(entry: Entry): Exchange {
  const response = entry.response;
  const content = isObject(response.content) ? response.content : {};
  const raw = typeof content.text === "string" ? content.text : "";
  const binary = content.encoding === "base64";
  const text = binary ? utf8(raw) : raw;
  const headers = headersOf(response.headers);
  const type = headers["content-type"] ?? String(content.mimeType ?? "");
  const frames = text === undefined ? [{ from: "server" as const, at: 0, raw, binary: true }] : framesOf(text, type);
  return {
    transport: "http",
    request: requestOf(entry),
    // Browsers write status 0 where there was no answer.
    ...(response.status > 0 && { response: headOf(entry, headers) }),
    frames,
    end: response.status > 0 ? { how: "complete" } : { how: "refused", message: "The browser got no answer." },
  };
}

function framesOf(text: string, type: string): Frame[] {
  return blocksOf(text, type).map((raw) => ({ from: "server", at: 0, raw }));
}

function socketExchange(entry: Entry, messages: readonly unknown[], place: Place): Exchange {
  const began = Date.parse(String(entry.startedDateTime)) || 0;
  const frames = messages.map((message, index): Frame => {
    if (!isObject(message) || typeof message.data !== "string") {
      throw new RecordingError(`${place}, message ${index + 1} has no data.`, "Export the HAR again.");
    }
    // Chromium writes seconds since 1970.
    const at = typeof message.time === "number" && began > 0 ? Math.max(0, message.time * 1000 - began) : 0;
    const from = message.type === "send" ? "client" : "server";
    return { from, at, raw: message.data, ...(message.opcode === 2 && { binary: true }) };
  });
  const time = typeof entry.time === "number" && entry.time > 0 ? { endedAt: entry.time } : {};
  const response = headOf(entry, headersOf(entry.response.headers));
  return { transport: "socket", request: requestOf(entry), response, frames, end: { how: "left" }, ...time };
}

function requestOf({ request }: Entry): Exchange["request"] {
  const body =
    isObject(request.postData) && typeof request.postData.text === "string" ? request.postData.text : undefined;
  return {
    method: request.method,
    url: request.url,
    headers: headersOf(request.headers),
    ...(body !== undefined && { body }),
  };
}

const headOf = ({ response }: Entry, headers: HeaderMap) => ({
  status: response.status,
  reason: String(response.statusText ?? ""),
  headers,
});

function headersOf(list: unknown): HeaderMap {
  const headers: Record<string, string> = {};
  for (const header of Array.isArray(list) ? list : []) {
    if (!isObject(header) || typeof header.name !== "string") continue;
    const name = header.name.toLowerCase();
    const value = String(header.value ?? "");
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

/** The endpoint of an exchange; under the empty path, any path whose answer is of a promised kind. */
function endpointOf(contract: Contract, exchange: Exchange): Endpoint | undefined {
  const { pathname } = new URL(exchange.request.url);
  if (contract.emptyPath) {
    const type = exchange.response?.headers["content-type"];
    const { method, body } = exchange.request;
    const [first, ...others] = contract.endpoints.filter((one) => {
      if (one.transport === "socket") return exchange.transport === "socket";
      if (exchange.transport === "socket" || one.method !== method || !isMeant(one, body)) return false;
      return one.answers.some(({ content }) => payloadFor(content, type));
    });
    return others.find((one) => one.transport === "http" && one.when !== undefined) ?? first;
  }
  const base = contract.server ? new URL(contract.server, "http://localhost").pathname.replace(/\/$/, "") : "";
  const path = base !== "" && pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
  return matchEndpoint(contract, exchange.request.method, path, exchange.transport, exchange.request.body)?.endpoint;
}

function utf8(base64: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
}
